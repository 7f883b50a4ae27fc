/** Draws merged events, claims and actors from the readings: only what new, removed or judged items touch is drawn anew. */

import { bandsOf, COPY, likeness, sketchBits, sketchFrom, sketchOf } from "../merge/copies.ts";
import type { MergeContext } from "../merge/feature.ts";
import { featuresOf } from "../merge/feature.ts";
import { globalId } from "../merge/sides.ts";
import { sliceOf } from "../model/span.ts";
import { fold } from "../model/words.ts";
import { Shelf } from "../store/shelf.ts";
import type { Store } from "../store/store.ts";
import { Bound } from "./bonds.ts";
import { ClaimDrawer } from "./claims.ts";
import { EventDrawer } from "./events.ts";
import { type Kept, Recorder } from "./records.ts";

export interface SettleOptions {
  /** Articles in one transaction. */
  readonly batch?: number;
  readonly progress?: (done: number) => void;
}

export interface Settled {
  readonly articles: number;
  readonly events: number;
  readonly claims: number;
}

/**
 * Brings the drawn part of the dossier up to the readings and judgements that it holds. The outcome depends on these
 * alone: not on their order, nor on how often this was called in between. Killed at any moment, it goes on where it was.
 */
export function settle(store: Store, context: MergeContext, options: SettleOptions = {}): Settled {
  let total: Settled = { articles: 0, events: 0, claims: 0 };
  for (const sum of batches(store, context, options)) total = sum;
  return total;
}

/** The same, letting others have their turn between batches: a page is answered, and what the driver is done with is freed. */
export async function settleInTurns(
  store: Store,
  context: MergeContext,
  options: SettleOptions = {},
): Promise<Settled> {
  let total: Settled = { articles: 0, events: 0, claims: 0 };
  for (const sum of batches(store, context, options)) {
    total = sum;
    await new Promise((turn) => setImmediate(turn));
  }
  return total;
}

/** What has been drawn so far, after each batch. */
function* batches(store: Store, context: MergeContext, options: SettleOptions): Generator<Settled> {
  const total = { articles: 0, events: 0, claims: 0 };
  const batch = options.batch ?? 100;
  for (;;) {
    const done = store.db.relaxed(() => settleBatch(store, context, batch));
    total.articles += done.articles;
    total.events += done.events;
    total.claims += done.claims;
    options.progress?.(total.articles);
    yield total;
    if (done.articles < batch) return;
  }
}

function settleBatch(store: Store, context: MergeContext, batch: number): Settled {
  const shelf = new Shelf<Kept>(store);
  const gone = shelf.takeGone();
  const pending = shelf.pending(batch);
  if (gone.length === 0 && pending.length === 0) {
    const retold = shelf.takeRetold();
    if (retold.length === 0) return { articles: 0, events: 0, claims: 0 };
    return draw(store, shelf, context, [], retold, []);
  }
  return draw(store, shelf, context, gone, shelf.takeRetold(), pending);
}

function draw(
  store: Store,
  shelf: Shelf<Kept>,
  context: MergeContext,
  gone: readonly string[],
  retold: readonly number[],
  pending: readonly { id: string; replaced: boolean }[],
): Settled {
  const bound = new Bound(store.judgements());
  const events = new EventDrawer(shelf, bound);
  const claims = new ClaimDrawer(shelf, bound);
  for (const id of [...gone, ...pending.map((p) => p.id)]) {
    const items = shelf.itemsOf(id);
    const copied = shelf.sketch(id);
    if (items.length === 0 && !copied) continue;
    for (const item of items) {
      events.leave(item);
      claims.leave(item);
    }
    dropCopy(shelf, id, events, claims);
    shelf.dropArticle(id, items);
  }
  for (const p of pending) {
    if (!p.replaced) take(shelf, context, p.id, events, claims);
    shelf.markSettled(p.id);
  }
  for (const n of retold) {
    const item = shelf.item(n);
    if (!item) continue;
    events.again(item);
    claims.again(item);
  }
  // items that judgements name after a new reading were not there before: they are bound now
  const moved = events.draw();
  const drawn = claims.draw(moved);
  return { articles: gone.length + pending.length, events: moved.drawn, claims: drawn };
}

