/** The state of the page, all of it, in the address: `#/timeline?actor=RUS&open=event:x`. */
import { computed, signal } from "@preact/signals";

export interface Address {
  /** Path without the leading slash: `timeline`, `actor/RUS`. */
  readonly path: string;
  readonly query: URLSearchParams;
}

function parse(hash: string): Address {
  const text = hash.replace(/^#\/?/, "");
  const cut = text.indexOf("?");
  const raw = cut < 0 ? text : text.slice(0, cut);
  let path = raw;
  try {
    path = decodeURIComponent(raw);
  } catch {
    path = "";
  }
  return { path: path || "timeline", query: new URLSearchParams(cut < 0 ? "" : text.slice(cut + 1)) };
}

export const address = signal<Address>(parse(location.hash));
addEventListener("hashchange", () => {
  address.value = parse(location.hash);
});

/** First part of the path: which view. */
export const view = computed(() => address.value.path.split("/")[0] ?? "timeline");

/** What follows the first part: the id of an actor or article. */
export const subject = computed(() => address.value.path.split("/").slice(1).join("/"));

/** The names of the filters, as the API has them. */
export const filterKeys = [
  "actor",
  "pair",
  "type",
  "status",
  "act",
  "from",
  "to",
  "place",
  "source",
  "asserts",
  "denies",
  "via",
  "origin",
  "dispute",
  "party",
  "origins",
  "q",
] as const;

/** Filters of the address as an API query. */
export const filterQuery = computed(() => {
  const kept = new URLSearchParams();
  for (const key of filterKeys) for (const v of address.value.query.getAll(key)) if (v) kept.append(key, v);
  return kept.toString();
});

export type Change = Readonly<Record<string, string | readonly string[] | null>>;

/** `#/path?query` with some keys changed; the path's slashes stay readable. */
export function hrefOf(path: string, query: URLSearchParams, change: Change = {}): string {
  const q = new URLSearchParams(query);
  for (const [k, v] of Object.entries(change)) {
    q.delete(k);
    if (typeof v === "string") q.set(k, v);
    else if (v !== null) for (const one of v) q.append(k, one);
  }
  const text = q.toString();
  return `#/${path.split("/").map(encodeURIComponent).join("/")}${text ? `?${text}` : ""}`;
}

/** Address of another view with the same filters; what was open closes. */
export function linkTo(path: string, change: Change = {}): string {
  return hrefOf(path, new URLSearchParams(filterQuery.value), change);
}

/** Changes the address. `quiet` leaves no step in the history (panning, typing). */
export function go(change: Change, options: { quiet?: boolean; path?: string } = {}): void {
  const href = hrefOf(options.path ?? address.value.path, address.value.query, change);
  if (href === location.hash) return;
  if (options.quiet) history.replaceState(null, "", href);
  else history.pushState(null, "", href);
  address.value = parse(href);
}

/** Adds or takes away one value of a key that holds many. */
export function toggle(key: string, value: string): void {
  const now = address.value.query.getAll(key);
  go({ [key]: now.includes(value) ? now.filter((v) => v !== value) : [...now, value], open: null });
}

/** Wants a value of a filter, or leaves it out (`-value`), or neither again. */
export function decide(key: string, value: string, out: boolean): void {
  const mine = out ? `-${value}` : value;
  const other = out ? value : `-${value}`;
  const now = address.value.query.getAll(key).filter((v) => v !== other);
  go({ [key]: now.includes(mine) ? now.filter((v) => v !== mine) : [...now, mine], open: null });
}

export const param = (key: string): string | null => address.value.query.get(key);
export const params = (key: string): readonly string[] => address.value.query.getAll(key);
addEventListener("popstate", () => {
  address.value = parse(location.hash);
});

/** Events that the timeline asks for at first, and at most. */
const firstEvents = 500;
export const mostEvents = 8000;

/** How many events the timeline asks for: `n` of the address. */
const eventsAsked = computed(() => {
  const n = Number(address.value.query.get("n"));
  return Number.isInteger(n) && n > firstEvents ? Math.min(n, mostEvents) : firstEvents;
});

/** What the timeline asks for, under the filters of the address. */
export const timelinePath = computed(
  () => `/api/timeline?light=1&limit=${eventsAsked.value}${filterQuery.value ? `&${filterQuery.value}` : ""}`,
);
