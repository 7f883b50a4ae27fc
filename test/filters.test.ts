/** Law of the filters: what the quick way finds and counts, the plain way finds and counts, over any filter of any dossier. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadTopics, topicsOf } from "../src/language/topics.ts";
import type { Filter } from "../src/model/filter.ts";
import { queryOf } from "../src/model/query.ts";
import { stemsOf } from "../src/model/words.ts";
import { settle } from "../src/settle/settle.ts";
import { viewsOf } from "../src/show/show.ts";
import type { ItemRecord } from "../src/store/records.ts";
import { openStore, type Store } from "../src/store/store.ts";
import { press } from "./press.ts";

const pack = loadTopics(new URL("../languages/en", import.meta.url).pathname);
const context = { topics: (text: string) => topicsOf(text, pack) };

interface Item {
  readonly article: string;
  readonly item: string;
  readonly kind: "event" | "statement";
  readonly cluster: string | null;
  readonly claim: string | null;
  readonly side: string | null;
  readonly view: ItemRecord;
  readonly source: string;
  readonly stems: readonly string[];
}

/** A dossier after some coming and going: articles in any order, some of them removed, some events judged. */
function dossier(seed: number): Store {
  const store = openStore(":memory:");
  const list = press(seed, 60);
  list.forEach((r, i) => {
    store.add(r);
    if (i % 9 === seed % 9) settle(store, context, { batch: 4 });
  });
  settle(store, context);
  for (const r of list.filter((_, i) => i % 13 === seed % 13)) store.remove(r.article.id);
  settle(store, context);
  const [a, b] = viewsOf(store).timeline({}).items;
  const ref = (e: typeof a) => ({ article: e!.evidence[0]!.article, item: e!.evidence[0]!.item });
  if (a && b) store.judge(ref(a), ref(b), "same", "tester");
  settle(store, context);
  return store;
}

/** Everything that filters look at, row by row, without the packed marks. */
function plainOf(store: Store) {
  const events = viewsOf(store).timeline({ limit: 100_000 }).items;
  const claims = viewsOf(store).claims({ limit: 100_000 }, 1000).items;
  const actors = viewsOf(store).actors({ limit: 100_000 }).items;
  const nameOf = new Map(actors.map((a) => [a.id, a.name]));
  const items: Item[] = store.db
    .all<Record<string, string>>(
      "select i.*, t.view as view, a.source as source from item i join told t on t.n = i.n join article a on a.id = i.article",
    )
    .map((row) => {
      const view = JSON.parse(row.view!) as ItemRecord;
      const named = [...view.actors, ...view.recipients, ...view.speaker, ...view.about].map((id) => nameOf.get(id)!);
      const text = [...view.evidence.map((e) => e.sentence), ...named, view.quote ?? "", view.place?.name ?? ""];
      return { ...(row as unknown as Item), view, stems: stemsOf(text.join(" ")) };
    });
  const grouped = (sql: string): ((id: string) => string[]) => {
    const lists = new Map<string, string[]>();
    for (const { id, actor } of store.db.all<{ id: string; actor: string }>(sql))
      lists.set(id, [...(lists.get(id) ?? []), actor]);
    return (id) => lists.get(id) ?? [];
  };
  const sidesOf = grouped(
    "select e.id as id, x.actor as actor from event_actor x cross join event e on e.n = x.event order by e.id, x.actor",
  );
  const speaksOf = grouped(
    "select c.id as id, x.actor as actor from claim_actor x cross join claim c on c.n = x.claim order by c.id, x.actor",
  );
  const dayOf = new Map(
    store.db
      .all<{ id: string; day: string }>("select id, day from event union all select id, day from claim")
      .map((r) => [r.id, r.day]),
  );
  return { events, claims, actors, items, sidesOf, speaksOf, dayOf };
}
type Plain = ReturnType<typeof plainOf>;