/** Puts the items of a reading on the shelf, and hands them to be placed. */
function take(shelf: Shelf<Kept>, context: MergeContext, id: string, events: EventDrawer, claims: ClaimDrawer): void {
  const reading = shelf.reading(id);
  if (!reading) return;
  const features = featuresOf(reading, context);
  const recorder = new Recorder(reading, context);
  const stances = new Map(features.statements.map((s) => [s.ref.item, s]));
  const copy = addCopy(shelf, id, reading.article.text, events, claims);

  const statements = new Map<string, number>();
  for (const s of reading.statements) for (const a of s.speaker) statements.set(a, (statements.get(a) ?? 0) + 1);
  const names = new Map<string, Set<string>>();
  for (const m of reading.mentions) {
    if (m.form !== "name") continue;
    const had = names.get(m.actor) ?? new Set<string>();
    if (had.size < 6) had.add(sliceOf(reading.article.text, m).replace(/\s+/g, " ").slice(0, 80));
    names.set(m.actor, had);
  }
  for (const a of reading.actors) {
    const actor = globalId(a, id);
    shelf.addActor({ id: actor, kind: a.kind, name: a.name, country: a.country, wikidata: a.wikidata ?? null });
    shelf.addActorArticle(
      actor,
      id,
      a.office ?? null,
      [...(names.get(a.id) ?? [])].filter((n) => fold(n) !== fold(a.name)),
      statements.get(a.id) ?? 0,
    );
  }

  // a state takes part where its people do, named or not
  for (const side of new Set(features.events.flatMap((f) => f.sides.map((s) => s.side)))) {
    const known = context.actor?.(side);
    shelf.addActor({
      id: side,
      kind: known?.kind ?? "state",
      name: known?.name ?? side,
      country: known ? known.country : side,
      wikidata: known?.wikidata ?? null,
    });
    shelf.addActorArticle(side, id, null, [], 0);
  }

  reading.events.forEach((e, i) => {
    const view = recorder.event(e);
    const feature: Kept = { event: features.events[i]!, stance: stances.get(e.id) ?? null };
    const n = shelf.add({ article: id, item: e.id, kind: "event", feature, view, copy, stems: recorder.stems(view) });
    events.come(n, feature.event!);
  });
  for (const s of reading.statements) {
    const view = recorder.statement(s);
    const feature: Kept = { event: null, stance: stances.get(s.id)! };
    shelf.add({ article: id, item: s.id, kind: "statement", feature, view, copy, stems: recorder.stems(view) });
  }
  claims.come(id);
}

/** Puts the article into the group of texts that are nearly the same; the group is named by a number. */
function addCopy(shelf: Shelf<Kept>, id: string, text: string, events: EventDrawer, claims: ClaimDrawer): number {
  const sketch = sketchOf(text);
  const own = numberOf(id);
  if (!sketch) return own;
  const bands = bandsOf(sketch);
  const groups = new Set<number>();
  for (const other of shelf.sharing(bands))
    if (!groups.has(other.copy) && likeness(sketch, sketchFrom(other.bits)) >= COPY) groups.add(other.copy);
  const copy = Math.min(own, ...groups);
  shelf.addSketch({ at: own, article: id, copy, bits: sketchBits(sketch) }, bands);
  for (const g of groups)
    if (g !== copy)
      moveCopies(
        shelf,
        shelf.inCopy(g).map((x) => x.article),
        copy,
        events,
        claims,
      );
  return copy;
}

function moveCopies(
  shelf: Shelf<Kept>,
  articles: readonly string[],
  copy: number,
  events: EventDrawer,
  claims: ClaimDrawer,
): void {
  for (const article of articles) {
    shelf.setCopy(article, copy);
    events.touchArticle(article);
    claims.touchArticle(article);
  }
}

/** Takes an article out of its group of copies; what it held together may fall apart. */
function dropCopy(shelf: Shelf<Kept>, id: string, events: EventDrawer, claims: ClaimDrawer): void {
  const had = shelf.sketch(id);
  if (!had) return;
  shelf.dropSketch(had, bandsOf(sketchFrom(had.bits)));
  const rest = shelf.inCopy(had.copy).map((x) => {
    const sketch = sketchFrom(x.bits);
    return { article: x.article, sketch, bands: new Set(bandsOf(sketch)) };
  });
  const left = new Set(rest);
  while (left.size > 0) {
    const queue = [left.values().next().value!];
    left.delete(queue[0]!);
    for (const x of queue)
      for (const y of left)
        if ([...y.bands].some((b) => x.bands.has(b)) && likeness(x.sketch, y.sketch) >= COPY) {
          left.delete(y);
          queue.push(y);
        }
    moveCopies(
      shelf,
      queue.map((x) => x.article),
      Math.min(...queue.map((x) => numberOf(x.article))),
      events,
      claims,
    );
  }
}

/** A number below 2^48 made from an article's id, the same on every machine. */
function numberOf(id: string): number {
  let a = 0x811c9dc5;
  let b = 0x1000193;
  for (let i = 0; i < id.length; i++) {
    a = Math.imul(a ^ id.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ id.charCodeAt(i), 0x85ebca6b) ^ (b >>> 13);
  }
  return (a >>> 0) * 0x10000 + (b >>> 16);
}
