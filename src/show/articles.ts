/** The articles of the dossier, and one with all that was read in it. */
import { clustersOf } from "../store/query.ts";
import { articleLine, type StoredLine, selectArticles } from "../store/query-articles.ts";
import type { Store } from "../store/store.ts";
import type { ArticleLine, ArticleView, Filter, Part } from "./views.ts";

/** Articles, the latest first, undated ones last. */
export function articles(store: Store, filter: Filter): Part<ArticleLine> {
  const { total, articles } = selectArticles(store, filter);
  return { total, items: articles.map(lineOf) };
}

const lineOf = (row: StoredLine): ArticleLine => ({
  id: row.id,
  source: row.source,
  title: row.title,
  outlet: row.outlet,
  language: row.language,
  published: row.pub_lo && row.pub_hi ? { from: row.pub_lo, to: row.pub_hi } : null,
  basis: row.basis,
  events: row.events,
  statements: row.statements,
  read: row.unread === 0,
});

/** One article, or null. */
export function article(store: Store, id: string): ArticleView | null {
  const row = articleLine(store, id);
  const reading = store.reading(id);
  return row && reading ? { line: lineOf(row), reading, clusters: clustersOf(store, id) } : null;
}
