/** The open dossier: articles with their readings, and the judgements of persons. All else is drawn from these. */
import { deflateRawSync } from "node:zlib";
import type { ItemRef, Judgement, Verdict } from "../model/judgement.ts";
import type { Reading } from "../model/reading.ts";
import { overlaps, sliceOf } from "../model/span.ts";
import { digest, fold, stemsOf } from "../model/words.ts";
import { type Database, dropDerived, openDatabase } from "./database.ts";
import { letGo } from "./kept.ts";
import { isUnread, unpack } from "./packed.ts";

export type Added = "added" | "known" | "new-version";

/** What a judgement was made on, so that it can be found again after the article has been read anew. */
interface Anchor {
  readonly source: string;
  readonly kind: "event" | "statement";
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly words: string;
}

export interface StoredJudgement extends Judgement {
  readonly n: number;
  /** ISO 8601 instant at which it was made. */
  readonly told: string;
}

/** Opens a dossier file, or makes it; `:memory:` for one that lives as long as the process. */
export const openStore = (file: string): Store => new Store(openDatabase(file));

export class Store {
  readonly db: Database;

  constructor(db: Database) {
    this.db = db;
  }

  /** Takes a reading in. It is safe on disk when this returns. A later reading of the same article or source is a new version. */
  add(reading: Reading): Added {
    return this.db.transaction(() => this.#add(reading));
  }

  /** Takes many in at once, all or none. */
  addAll(readings: readonly Reading[]): Added[] {
    return this.db.transaction(() => readings.map((r) => this.#add(r)));
  }

  #add(reading: Reading): Added {
    const { article } = reading;
    const json = JSON.stringify(reading);
    const hash = digest(json);
    const had = this.db.get<{ hash: string; replaced_by: string | null }>(
      "select hash, replaced_by from article where id = ?",
      article.id,
    );
    if (had?.hash === hash) return "known";
    if (had) {
      this.db.run(
        "insert into version(article, hash, reading) select id, hash, reading from article where id = ?",
        article.id,
      );
      this.#write(reading, json, hash, had.replaced_by);
      return "new-version";
    }
    const earlier = this.#earlierVersions(reading);
    this.#write(reading, json, hash, null);
    for (const id of earlier)
      this.db.run("update article set replaced_by = ?, settled = 0 where id = ?", article.id, id);
    return earlier.length > 0 ? "new-version" : "added";
  }

  #write(reading: Reading, json: string, hash: string, replacedBy: string | null): void {
    const { article } = reading;
    const published = article.published;
    this.db.run(
      `insert into article(id, source, language, title, outlet, author, pub_lo, pub_hi, basis, events, statements, hash, reading, replaced_by, unread, settled)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
       on conflict(id) do update set language = excluded.language, title = excluded.title, outlet = excluded.outlet, author = excluded.author,
         pub_lo = excluded.pub_lo, pub_hi = excluded.pub_hi, basis = excluded.basis, events = excluded.events, statements = excluded.statements,
         hash = excluded.hash, reading = excluded.reading, unread = excluded.unread, settled = 0`,
      article.id,
      article.source,
      article.language,
      article.title,
      article.outlet,
      article.author,
      published?.from ?? null,
      published?.to ?? null,
      published?.basis ?? null,
      reading.events.length,
      reading.statements.length,
      hash,
      deflateRawSync(json, { level: 3 }),
      replacedBy,
      isUnread(reading) ? 1 : 0,
    );
    this.#index(reading);
  }

  /** Where nothing was read the words of the article itself can be searched. */
  #index({ article, events, statements }: Reading): void {
    const { n } = this.db.get<{ n: number }>("select n from article where id = ?", article.id)!;
    this.db.run("delete from page where rowid = ?", n);
    if (events.length + statements.length === 0)
      this.db.run("insert into page(rowid, stems) values (?, ?)", n, stemsOf(article.text).join(" "));
  }

