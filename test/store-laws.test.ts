/** Laws of the dossier: it depends on what it holds, not on how that came in. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exportDossier } from "../src/export/dossier.ts";
import { loadTopics, topicsOf } from "../src/language/topics.ts";
import type { Reading } from "../src/model/reading.ts";
import { settle } from "../src/settle/settle.ts";
import { viewsOf } from "../src/show/show.ts";
import { openStore, type Store } from "../src/store/store.ts";
import { press } from "./press.ts";

const pack = loadTopics(new URL("../languages/en", import.meta.url).pathname);
const context = { topics: (text: string) => topicsOf(text, pack) };

/** All that a reader can see, in one value. */
const picture = (store: Store) => {
  const views = viewsOf(store);
  const { events, claims } = exportDossier(store);
  return {
    events,
    claims,
    timeline: views.timeline({}),
    actors: views.actors({}),
    network: views.network({}),
    inbox: views.inbox({}),
    facets: views.facets({}),
    articles: views.articles({}),
  };
};

const storeOf = (list: readonly Reading[], cuts: ReadonlySet<number> = new Set()): Store => {
  const store = openStore(":memory:");
  list.forEach((r, i) => {
    store.add(r);
    if (cuts.has(i)) settle(store, context, { batch: 1 + (i % 7) });
  });
  settle(store, context);
  return store;
};

const run = (property: fc.IPropertyWithHooks<never> | fc.IProperty<never>): void =>
  fc.assert(property as fc.IProperty<unknown>, {
    numRuns: Number(process.env.LAW_RUNS ?? 8),
    seed: Number(process.env.LAW_SEED ?? 7),
  });

const order = fc.integer({ min: 1, max: 1e6 }).chain((seed) => {
  const list = press(seed, 24);
  return fc.record({
    list: fc.constant(list),
    shuffled: fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
    cuts: fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { maxLength: 12 }),
    some: fc.subarray(list, { minLength: 1, maxLength: 8 }),
  });
});

describe("the dossier", () => {
  it("is the same in whatever order and in how many runs articles come", () => {
    run(
      fc.property(order, ({ list, shuffled, cuts }) => {
        expect(picture(storeOf(shuffled, new Set(cuts)))).toEqual(picture(storeOf(list)));
      }) as never,
    );
  });

  it("does not change when articles are added twice", () => {
    run(
      fc.property(order, ({ list, some }) => {
        const store = storeOf(list);
        const before = picture(store);
        for (const r of some) expect(store.add(r)).toBe("known");
        settle(store, context);
        expect(picture(store)).toEqual(before);
      }) as never,
    );
  });

  it("forgets an article that is removed", () => {
    run(
      fc.property(order, ({ list, some }) => {
        const store = storeOf(list);
        for (const r of some) expect(store.remove(r.article.id)).toBe(true);
        settle(store, context);
        const rest = list.filter((r) => !some.includes(r));
        expect(picture(store)).toEqual(picture(storeOf(rest)));
      }) as never,
    );
  });

  it("is the same when all that is drawn is dropped and drawn again", () => {
    run(
      fc.property(order, ({ shuffled, cuts }) => {
        const store = storeOf(shuffled, new Set(cuts));
        const before = picture(store);
        store.redraw();
        settle(store, context);
        expect(picture(store)).toEqual(before);
      }) as never,
    );
  });

  it("holds to what a person judged, whatever comes and goes, and lets go of it on undo", () => {
    run(
      fc.property(
        order,
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom("same" as const, "different" as const)), {
          minLength: 1,
          maxLength: 5,
        }),
        ({ list, shuffled, cuts }, words) => {
          const items = list.slice(0, 12).flatMap((r) => r.events.map((e) => ({ article: r.article.id, item: e.id })));
          const pairs = words
            .map(([a, b, verdict]) => ({ left: items[a % items.length]!, right: items[b % items.length]!, verdict }))
            .filter((p) => p.left !== p.right);
          const plain = picture(storeOf(list));
          const judged = (store: Store): Store => {
            for (const p of pairs) store.judge(p.left, p.right, p.verdict, "tester");
            settle(store, context);
            return store;
          };
          const early = openStore(":memory:");
          for (const r of list.slice(0, 12)) early.add(r);
          settle(early, context);
          judged(early);
          for (const r of list.slice(12)) {
            early.add(r);
            settle(early, context);
          }
          const late = judged(storeOf(shuffled, new Set(cuts)));
          expect(picture(early)).toEqual(picture(late));
          while (late.undo()) settle(late, context);
          expect(picture(late)).toEqual(plain);
        },
      ) as never,
    );
  });

  it("puts together what a person called the same and apart what a person called different", () => {
    const list = press(3, 20);
    const store = storeOf(list);
    const [a, b] = viewsOf(store)
      .timeline({})
      .items.filter((e) => e.evidence.length > 0);
    const ref = (e: NonNullable<typeof a>) => ({ article: e.evidence[0]!.article, item: e.evidence[0]!.item });
    const home = (r: { article: string; item: string }) => viewsOf(store).article(r.article)!.clusters[r.item];
    store.judge(ref(a!), ref(b!), "same", "tester");
    settle(store, context);
    expect(home(ref(a!))).toBe(home(ref(b!)));
    store.judge(ref(a!), ref(b!), "different", "tester");
    settle(store, context);
    expect(home(ref(a!))).not.toBe(home(ref(b!)));
    expect(store.judgements()).toHaveLength(2);
  });
});
