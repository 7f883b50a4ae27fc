/** The merged event of a group of mentions: its date, place, status with its history, and how it is told. */
import type { EventType, Place, Status } from "../model/event.ts";
import { type DayInterval, dayOf } from "../model/time.ts";
import { type EventFeature, isAhead } from "./feature.ts";

export interface Turn {
  readonly status: Status;
  readonly article: string;
  readonly published: DayInterval | null;
}

export interface DrawnEvent {
  readonly type: EventType;
  readonly mode: string | null;
  /** Global ids of actors and recipients, those most often named first. */
  readonly actors: readonly string[];
  readonly recipients: readonly string[];
  readonly date: (DayInterval & { readonly basis: "said" | "implied" }) | null;
  readonly place: Place | null;
  readonly status: Status;
  readonly history: readonly Turn[];
}

/** One mention with what the merged event is drawn from. */
export interface Told {
  readonly feature: EventFeature;
  /** Global ids as this article gives the roles. */
  readonly actors: readonly string[];
  readonly recipients: readonly string[];
  readonly place: Place | null;
}

const statusOrder: readonly Status[] = [
  "occurred",
  "ongoing",
  "denied",
  "alleged",
  "planned",
  "pledged",
  "called-for",
  "hypothetical",
];

/** Most frequent first; ties by order of `less`, else by text. */
function votes<T>(values: readonly T[], key: (v: T) => string): T[] {
  const count = new Map<string, { value: T; n: number }>();
  for (const v of values) {
    const entry = count.get(key(v)) ?? { value: v, n: 0 };
    entry.n++;
    count.set(key(v), entry);
  }
  return [...count.entries()].sort((a, b) => b[1].n - a[1].n || (a[0] < b[0] ? -1 : 1)).map(([, e]) => e.value);
}

/** Draws the event. Its outcome does not depend on the order of the mentions. */
export function drawEvent(told: readonly Told[]): DrawnEvent {
  const features = told.map((t) => t.feature);
  const types = votes(
    features.map((f) => f.types[0]!),
    (t) => t,
  );
  const type = types[0]!;
  const same = told.filter((t) => t.feature.types[0] === type);
  const modes = votes(
    features.flatMap((f) => f.modes),
    (m) => m,
  );
  const roles = rolesOf(same);
  return {
    type,
    mode: modes[0] ?? null,
    ...roles,
    date: dateOf(features),
    place: placeOf(told),
    ...statusesOf(features),
  };
}

/** Everybody once: where articles disagree who acted, the more frequent role counts. */
function rolesOf(told: readonly Told[]): { actors: string[]; recipients: string[] } {
  const balance = new Map<string, number>();
  const count = new Map<string, number>();
  for (const t of told) {
    for (const a of t.actors) balance.set(a, (balance.get(a) ?? 0) + 1);
    for (const r of t.recipients) balance.set(r, (balance.get(r) ?? 0) - 1);
    for (const x of new Set([...t.actors, ...t.recipients])) count.set(x, (count.get(x) ?? 0) + 1);
  }
  const order = [...balance.keys()].sort((a, b) => count.get(b)! - count.get(a)! || (a < b ? -1 : 1));
  const first = firstNamed(told);
  return {
    actors: order.filter((x) => balance.get(x)! > 0 || (balance.get(x) === 0 && first.has(x))),
    recipients: order.filter((x) => balance.get(x)! < 0 || (balance.get(x) === 0 && !first.has(x))),
  };
}

function firstNamed(told: readonly Told[]): Set<string> {
  const least = [...told].sort((a, b) => (a.feature.hash < b.feature.hash ? -1 : 1))[0];
  return new Set(least?.actors ?? []);
}

/** The narrowest interval that most of the dated mentions meet, cut by all that meet it. */
function dateOf(features: readonly EventFeature[]): DrawnEvent["date"] {
  const dated = features.filter((f) => f.days).sort((a, b) => widthOf(a) - widthOf(b) || (a.hash < b.hash ? -1 : 1));
  if (dated.length === 0) return null;
  const support = (f: EventFeature): number =>
    dated.filter((g) => g.days![0] <= f.days![1] && f.days![0] <= g.days![1]).length;
  const ahead = dated.every((f) => isAhead(f.status));
  let core = dated[0]!;
  let most = -1;
  // a plan that was moved is dated by its latest telling, all else by what most tell
  for (const f of dated.slice(0, 60)) {
    const told = ahead ? (f.published?.[0] ?? 0) : support(f) + (isAhead(f.status) ? -0.5 : 0);
    if (told > most) {
      most = told;
      core = f;
    }
  }
  let [from, to] = core.days!;
  for (const f of dated) {
    const a = Math.max(from, f.days![0]);
    const b = Math.min(to, f.days![1]);
    if (a <= b) [from, to] = [a, b];
  }
  return { from: dayOf(from), to: dayOf(to), basis: core.said ? "said" : "implied" };
}

const widthOf = (f: EventFeature): number => f.days![1] - f.days![0];

/** The place most often named, a town before its country. */
function placeOf(told: readonly Told[]): Place | null {
  const places = told.map((t) => t.place).filter((p) => p !== null);
  const narrow = places.filter((p) => p.lat !== undefined);
  const key = (p: Place): string => `${p.name}|${p.country ?? ""}`;
  const sides = new Set(told.flatMap((t) => t.feature.sides.map((s) => s.side)));
  const towns = places.filter((p) => !(p.country && sides.has(p.country) && isCountryItself(p, told)));
  return votes(towns.length ? towns : narrow.length ? narrow : places, key)[0] ?? null;
}

/** A place stands for the whole country where it bears no more than the country tells: it has no point on the map. */
const isCountryItself = (p: Place, told: readonly Told[]): boolean =>
  told.some((t) => t.place && t.place.country === p.country && t.place.name !== p.name) && p.lat === undefined;

/** By day of the article: every change of status, and the last one that stands. */
function statusesOf(features: readonly EventFeature[]): { status: Status; history: Turn[] } {
  const order = [...features].sort(
    (a, b) =>
      (a.published?.[0] ?? 1e9) - (b.published?.[0] ?? 1e9) ||
      statusOrder.indexOf(b.status) - statusOrder.indexOf(a.status) ||
      (a.hash < b.hash ? -1 : 1),
  );
  const history: Turn[] = [];
  for (const f of order) {
    if (history.at(-1)?.status === f.status) continue;
    const published = f.published ? { from: dayOf(f.published[0]), to: dayOf(f.published[1]) } : null;
    history.push({ status: f.status, article: f.ref.article, published });
  }
  // an old plan or a doubt told again does not undo what happened
  const done = history.some((t) => t.status === "occurred" || t.status === "ongoing");
  const standing = done ? history.filter((t) => !isAhead(t.status) && t.status !== "alleged") : history;
  return { status: standing.at(-1)!.status, history };
}