const meets = (values: readonly string[], wanted: readonly string[] | undefined): boolean =>
  !wanted || values.some((v) => wanted.includes(v));
const avoids = (values: readonly string[], left: readonly string[] | undefined): boolean =>
  !left || !values.some((v) => left.includes(v));

const says = (item: Item, query: string): boolean => {
  const has = ([stem]: readonly string[]): boolean =>
    item.stems.some((s) => (stem!.length > 2 ? s.startsWith(stem!) : s === stem));
  return queryOf(query).some((a) => a.all.every(has) && !a.none.some(has));
};

function keptEvents(p: Plain, f: Filter): Plain["events"] {
  const { not = {} } = f;
  return p.events.filter((e) => {
    const items = p.items.filter((i) => i.cluster === e.id);
    const who = p.sidesOf(e.id);
    const told = [...e.outlets, ...items.flatMap((i) => [i.article, i.source])];
    const place = e.place ? [e.place.name] : [];
    const day = p.dayOf.get(e.id)!;
    return (
      meets([e.type], f.types) &&
      meets([e.status], f.statuses) &&
      meets(place, f.places) &&
      meets(who, f.actors) &&
      meets(told, f.sources) &&
      avoids([e.type], not.types) &&
      avoids([e.status], not.statuses) &&
      avoids(place, not.places) &&
      avoids(who, not.actors) &&
      avoids(told, not.sources) &&
      (f.pair ?? []).every((a) => who.includes(a)) &&
      (!f.from || (e.date?.to ?? day) >= f.from) &&
      (!f.to || (day !== "" && day <= f.to)) &&
      e.origins.length >= (f.minOrigins ?? 0) &&
      (!f.query || items.some((i) => says(i, f.query!)))
    );
  });
}

function keptClaims(p: Plain, f: Filter): Plain["claims"] {
  const { not = {} } = f;
  const country = new Map(p.actors.map((a) => [a.id, a.country]));
  const eventsById = new Map(p.events.map((e) => [e.id, e]));
  return p.claims.filter((c) => {
    const items = p.items.filter((i) => i.claim === c.id);
    const tells = items.flatMap((i) =>
      i.kind === "event"
        ? [i]
        : i.view.events.flatMap((id) => p.items.find((j) => j.article === i.article && j.item === id) ?? []),
    );
    const events = tells.flatMap((i) => (i.cluster ? (eventsById.get(i.cluster) ?? []) : []));
    const by = (side: string): string[] =>
      items
        .filter((i) => i.kind === "statement" && i.side === side)
        .flatMap((i) => i.view.speaker.flatMap((s) => [s, country.get(s) ?? ""]));
    const told = [...c.outlets, ...items.flatMap((i) => [i.article, i.source])];
    const who = p.speaksOf(c.id);
    const of: Record<string, readonly string[]> = {
      acts: items.flatMap((i) => i.view.act ?? []),
      types: events.map((e) => e.type),
      statuses: events.map((e) => e.status),
      via: items.flatMap((i) => i.view.via),
      asserts: by("asserted"),
      denies: by("denied"),
      actors: who,
      sources: told,
    };
    const day = p.dayOf.get(c.id)!;
    const { asserted, denied } = c.counts;
    return (
      Object.entries(of).every(
        ([key, values]) => meets(values, f[key as "acts"]) && avoids(values, not[key as "acts"]),
      ) &&
      (f.pair ?? []).every((a) => who.includes(a)) &&
      (f.party === undefined || c.origins.some((o) => o.party === f.party)) &&
      (!f.dispute ||
        (f.dispute === "both"
          ? asserted > 0 && denied > 0
          : f.dispute === "asserted"
            ? denied === 0
            : asserted === 0)) &&
      (!f.from || day >= f.from) &&
      (!f.to || (day !== "" && day <= f.to)) &&
      c.origins.length >= (f.minOrigins ?? 0) &&
      (!f.query || items.some((i) => says(i, f.query!)))
    );
  });
}

