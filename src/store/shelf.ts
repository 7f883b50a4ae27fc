/** The drawn tables, as settling reads and writes them: items, blocks, regions, clusters, claims. */
import type { Reading } from "../model/reading.ts";
import { Drawn } from "./drawn.ts";
import { unpack } from "./packed.ts";
import type { ItemRecord } from "./records.ts";
import { expand, squeeze } from "./squeeze.ts";

export interface ItemRow<F> {
  readonly n: number;
  readonly article: string;
  readonly item: string;
  readonly kind: "event" | "statement";
  readonly tier: string | null;
  readonly cell: string | null;
  readonly region: number | null;
  readonly cluster: string | null;
  readonly claim_region: number | null;
  readonly claim: string | null;
  readonly side: "asserted" | "denied" | null;
  readonly copy: number | null;
  /** Numbers of its merged event and of its claim, once these are written. */
  readonly home: number | null;
  readonly ledger: number | null;
  /** Numbers of the merged events that it tells of, joined by a blank. */
  readonly tells: string | null;
  readonly feature: F;
  readonly view: ItemRecord;
}

export interface NewItem {
  readonly article: string;
  readonly item: string;
  readonly kind: "event" | "statement";
  readonly feature: object;
  readonly view: ItemRecord;
  readonly copy: number;
  /** Stems for full-text search. */
  readonly stems: string;
}

const CACHED = 20_000;
/** Stands for the day of an article that has none: after all days. */
const UNDATED = "~";

/** `F` is the shape of features; the store does not look into them. */
export class Shelf<F extends object> extends Drawn {
  /** Parsed features and views by number of the item: they never change while it stands. */
  readonly #parsed = new Map<number, { feature: F; view: ItemRecord }>();

  pending(limit: number): { id: string; replaced: boolean }[] {
    return this.db
      .all<{ id: string; replaced_by: string | null }>(
        "select id, replaced_by from article where settled = 0 order by n limit ?",
        limit,
      )
      .map((r) => ({ id: r.id, replaced: r.replaced_by !== null }));
  }

  markSettled(article: string): void {
    this.db.run("update article set settled = 1 where id = ?", article);
  }

  takeGone(): string[] {
    const gone = this.db.all<{ article: string }>("select article from gone order by article").map((r) => r.article);
    if (gone.length) this.db.run("delete from gone");
    return gone;
  }

  takeRetold(): number[] {
    const retold = this.db.all<{ item: number }>("select item from retold order by item").map((r) => r.item);
    if (retold.length) this.db.run("delete from retold");
    return retold;
  }

  reading(article: string): Reading | null {
    const row = this.db.get<{ reading: Uint8Array }>("select reading from article where id = ?", article);
    return row ? unpack(row.reading) : null;
  }

  // -- items

  add(item: NewItem): number {
    const { lastInsertRowid: n } = this.db.run(
      "insert into item(article, item, kind, copy, lo, doc) values (?, ?, ?, ?, ?, (select n from article where id = ?))",
      item.article,
      item.item,
      item.kind,
      item.copy,
      item.view.published?.from ?? UNDATED,
      item.article,
    );
    this.db.run(
      "insert into told(n, feature, view) values (?, ?, ?)",
      n,
      squeeze(item.feature),
      JSON.stringify(item.view),
    );
    this.db.run("insert into words(rowid, stems) values (?, ?)", n, item.stems);
    if (item.view.act)
      this.db.run("insert into act(act, n) values (?, 1) on conflict(act) do update set n = n + 1", item.view.act);
    if (item.kind === "statement") {
      const day = item.view.published?.from ?? "";
      for (const [role, ids] of [
        ["speaker", item.view.speaker],
        ["about", item.view.about],
      ] as const)
        for (const id of ids)
          this.db.run("insert or ignore into said(actor, role, day, n) values (?, ?, ?, ?)", id, role, day, n);
    }
    return n;
  }

  itemsOf(article: string): ItemRow<F>[] {
    return this.#rows("select * from item where article = ? order by n", article);
  }

  item(n: number): ItemRow<F> | null {
    return this.#rows("select * from item where n = ?", n)[0] ?? null;
  }

  find(article: string, item: string): ItemRow<F> | null {
    return this.#rows("select * from item where article = ? and item = ?", article, item)[0] ?? null;
  }

  inRegion(region: number): ItemRow<F>[] {
    return this.#rows("select * from item where region = ? order by n", region);
  }

  inCell(cell: string): ItemRow<F>[] {
    return this.#rows("select * from item where cell = ? order by n", cell);
  }

  inCluster(cluster: string): ItemRow<F>[] {
    return this.#rows("select * from item where cluster = ? order by n", cluster);
  }

  inClaimRegion(region: number): ItemRow<F>[] {
    return this.#rows("select * from item where claim_region = ? order by n", region);
  }

  inClaim(claim: string): ItemRow<F>[] {
    return this.#rows("select * from item where claim = ? order by n", claim);
  }

