/** Sketches of texts, and the groups of those that are nearly the same, as settling writes them. */
import type { Database } from "./database.ts";
import type { Store } from "./store.ts";

/** `at` is the number made from the article's id, the same on every machine. */
export interface Sketch {
  readonly at: number;
  readonly article: string;
  readonly copy: number;
  readonly bits: Uint8Array;
}

export class Copies {
  protected readonly db: Database;

  constructor(store: Store) {
    this.db = store.db;
  }

  sketch(article: string): Sketch | null {
    return this.db.get<Sketch & Record<string, never>>("select * from sketch where article = ?", article) ?? null;
  }

  inCopy(copy: number): Sketch[] {
    return this.db.all<Sketch>("select * from sketch where copy = ? order by article", copy);
  }

  /** Sketches that share one of the bands, at most fifty of each band. */
  sharing(bands: readonly number[]): Sketch[] {
    const found = new Set<number>();
    for (const b of bands)
      for (const r of this.db.all<{ at: number }>("select at from band where band = ? limit 50", b)) found.add(r.at);
    return [...found]
      .sort((a, b) => a - b)
      .flatMap((at) => this.db.get<Sketch & Record<string, never>>("select * from sketch where at = ?", at) ?? []);
  }

  setCopy(article: string, copy: number): void {
    this.db.run("update sketch set copy = ? where article = ?", copy, article);
    this.db.run("update item set copy = ? where article = ?", copy, article);
  }

  addSketch(sketch: Sketch, bands: readonly number[]): void {
    const { at, article, copy, bits } = sketch;
    this.db.run("insert or replace into sketch(at, article, copy, bits) values (?, ?, ?, ?)", at, article, copy, bits);
    for (const b of bands) this.db.run("insert or ignore into band(band, at) values (?, ?)", b, at);
  }

  dropSketch(sketch: Sketch, bands: readonly number[]): void {
    this.db.run("delete from sketch where at = ?", sketch.at);
    for (const b of bands) this.db.run("delete from band where band = ? and at = ?", b, sketch.at);
  }
}