const counted = (lists: readonly (readonly string[])[]): { value: string; count: number }[] => {
  const counts = new Map<string, number>();
  for (const list of lists) for (const v of new Set(list)) counts.set(v, (counts.get(v) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, 60);
};

/** Any filter over the values that a dossier has, and some that it has not. */
function filters(p: Plain, of: "events" | "claims"): fc.Arbitrary<Filter> {
  const some = (values: readonly (string | null | undefined)[], most = 3) =>
    fc.subarray([...new Set(values.filter((v) => typeof v === "string")), "nothing of the kind"], {
      minLength: 1,
      maxLength: most,
    });
  const days = [...p.dayOf.values()].filter((d) => d !== "");
  const values: Record<string, fc.Arbitrary<string[]>> = {
    actors: some(p.actors.map((a) => a.id)),
    types: some(p.events.map((e) => e.type)),
    statuses: some(p.events.map((e) => e.status)),
    sources: some([...p.events.flatMap((e) => e.outlets), ...p.items.flatMap((i) => [i.article, i.source])]),
    ...(of === "events"
      ? { places: some(p.events.map((e) => e.place?.name)) }
      : {
          acts: some(p.items.map((i) => i.view.act)),
          via: some(p.items.flatMap((i) => i.view.via)),
          asserts: some(p.actors.map((a) => a.id)),
          denies: some(p.actors.map((a) => a.id)),
        }),
  };
  const ids = p.actors.map((a) => a.id);
  const conditions: Record<string, fc.Arbitrary<unknown>> = {
    ...values,
    pair: fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)),
    from: fc.constantFrom(...days),
    to: fc.constantFrom(...days),
    minOrigins: fc.integer({ min: 1, max: 3 }),
    query: fc.constantFrom("missiles", "drones | tariffs", "state -denied", "the", "met grain", "nosuchword", "*"),
    not: fc.record(values, { requiredKeys: [] }),
    ...(of === "claims" && { dispute: fc.constantFrom("both", "asserted", "denied"), party: fc.boolean() }),
  };
  return fc.record(conditions, { requiredKeys: [] }) as fc.Arbitrary<Filter>;
}

/** Most filters have few conditions: else nothing would be left. */
const thin = (f: Filter, keep: readonly number[]): Filter => {
  const { pair, ...rest } = f;
  const keys = Object.keys(rest) as (keyof typeof rest)[];
  const kept = Object.fromEntries(keys.filter((_, i) => keep.includes(i)).map((k) => [k, rest[k]]));
  return (keep.includes(99) && pair ? { ...kept, pair } : kept) as Filter;
};
const keeps = fc.uniqueArray(fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constant(99)), { maxLength: 3 });

const seeds = [1, 2, 3];
const runs = { numRuns: Number(process.env.LAW_RUNS ?? 60), seed: Number(process.env.LAW_SEED ?? 11) };