  #rows(sql: string, ...values: (string | number)[]): ItemRow<F>[] {
    return this.db.all<Omit<ItemRow<F>, "feature" | "view">>(sql, ...values).map((r) => ({ ...r, ...this.#told(r.n) }));
  }

  #told(n: number): { feature: F; view: ItemRecord } {
    let parsed = this.#parsed.get(n);
    if (!parsed) {
      const row = this.db.get<{ feature: Uint8Array; view: string }>("select feature, view from told where n = ?", n);
      if (!row) throw new RangeError(`no item ${n}`);
      parsed = { feature: expand<F>(row.feature), view: JSON.parse(row.view) as ItemRecord };
      if (this.#parsed.size >= CACHED) this.#parsed.delete(this.#parsed.keys().next().value!);
      this.#parsed.set(n, parsed);
    }
    return parsed;
  }

  /** The feature alone, mostly from memory. */
  feature(n: number): F {
    return this.#told(n).feature;
  }

  place(n: number, at: { tier: string | null; cell: string | null; region: number | null }): void {
    this.db.run("update item set tier = ?, cell = ?, region = ? where n = ?", at.tier, at.cell, at.region, n);
  }

  setRegion(n: number, region: number): void {
    this.db.run("update item set region = ? where n = ?", region, n);
  }

  mergeRegions(into: number, from: number): void {
    this.db.run("update item set region = ? where region = ?", into, from);
  }

  regionOf(n: number): number | null {
    return this.db.get<{ region: number | null }>("select region from item where n = ?", n)?.region ?? null;
  }

  setCluster(n: number, cluster: string): void {
    this.db.run("update item set cluster = ? where n = ?", cluster, n);
  }

  setHome(n: number, event: number): void {
    this.db.run("update item set home = ? where n = ?", event, n);
  }

  setTells(n: number, events: string): void {
    this.db.run("update item set tells = ? where n = ?", events, n);
  }

  setLedger(n: number, claim: number): void {
    this.db.run("update item set ledger = ? where n = ?", claim, n);
  }

  setStance(n: number, side: string): void {
    this.db.run("update item set side = ? where n = ?", side, n);
  }

  setClaimRegion(n: number, region: number): void {
    this.db.run("update item set claim_region = ? where n = ?", region, n);
  }

  mergeClaimRegions(into: number, from: number): void {
    this.db.run("update item set claim_region = ? where claim_region = ?", into, from);
  }

  setClaim(n: number, claim: string): void {
    this.db.run("update item set claim = ? where n = ?", claim, n);
  }

  /** Takes out all that is drawn from an article. */
  dropArticle(article: string, items: readonly ItemRow<F>[]): void {
    for (const { n, view } of items) {
      if (view.act) this.db.run("update act set n = n - 1 where act = ?", view.act);
      this.#parsed.delete(n);
      this.db.run("delete from words where rowid = ?", n);
      this.db.run("delete from said where n = ?", n);
      this.db.run("delete from block where n = ?", n);
      this.db.run("delete from claim_key where n = ?", n);
      this.db.run("delete from doubt where l = ?", n);
      this.db.run("delete from doubt where r = ?", n);
      this.db.run("delete from retold where item = ?", n);
      this.db.run("delete from told where n = ?", n);
      this.db.run("delete from item where n = ?", n);
    }
    this.db.run("delete from actor_article where article = ?", article);
  }

  // -- blocks

  addBlock(key: string, tier: string, lo: number, hi: number, n: number): void {
    this.db.run("insert or ignore into block(key, tier, lo, n, hi) values (?, ?, ?, ?, ?)", key, tier, lo, n, hi);
  }

  dropBlocks(n: number): void {
    this.db.run("delete from block where n = ?", n);
  }

  blocksOf(n: number): { key: string; tier: string; lo: number; hi: number }[] {
    return this.db.all("select key, tier, lo, hi from block where n = ?", n);
  }

  /** Items of a block whose window, at most `widest` days wide, meets the days. */
  inBlock(
    key: string,
    tier: string,
    lo: number,
    hi: number,
    widest: number,
  ): { n: number; region: number | null; cluster: string | null; cell: string | null }[] {
    return this.db.all(
      "select b.n as n, i.region as region, i.cluster as cluster, i.cell as cell from block b join item i on i.n = b.n where b.key = ? and b.tier = ? and b.lo between ? and ? and b.hi >= ? order by b.n",
      key,
      tier,
      lo - widest,
      hi,
      lo,
    );
  }

  core(cluster: string): F | null {
    const row = this.db.get<{ feature: Uint8Array }>("select feature from core where cluster = ?", cluster);
    return row ? expand<F>(row.feature) : null;
  }

  setCore(cluster: string, feature: object): void {
    this.db.run(
      "insert into core(cluster, feature) values (?, ?) on conflict(cluster) do update set feature = excluded.feature",
      cluster,
      squeeze(feature),
    );
  }

  dropCore(cluster: string): void {
    this.db.run("delete from core where cluster = ?", cluster);
  }

  dropDoubts(n: number): void {
    this.db.run("delete from doubt where l = ?", n);
  }

  addDoubt(l: number, r: number, score: number, because: readonly string[]): void {
    this.db.run(
      "insert or replace into doubt(l, r, score, because) values (?, ?, ?, ?)",
      l,
      r,
      score,
      JSON.stringify(because),
    );
  }
}