  /** Articles of the same source that share most of their words: earlier states of the same page. */
  #earlierVersions(reading: Reading): string[] {
    const rows = this.db.all<{ id: string; reading: Uint8Array }>(
      "select id, reading from article where source = ? and id <> ? and replaced_by is null order by id",
      reading.article.source,
      reading.article.id,
    );
    if (rows.length === 0) return [];
    const words = new Set(stemsOf(reading.article.text));
    return rows.filter((r) => alike(words, new Set(stemsOf(unpack(r.reading).article.text)))).map((r) => r.id);
  }

  /** Takes an article out with all its versions; what it had replaced counts again. False where it is not there. */
  remove(article: string): boolean {
    return this.db.transaction(() => {
      if (this.db.run("delete from article where id = ?", article).changes === 0) return false;
      this.db.run("delete from version where article = ?", article);
      letGo(this, article);
      this.db.run("insert or ignore into gone(article) values (?)", article);
      this.db.run("update article set replaced_by = null, settled = 0 where replaced_by = ?", article);
      return true;
    });
  }

  /** The current reading of an article, or null. */
  reading(article: string): Reading | null {
    const row = this.db.get<{ reading: Uint8Array }>("select reading from article where id = ?", article);
    return row ? unpack(row.reading) : null;
  }

  /** Earlier readings of the same article, the oldest first. */
  earlierReadings(article: string): Reading[] {
    return this.db
      .all<{ reading: Uint8Array }>("select reading from version where article = ? order by n", article)
      .map((r) => unpack(r.reading));
  }

  has(article: string): boolean {
    return this.db.get("select 1 as one from article where id = ?", article) !== undefined;
  }

  /** Keeps a person's word on two items. RangeError where one of them is not in the dossier or both are one. */
  judge(left: ItemRef, right: ItemRef, verdict: Verdict, by: string): StoredJudgement {
    const [a, b] = refKey(left) < refKey(right) ? [left, right] : [right, left];
    if (refKey(a) === refKey(b)) throw new RangeError("an item cannot be judged against itself");
    const told = new Date().toISOString();
    return this.db.transaction(() => {
      const done = this.db.run(
        "insert into judgement(left_article, left_item, left_anchor, right_article, right_item, right_anchor, verdict, by, told) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        a.article,
        a.item,
        JSON.stringify(this.#anchor(a)),
        b.article,
        b.item,
        JSON.stringify(this.#anchor(b)),
        verdict,
        by,
        told,
      );
      this.retell([a, b]);
      return { n: done.lastInsertRowid, left: a, right: b, verdict, score: 1, by, because: ["person"], told };
    });
  }

  /** Takes back the latest judgement, or the one of that number. Returns it, or null where there is none. */
  undo(n?: number): StoredJudgement | null {
    return this.db.transaction(() => {
      const row = this.db.get<JudgementRow>(
        `select * from judgement ${n === undefined ? "" : "where n = ?"} order by n desc limit 1`,
        ...(n === undefined ? [] : [n]),
      );
      if (!row) return null;
      const judgement = this.#resolve(row);
      this.db.run("delete from judgement where n = ?", row.n);
      this.retell([judgement.left, judgement.right]);
      return judgement;
    });
  }

  /** All judgements of persons, the oldest first; of several on one pair the last one counts. Items are those of the current readings. */
  judgements(): StoredJudgement[] {
    return this.db.all<JudgementRow>("select * from judgement order by n").map((row) => this.#resolve(row));
  }

  /** Marks items to be placed anew by the next settling. */
  retell(refs: readonly ItemRef[]): void {
    for (const r of refs)
      this.db.run(
        "insert or ignore into retold(item) select n from item where article = ? and item = ?",
        r.article,
        r.item,
      );
  }

  #anchor(ref: ItemRef): Anchor {
    const reading = this.reading(ref.article);
    const event = reading?.events.find((e) => e.id === ref.item);
    const statement = reading?.statements.find((s) => s.id === ref.item);
    const item = event ?? statement;
    if (!reading || !item) throw new RangeError(`not in the dossier: ${ref.article}:${ref.item}`);
    const at = item.evidence[0];
    return {
      source: reading.article.source,
      kind: event ? "event" : "statement",
      type: event ? event.type : statement!.act,
      start: at.start,
      end: at.end,
      words: sliceOf(reading.article.text, at).slice(0, 300),
    };
  }

  #resolve(row: JudgementRow): StoredJudgement {
    return {
      n: row.n,
      left: this.#find({ article: row.left_article, item: row.left_item }, row.left_anchor),
      right: this.#find({ article: row.right_article, item: row.right_item }, row.right_anchor),
      verdict: row.verdict,
      score: 1,
      by: row.by,
      because: ["person"],
      told: row.told,
    };
  }

  /** The item on which a judgement was made: itself, or after a new reading the one of its kind on the same words. */
  #find(ref: ItemRef, json: string): ItemRef {
    const anchor = JSON.parse(json) as Anchor;
    const row = this.db.get<{ id: string; replaced_by: string | null; reading: Uint8Array }>(
      "select id, replaced_by, reading from article where id = ?",
      ref.article,
    );
    const current =
      row && row.replaced_by === null
        ? row
        : this.db.get<{ id: string; reading: Uint8Array }>(
            "select id, reading from article where source = ? and replaced_by is null order by n desc limit 1",
            anchor.source,
          );
    if (!current) return ref;
    const reading = unpack(current.reading);
    const items = anchor.kind === "event" ? reading.events : reading.statements;
    const typeOf = (x: (typeof items)[number]): string => ("type" in x ? x.type : x.act);
    const same = items.find((x) => x.id === ref.item);
    if (same && current.id === ref.article && same.evidence[0].start === anchor.start && typeOf(same) === anchor.type)
      return ref;
    const words = fold(anchor.words);
    const onWords = items.filter((x) =>
      x.evidence.some((e) =>
        current.id === ref.article ? overlaps(e, anchor) : shares(fold(sliceOf(reading.article.text, e)), words),
      ),
    );
    const found = onWords.find((x) => typeOf(x) === anchor.type) ?? onWords[0];
    return found ? { article: current.id, item: found.id } : ref;
  }

  /** There are articles that what is drawn does not show yet: the last program was killed, or was of another version. */
  get unsettled(): boolean {
    return (
      this.db.get("select 1 as one from article where settled = 0 limit 1") !== undefined ||
      this.db.get("select 1 as one from gone limit 1") !== undefined ||
      this.db.get("select 1 as one from retold limit 1") !== undefined
    );
  }

  /** Drops all that is drawn; the next settling draws it again. */
  redraw(): void {
    dropDerived(this.db);
  }

  close(): void {
    this.db.close();
  }
}

interface JudgementRow {
  n: number;
  left_article: string;
  left_item: string;
  left_anchor: string;
  right_article: string;
  right_item: string;
  right_anchor: string;
  verdict: Verdict;
  by: string;
  told: string;
}

const refKey = (r: ItemRef): string => `${r.article}:${r.item}`;

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  let shared = 0;
  for (const w of a) if (b.has(w)) shared++;
  return shared >= 0.6 * Math.max(1, Math.min(a.size, b.size));
}

const shares = (a: string, b: string): boolean => a.includes(b) || b.includes(a);
