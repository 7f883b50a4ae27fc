/** Originals: what was read, byte for byte, packed and named by its hash; and what was seen of every address fetched. */
import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Reading } from "../model/reading.ts";
import type { Added, Store } from "./store.ts";

/** The bytes that an article was read from. */
export interface Original {
  readonly bytes: Uint8Array;
  /** Address or file that they came from. */
  readonly source: string;
  readonly contentType: string | null;
  /** ISO instant at which they were taken. */
  readonly at: string;
}

/** An original as the dossier lists it. */
export interface KeptLine {
  /** SHA-256 of the bytes, in hexadecimal digits. */
  readonly hash: string;
  readonly size: number;
  readonly source: string;
  readonly contentType: string | null;
  readonly at: string;
}

/** The last visit to an address, for asking whether it has changed. */
export interface Visit {
  readonly etag: string | null;
  readonly modified: string | null;
  readonly at: string;
}

export const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Takes a reading in with its original and whatever else `also` writes: all of it is on disk when this returns, or nothing. */
export function takeIn(store: Store, reading: Reading, original: Original | null, also?: () => void): Added {
  return store.db.transaction(() => {
    const added = store.add(reading);
    if (original) keep(store, reading.article.id, original);
    also?.();
    return added;
  });
}

function keep(store: Store, article: string, original: Original): void {
  const hash = hashOf(original.bytes);
  if (!store.db.get("select 1 as one from original where hash = ?", hash))
    store.db.run(
      "insert into original(hash, size, packed) values (?, ?, ?)",
      hash,
      original.bytes.length,
      gzipSync(original.bytes),
    );
  store.db.run(
    "insert or ignore into kept(article, hash, source, type, at) values (?, ?, ?, ?, ?)",
    article,
    hash,
    original.source,
    original.contentType,
    original.at,
  );
}

/** The originals of an article, the oldest first. */
export const originalsOf = (store: Store, article: string): KeptLine[] =>
  store.db.all<KeptLine & Record<string, never>>(
    `select k.hash as hash, o.size as size, k.source as source, k.type as contentType, k.at as at
     from kept k join original o on o.hash = k.hash where k.article = ? order by k.at, k.hash`,
    article,
  );

/** The bytes of an original, or null. */
export function original(store: Store, hash: string): Uint8Array | null {
  const row = store.db.get<{ packed: Uint8Array }>("select packed from original where hash = ?", hash);
  return row ? gunzipSync(row.packed) : null;
}

/** Lets go of an article's originals that no other article has; called where the article leaves. */
export function letGo(store: Store, article: string): void {
  const hashes = store.db.all<{ hash: string }>("select hash from kept where article = ?", article);
  store.db.run("delete from kept where article = ?", article);
  for (const { hash } of hashes)
    store.db.run("delete from original where hash = ? and not exists (select 1 from kept where hash = ?)", hash, hash);
}

export function visitTo(store: Store, address: string): Visit | null {
  return (
    store.db.get<Visit & Record<string, never>>("select etag, modified, at from visit where address = ?", address) ??
    null
  );
}

/** Remembers how the address answered; without this it is fetched whole the next time. */
export function noteVisit(store: Store, address: string, visit: Visit): void {
  store.db.run(
    `insert into visit(address, etag, modified, at) values (?, ?, ?, ?)
     on conflict(address) do update set etag = excluded.etag, modified = excluded.modified, at = excluded.at`,
    address,
    visit.etag,
    visit.modified,
    visit.at,
  );
}

/** Lines that many articles of an outlet show, and texts of its latest articles by source. */
export function refrainsOf(store: Store, outlet: string): string[] {
  return store.db
    .all<{ line: string }>("select line from refrain where outlet = ? order by line", outlet)
    .map((r) => r.line);
}

export function keepRefrains(store: Store, outlet: string, lines: readonly string[]): void {
  store.db.transaction(() => {
    for (const line of lines) store.db.run("insert or ignore into refrain(outlet, line) values (?, ?)", outlet, line);
  });
}

export function latestTexts(store: Store, outlet: string, most: number): { source: string; text: string }[] {
  return store.db
    .all<{ id: string }>(
      "select id from article where outlet = ? and replaced_by is null order by n desc limit ?",
      outlet,
      most,
    )
    .flatMap(({ id }) => {
      const article = store.reading(id)?.article;
      return article ? [{ source: article.source, text: article.text }] : [];
    });
}
