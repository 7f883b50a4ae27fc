/** CSV, TSV and JSON lines of articles -> rows with named columns. */

export type Row = Readonly<Record<string, string>>;

/** Which column holds what; a name not found is passed over. */
export interface Columns {
  readonly text: readonly string[];
  readonly title: readonly string[];
  readonly author: readonly string[];
  readonly outlet: readonly string[];
  readonly published: readonly string[];
  readonly url: readonly string[];
}

/** Names that are tried where no column is named. */
export const usualColumns: Columns = {
  text: ["text", "body", "content", "article", "articleBody", "maintext", "plain_text"],
  title: ["title", "headline", "name"],
  author: ["author", "authors", "byline"],
  outlet: ["outlet", "source", "publisher", "site", "domain"],
  published: ["published", "date", "date_publish", "publication_date", "pubDate", "datePublished", "time"],
  url: ["url", "link", "address", "id"],
};

/** The first of the columns that has a value. */
export function cell(row: Row, names: readonly string[]): string | null {
  for (const name of names) {
    const value = row[name.toLowerCase()]?.trim();
    if (value) return value;
  }
  return null;
}

/** Rows of a CSV or TSV text with a header row; the separator is the mark that the header has most of. */
export function* tableRows(text: string): Generator<Row> {
  const header = text.slice(0, text.indexOf("\n") < 0 ? text.length : text.indexOf("\n"));
  const count = (mark: string): number => header.split(mark).length;
  const separator = ["\t", ";", ","].reduce((a, b) => (count(b) > count(a) ? b : a));
  let names: string[] | null = null;
  for (const cells of records(text, separator)) {
    if (names === null) names = cells.map((c) => c.trim().toLowerCase());
    else if (cells.some((c) => c.trim() !== ""))
      yield Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ""]));
  }
}

/** Records of RFC 4180: quoted cells may hold separators, line feeds and doubled quotes. */
function* records(text: string, separator: string): Generator<string[]> {
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    let value: string;
    if (text[at] === '"') {
      const parts: string[] = [];
      let from = at + 1;
      for (;;) {
        const quote = text.indexOf('"', from);
        if (quote < 0) {
          parts.push(text.slice(from));
          at = text.length;
          break;
        }
        parts.push(text.slice(from, quote));
        if (text[quote + 1] !== '"') {
          at = quote + 1;
          break;
        }
        parts.push('"');
        from = quote + 2;
      }
      value = parts.join("");
      while (at < text.length && text[at] !== separator && text[at] !== "\n") at++;
    } else {
      let end = at;
      while (end < text.length && text[end] !== separator && text[end] !== "\n") end++;
      value = text.slice(at, end);
      at = end;
    }
    row.push(value.replace(/\r$/, ""));
    if (at >= text.length || text[at] === "\n") {
      yield row;
      row = [];
    }
    at++;
  }
}

/** A JSON object -> a row: strings and numbers as they are, lists joined by commas. */
export function rowOf(value: unknown): Row | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const row: Record<string, string> = {};
  for (const [key, v] of Object.entries(value)) {
    const flat = Array.isArray(v)
      ? v.filter((x) => typeof x === "string").join(", ")
      : typeof v === "string" || typeof v === "number"
        ? String(v)
        : null;
    if (flat !== null) row[key.toLowerCase()] = flat;
  }
  return row;
}
