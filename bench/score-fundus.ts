/** Scores `readPage` on pages whose true title, authors, day and body are known: body ROUGE-L, day, title, time. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { loadFurniture } from "../src/language/furniture.ts";
import { identifyLanguage } from "../src/language/identify.ts";
import { pageJson, readPage } from "../src/read/page.ts";

/** One page with what is true of it. */
export interface GoldPage {
  readonly id: string;
  readonly url: string;
  readonly html: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly day: string | null;
  /** Paragraphs of the body: summary, then headlines and paragraphs of the sections. */
  readonly body: readonly string[];
}

/** One gold record as its file writes it. */
interface GoldFile {
  readonly title?: string;
  readonly authors?: readonly string[];
  readonly publishing_date?: string;
  readonly body?: {
    readonly summary?: readonly string[];
    readonly sections?: readonly { readonly headline: readonly string[]; readonly paragraphs: readonly string[] }[];
  };
}

/** Reads the set's folders: `cc/Outlet.json` holds V1, V2 ... for the pages `cc/Outlet_date.html.gz` in their order. */
export function* goldPages(folder: string): Generator<GoldPage> {
  for (const country of readdirSync(folder).sort()) {
    const dir = join(folder, country);
    if (!statSync(dir).isDirectory()) continue;
    const files = readdirSync(dir).sort();
    const info = existsSync(join(dir, "meta.info")) ? JSON.parse(readFileSync(join(dir, "meta.info"), "utf8")) : {};
    for (const file of files.filter((f) => f.endsWith(".json"))) {
      const outlet = file.slice(0, -5);
      const versions = Object.values(JSON.parse(readFileSync(join(dir, file), "utf8"))) as GoldFile[];
      const pages = files.filter((f) => f.startsWith(`${outlet}_`) && f.endsWith(".html.gz"));
      for (const [i, gold] of versions.entries()) {
        const page = pages[i];
        if (!page) continue;
        const sections = gold.body?.sections ?? [];
        yield {
          id: `${country}/${page}`,
          url: info[page]?.url ?? "",
          html: gunzipSync(readFileSync(join(dir, page))).toString("utf8"),
          title: gold.title ?? "",
          authors: gold.authors ?? [],
          day: gold.publishing_date ? String(gold.publishing_date).slice(0, 10) : null,
          body: [...(gold.body?.summary ?? []), ...sections.flatMap((s) => [...s.headline, ...s.paragraphs])],
        };
      }
    }
  }
}

const words = (text: string): string[] =>
  text.toLowerCase().match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** ROUGE-L: F1 of the longest common subsequence of words. */
export function rougeL(a: string, b: string): number {
  const x = words(a);
  const y = words(b);
  if (x.length === 0 || y.length === 0) return x.length === y.length ? 1 : 0;
  const ids = new Map<string, number>();
  const number = (w: string): number => {
    const id = ids.get(w) ?? ids.size;
    ids.set(w, id);
    return id;
  };
  const p = Int32Array.from(x, number);
  const q = Int32Array.from(y, number);
  let row = new Int32Array(q.length + 1);
  let next = new Int32Array(q.length + 1);
  for (const w of p) {
    for (let j = 0; j < q.length; j++)
      next[j + 1] = w === q[j] ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0);
    [row, next] = [next, row];
  }
  return (2 * (row[q.length] ?? 0)) / (x.length + y.length);
}

/** Same title, letters and digits only. */
export const sameTitle = (found: string | null, gold: string): boolean =>
  words(found ?? "").join(" ") === words(gold).join(" ");

/** The same headline in another of the page's forms: with or without a kicker, or a few words shorter or longer. */
export function agreesInTitle(found: string | null, gold: string): boolean {
  const a = words(found ?? "").join(" ");
  const b = words(gold).join(" ");
  if (a === "" || b === "") return a === b;
  return ` ${a} `.includes(` ${b} `) || ` ${b} `.includes(` ${a} `) || rougeL(a, b) >= 0.7;
}

export interface FundusScore {
  readonly pages: number;
  readonly body: number;
  readonly day: number;
  /** The headline in any of its forms, and in the very form of the gold. */
  readonly title: number;
  readonly titleExact: number;
  /** Median milliseconds a page. */
  readonly median: number;
}

/** Runs all pages; `say` is told of each page that is wrong. */
export function scoreFundus(folder: string, languages: string, say: (line: string) => void = () => {}): FundusScore {
  const furniture = loadFurniture(languages);
  const times: number[] = [];
  let [pages, body, days, day, title, exact] = [0, 0, 0, 0, 0, 0];
  for (const gold of goldPages(folder)) {
    const began = performance.now();
    const read = readPage(gold.html, { source: gold.id, url: gold.url, furniture, identify: identifyLanguage });
    times.push(performance.now() - began);
    const page = "reason" in read ? null : pageJson(read);
    const rouge = rougeL(page?.text ?? "", gold.body.join("\n"));
    pages++;
    body += rouge;
    if (rouge < 0.9) say(`body ${rouge.toFixed(2)} ${gold.id} ${"reason" in read ? read.reason : ""}`);
    if (sameTitle(page?.title ?? null, gold.title)) exact++;
    if (agreesInTitle(page?.title ?? null, gold.title)) title++;
    else say(`title ${gold.id}: ${page?.title} <> ${gold.title}`);
    if (gold.day === null) continue;
    days++;
    if (page?.published?.slice(0, 10) === gold.day) day++;
    else say(`day ${gold.id}: ${page?.published} <> ${gold.day}`);
  }
  times.sort((a, b) => a - b);
  return {
    pages,
    body: body / pages,
    day: day / days,
    title: title / pages,
    titleExact: exact / pages,
    median: times[times.length >> 1] ?? 0,
  };
}

if (process.argv[1]?.endsWith("score-fundus.ts")) {
  const folder = process.argv[2] ?? "../shared/data/pages/fundus";
  const score = scoreFundus(folder, "languages", process.argv.includes("--verbose") ? console.log : undefined);
  console.log(
    Object.entries(score)
      .map(([k, v]) => `${k} ${Number.isInteger(v) ? v : v.toFixed(3)}`)
      .join("  "),
  );
}
