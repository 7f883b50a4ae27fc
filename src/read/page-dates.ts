/** The day on which a page's article appeared. The day of a change is never taken for it. */
import type { Published } from "../model/article.ts";
import type { Day } from "../model/time.ts";
import { type Metadata, stringOf } from "./page-metadata.ts";
import { type Document, type Element, elementsBelow } from "./tree.ts";

const META = [
  "article:published_time",
  "article:published",
  "og:article:published_time",
  "og:published_time",
  "datepublished",
  "date.published",
  "pubdate",
  "publishdate",
  "publish_date",
  "publish-date",
  "published_date",
  "publication_date",
  "article.published",
  "article_date_original",
  "cxenseparse:recs:publishtime",
  "cxenseparse:publishtime",
  "sailthru.date",
  "parsely-pub-date",
  "dc.date.issued",
  "dcterms.created",
  "dcterms.issued",
  "dc.date",
  "dcterms.date",
  "dc.date.created",
  "date",
  "rbpubdate",
  "displaydate",
  "originalpublicationdate",
  "citation_publication_date",
  "bt:pubdate",
  "vr:published_time",
  "article:create_at",
  "creation_date",
  "iso-8601-publish-date",
  "lastpublished",
];

const CHANGED = /modif|updat|chang|edit|revis|aktualis|aggiorn/i;

/** The publication by metadata, elements, address and visible text, in this order; null where none tells. */
export function pageDay(document: Document, meta: Metadata, url: string | null): Published | null {
  const found = (value: string | null | undefined, because: string): Published | null => {
    const day = value ? dayIn(value) : null;
    return day ? { from: day, to: day, basis: "metadata", because: [because] } : null;
  };
  const stated = found(stringOf(meta.articles, "datePublished"), "json-ld datePublished");
  if (stated) return stated;
  for (const name of META) {
    if (name === "lastpublished") continue;
    const hit = found(meta.meta.get(name), `meta ${name}`);
    if (hit) return hit;
  }
  const made = found(
    stringOf(meta.articles, "dateCreated") ?? stringOf(meta.articles, "uploadDate"),
    "json-ld dateCreated",
  );
  if (made) return made;
  const pages = found(stringOf(meta.objects, "datePublished"), "json-ld datePublished");
  if (pages) return pages;
  const elements = elementsBelow(document.body);
  for (const element of elements) {
    if (element.getAttribute("itemprop") !== "datePublished" && !(isTime(element) && element.hasAttribute("pubdate")))
      continue;
    const hit = found(
      element.getAttribute("datetime") ?? element.getAttribute("content") ?? element.textContent,
      "itemprop datePublished",
    );
    if (hit) return hit;
  }
  const times = elements.filter((e) => isTime(e) && !isChange(e)).slice(0, 12);
  for (const time of times) {
    const hit = found(time.getAttribute("datetime") ?? time.textContent, "time element");
    if (hit) return hit;
  }
  return found(url ? dayInAddress(url) : null, "address") ?? fromClasses(elements);
}

const isTime = (element: Element): boolean => element.nodeName === "TIME";

/** A time element that tells of a change, by its own names or its parent's. */
function isChange(element: Element): boolean {
  for (let e: Element | null = element, n = 0; e && n < 3; e = e.parentElement, n++) {
    const names = `${e.getAttribute("class") ?? ""} ${e.getAttribute("itemprop") ?? ""} ${e.getAttribute("id") ?? ""} ${e.getAttribute("data-testid") ?? ""}`;
    if (CHANGED.test(names)) return true;
  }
  return false;
}

const DATE_CLASS = /[dD]ate|time|publish|meta|fecha|datum|data|info/;

/** A date written in figures in a small element whose name speaks of dates. */
function fromClasses(elements: readonly Element[]): Published | null {
  let looked = 0;
  for (const element of elements) {
    if (!DATE_CLASS.test(element.className) && !element.id.includes("date")) continue;
    if (looked++ > 400) break;
    if (isChange(element)) continue;
    const text = element.textContent;
    if (text.length > 160) continue;
    const day = dayIn(text);
    if (day) return { from: day, to: day, basis: "metadata", because: ["visible date"] };
  }
  return null;
}