describe.each(seeds)("a dossier of seed %i", (seed) => {
  const store = dossier(seed);
  const views = viewsOf(store);
  const plain = plainOf(store);
  let left = 0;

  it("finds the events and counts them as the plain way does", () => {
    fc.assert(
      fc.property(filters(plain, "events"), keeps, (whole, keep) => {
        const f = thin(whole, keep);
        const kept = keptEvents(plain, f);
        left += kept.length;
        const ids = kept.map((e) => e.id);
        const found = views.timeline({ ...f, limit: 1000 });
        expect(found.items.map((e) => e.id)).toEqual(ids);
        expect(found.total).toBe(kept.length);
        // page by page it is the same
        expect(views.timeline({ ...f, limit: 3, offset: 2 }).items.map((e) => e.id)).toEqual(ids.slice(2, 5));
        const facets = views.facets(f);
        expect(facets.types).toEqual(counted(kept.map((e) => [e.type])));
        expect(facets.statuses).toEqual(counted(kept.map((e) => [e.status])));
        expect(facets.places).toEqual(counted(kept.map((e) => (e.place ? [e.place.name] : []))));
        expect(facets.sources).toEqual(counted(kept.map((e) => e.outlets)));
        expect(facets.actors.map(({ value, count }) => ({ value, count }))).toEqual(
          counted(kept.map((e) => plain.sidesOf(e.id).filter((a) => !a.startsWith("outlet:")))),
        );
        const map = views.places(f);
        expect(map.placeless).toBe(kept.filter((e) => !e.place).length);
        expect(map.places.map((p) => ({ value: p.place.name, count: p.events }))).toEqual(
          counted(kept.map((e) => (e.place ? [e.place.name] : []))),
        );
      }),
      runs,
    );
    expect(left).toBeGreaterThan(20);
  });

  it("finds the claims and counts them as the plain way does", () => {
    let found = 0;
    fc.assert(
      fc.property(filters(plain, "claims"), keeps, (whole, keep) => {
        const f = thin(whole, keep);
        const kept = keptClaims(plain, f);
        found += kept.length;
        const page = views.claims({ ...f, limit: 1000 });
        expect(page.items.map((c) => c.id)).toEqual(kept.map((c) => c.id));
        expect(page.total).toBe(kept.length);
        const ledger = views.ledger(f);
        const itemsOf = (id: string) => plain.items.filter((i) => i.claim === id);
        const speakers = (side: string) =>
          counted(
            kept.map((c) =>
              itemsOf(c.id)
                .filter((i) => i.kind === "statement" && i.side === side)
                .flatMap((i) => i.view.speaker),
            ),
          );
        const bare = (list: readonly { value: string; count: number }[]) =>
          list.map(({ value, count }) => ({ value, count }));
        expect(bare(ledger.asserts)).toEqual(speakers("asserted"));
        expect(bare(ledger.denies)).toEqual(speakers("denied"));
        expect(bare(ledger.via)).toEqual(counted(kept.map((c) => itemsOf(c.id).flatMap((i) => i.view.via))));
        expect(ledger.parties).toEqual({
          yes: kept.filter((c) => c.origins.some((o) => o.party === true)).length,
          no: kept.filter((c) => c.origins.some((o) => o.party === false)).length,
        });
        expect(ledger.disputes).toEqual({
          both: kept.filter((c) => c.counts.asserted > 0 && c.counts.denied > 0).length,
          asserted: kept.filter((c) => c.counts.denied === 0).length,
          denied: kept.filter((c) => c.counts.asserted === 0).length,
        });
      }),
      runs,
    );
    expect(found).toBeGreaterThan(20);
  });

  it("counts relations over the events that a filter leaves", () => {
    // what is kept ready for the whole dossier is what its events add up to
    expect(views.network({ not: { statuses: ["nothing of the kind"] } })).toEqual(views.network({}));
    fc.assert(
      fc.property(filters(plain, "events"), keeps, (whole, keep) => {
        const { actors, ...f } = thin(whole, keep);
        const ids = keptEvents(plain, f).map((e) => e.id);
        const edges = views.network({ ...f, limit: 20_000 }).edges;
        for (const e of edges) {
          const both = plain.events.filter((x) => {
            const who = plain.sidesOf(x.id);
            return ids.includes(x.id) && who.includes(e.left) && who.includes(e.right);
          });
          expect(e.events).toBeLessThanOrEqual(both.length);
        }
        for (const id of ids) {
          const one = plain.events.find((x) => x.id === id)!;
          const [a] = one.actors;
          const [b] = one.recipients;
          if (a && b && a.id !== b.id)
            expect(edges.some((e) => [e.left, e.right].includes(a.id) && [e.left, e.right].includes(b.id))).toBe(true);
        }
        if (actors)
          expect(views.network({ ...f, actors, limit: 20_000 }).edges).toEqual(
            edges.filter((e) => actors.includes(e.left) || actors.includes(e.right)),
          );
      }),
      runs,
    );
  });
});
