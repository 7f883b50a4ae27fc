/** The title of a page: several places give it, the form that most of them share wins. */
import type { Document } from "./dom.ts";
import { decodeEntities, type Metadata, stringOf } from "./page-metadata.ts";

const squeeze = (text: string): string => text.replace(/[\s\u00a0]+/g, " ").trim();
const key = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** The title, or null; and every form of it that the page uses. */
export function pageTitle(document: Document, meta: Metadata, outlet: string | null): { title: string | null; forms: string[] } {
  const heads = [...document.querySelectorAll("article h1, main h1, h1")].slice(0, 6).map((h) => squeeze(h.textContent ?? ""));
  const stated = stringOf(meta.articles, "headline");
  const raw: (string | null | undefined)[] = [
    stated,
    ...new Set(heads),
    meta.meta.get("og:title"),
    meta.meta.get("twitter:title"),
    meta.meta.get("title"),
    meta.meta.get("dc.title"),
    document.querySelector("title")?.textContent,
  ];
  const candidates = raw.flatMap((t) => {
    const text = t ? squeeze(decodeEntities(t)) : "";
    return text.length >= 4 && text.length <= 400 ? [text] : [];
  });
  const forms = candidates.flatMap((c) => [c, withoutSite(c, outlet)]);
  if (candidates.length === 0) return { title: null, forms };
  const votes = new Map<string, { text: string; points: number }>();
  for (const [i, candidate] of candidates.entries()) {
    const text = withoutSite(candidate, outlet);
    const entry = votes.get(key(text)) ?? { text, points: 0 };
    // The sooner in the list, the heavier; a form met again gains.
    entry.points += 1 + (candidates.length - i) / 20;
    votes.set(key(text), entry);
  }
  // A title element that begins with a candidate speaks for it as well.
  for (const [k, entry] of votes) for (const c of candidates) if (key(c) !== k && key(c).startsWith(`${k} `)) entry.points += 0.5;
  let best = "";
  let points = 0;
  for (const { text, points: p } of votes.values()) if (p > points) [best, points] = [text, p];
  return { title: best || null, forms };
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
  if (name !== "" && (tail === name || name.replace(/ /g, "") === tail.replace(/ /g, "") || tail.includes(name) || (tail.length > 3 && name.includes(tail)))) return cut;
  return /[|ㅣ]\s*[^|ㅣ]*$/u.test(title) && last.length < cut.length * 0.6 && last.split(/\s+/).length <= 5 ? cut : title;
}