/** `/2024/09/14/talks` -> `2024-09-14`. */
export function dayInAddress(url: string): string | null {
  const m = /[/_-]((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?:[/_.-]|$)/.exec(url);
  return m ? `${m[1]}-${m[2]}-${m[3]}` : null;
}

/** A calendar day in a machine's or a reader's form: ISO 8601, RFC 822, figures with the day or the year first. */
export function dayIn(value: string): Day | null {
  const text = value.trim().slice(0, 200);
  const iso =
    /(?<!\d)((?:19|20)\d\d)-(\d\d?)-(\d\d?)(?!\d)/.exec(text) ??
    /(?<!\d)((?:19|20)\d\d)[/.年]\s?(\d\d?)[/.月]\s?(\d\d?)(?!\d)/.exec(text) ??
    /^((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{0,6}(?:Z|[+-]\d{4})?)?$/.exec(text);
  if (iso) return calendar(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const figures = /(?<!\d)(\d\d?)[./-]\s?(\d\d?)[./-]\s?((?:19|20)\d\d)(?!\d)/.exec(text);
  if (figures) {
    const [a, b, year] = [Number(figures[1]), Number(figures[2]), Number(figures[3])];
    return b > 12 ? calendar(year, a, b) : calendar(year, b, a);
  }
  if (/^1[0-9]{9}(?:\d{3})?$/.test(text)) return new Date(Number(text.padEnd(13, "0"))).toISOString().slice(0, 10);
  return monthNames(text);
}

/** `Tue, 16 May 2023 10:00` and `16 maggio 2023`, `May 16, 2023`: the names of the months come from the platform. */
function monthNames(text: string): Day | null {
  const year = /(?<!\d)((?:19|20)\d\d)(?!\d)/.exec(text);
  if (!year) return null;
  for (const [names, month] of months()) {
    const at = text.toLowerCase().search(names);
    if (at < 0) continue;
    const near = text.slice(Math.max(0, at - 8), at + 20).replace(year[0], " ");
    const day = /(?<!\d)(\d\d?)(?!\d|:)/.exec(near);
    if (day) return calendar(Number(year[1]), month, Number(day[1]));
  }
  return null;
}

let monthTable: readonly (readonly [RegExp, number])[] | null = null;

/** Names of the months in the languages of the platform's own data. */
function months(): readonly (readonly [RegExp, number])[] {
  if (monthTable) return monthTable;
  const names: Set<string>[] = Array.from({ length: 12 }, () => new Set<string>());
  for (const locale of Intl.DateTimeFormat.supportedLocalesOf(localesOfTheWeb()))
    for (const form of ["long", "short"] as const) {
      const format = new Intl.DateTimeFormat(locale, { day: "numeric", month: form, timeZone: "UTC" });
      for (let m = 0; m < 12; m++) {
        const parts = format.formatToParts(Date.UTC(2024, m, 15));
        const name = parts
          .find((p) => p.type === "month")
          ?.value.toLowerCase()
          .replace(/\.$/, "");
        if (name && name.length >= 3 && /^\p{L}/u.test(name)) names[m]?.add(name);
      }
    }
  // A form that two months share in two languages tells nothing.
  const count = new Map<string, number>();
  for (const set of names) for (const n of set) count.set(n, (count.get(n) ?? 0) + 1);
  monthTable = names.map(
    (set, m) =>
      [
        new RegExp(
          `(?<![\\p{L}])(?:${[...set]
            .filter((n) => count.get(n) === 1)
            .sort((a, b) => b.length - a.length)
            .join("|")})(?![\\p{L}])`,
          "u",
        ),
        m + 1,
      ] as const,
  );
  return monthTable;
}

/** Every two-letter code that the platform has dates for. */
function localesOfTheWeb(): string[] {
  const codes: string[] = [];
  for (let a = 97; a < 123; a++) for (let b = 97; b < 123; b++) codes.push(String.fromCharCode(a, b));
  return codes;
}

function calendar(year: number, month: number, day: number): Day | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year < 1900 || year > 2100) return null;
  return date.toISOString().slice(0, 10);
}
