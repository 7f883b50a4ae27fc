/** States of the same article, and articles that print the same text. */
import type { Article } from "../model/article.ts";
import { unpack } from "./packed.ts";
import type { Store } from "./store.ts";

/** The states of an article from the first to the current one: read anew from the same text, or replaced by a later text. */
export function versionsOf(store: Store, id: string): Article[] {
  const row = (of: string) =>
    store.db.get<{ id: string; replaced_by: string | null; reading: Uint8Array }>(
      "select id, replaced_by, reading from article where id = ?",
      of,
    );
  let last = row(id);
  if (!last) return [];
  const seen = new Set([last.id]);
  while (last.replaced_by && !seen.has(last.replaced_by)) {
    const next = row(last.replaced_by);
    if (!next) break;
    seen.add(next.id);
    last = next;
  }
  const rows = store.db.all<{ id: string; reading: Uint8Array }>(
    `with recursive before(id) as (select ? union select a.id from article a join before b on a.replaced_by = b.id)
     select a.id as id, a.reading as reading from article a join before b on b.id = a.id order by a.n`,
    last.id,
  );
  return rows.flatMap((r) => [...store.earlierReadings(r.id).map((e) => e.article), unpack(r.reading).article]);
}

/** Current articles whose text is nearly the same as this one's. */
export function copiesOf(store: Store, id: string): string[] {
  return store.db
    .all<{ article: string }>(
      `select s.article as article from sketch s join article a on a.id = s.article
       where s.copy = (select copy from sketch where article = ?) and s.article <> ? and a.replaced_by is null order by s.article`,
      id,
      id,
    )
    .map((r) => r.article);
}
