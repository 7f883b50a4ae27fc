/** The title of a page: several places give it, the form that most of them share wins. */
import { decodeEntities, type Metadata, stringOf } from "./page-metadata.ts";
import { type Document, type Element, elementsNamed, firstBelow } from "./tree.ts";

const squeeze = (text: string): string => text.replace(/[\s\u00a0]+/g, " ").trim();
const key = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const HEAD = new Set(["H1"]);

function isInArticle(head: Element): boolean {
  for (let e = head.parentElement; e; e = e.parentElement)
    if (e.nodeName === "ARTICLE" || e.nodeName === "MAIN") return true;
  return false;
}

/** The title, or null; and every form of it that the page uses. */
export function pageTitle(
  document: Document,
  meta: Metadata,
  outlet: string | null,
): { title: string | null; forms: string[] } {
  const all = elementsNamed(document.body, HEAD);
  const heads = [...all.filter(isInArticle), ...all].slice(0, 6);
  // What the page states for machines weighs more than what it shows, which may hold a kicker or the site's name.
  const raw: readonly (readonly [string | null | undefined, number])[] = [
    [stringOf(meta.articles, "headline"), 0.8],
    [meta.meta.get("og:title"), 0.6],
    [stringOf(meta.articles, "alternativeHeadline"), 0.4],
    [heads[0]?.textContent, 0.15],
    [meta.meta.get("title") ?? meta.meta.get("dc.title"), 0.1],
    [meta.meta.get("twitter:title"), 0.1],
    [firstBelow(document.body, (e) => e.nodeName === "TITLE")?.textContent, 0.02],
  ];
  const forms = heads.map((h) => squeeze(h.textContent));
  const votes = new Map<string, { text: string; points: number }>();
  for (const [value, weight] of raw) {
    const whole = value ? squeeze(decodeEntities(value)) : "";
    if (whole.length < 4 || whole.length > 400) continue;
    const text = withoutSite(whole, outlet);
    forms.push(whole, text);
    const entry = votes.get(key(text)) ?? { text, points: 0 };
    entry.points += weight;
    votes.set(key(text), entry);
  }
  // A form that stands inside another one is the title without its kicker or the site's name.
  for (const [k, entry] of votes)
    for (const other of votes.keys()) if (other !== k && k.length > 12 && other.includes(k)) entry.points += 0.6;
  let best: string | null = null;
  let points = 0;
  for (const { text, points: p } of votes.values()) if (p > points) [best, points] = [text, p];
  return { title: best, forms };
}

/** `Talks in Rome | The Daily` -> `Talks in Rome`: cuts the outlet's name, or a short last part behind a bar. */
function withoutSite(title: string, outlet: string | null): string {
  const parts = title.split(/\s+[|–—·•»:-]+\s+|\s*[|ㅣ]\s*/u);
  if (parts.length < 2) return title;
  const last = parts.at(-1) ?? "";
  const name = outlet ? key(outlet) : "";
  const tail = key(last);
  const cut = title.slice(0, title.lastIndexOf(last)).replace(/[\s|–—·•»:ㅣ-]+$/u, "");
  if (cut.length < 10) return title;
  if (
    name !== "" &&
    (tail === name ||
      name.replace(/ /g, "") === tail.replace(/ /g, "") ||
      tail.includes(name) ||
      (tail.length > 3 && name.includes(tail)))
  )
    return cut;
  return /[|ㅣ]\s*[^|ㅣ]*$/u.test(title) && last.length < cut.length * 0.6 && last.split(/\s+/).length <= 5
    ? cut
    : title;
}
