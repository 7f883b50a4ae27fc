/** A dossier held in memory, drawn from readings by a crude rule, for tests of the server and the page: no store, no merging room. */
import type { Dossier } from "../src/http/dossier.ts";
import type { Actor } from "../src/model/actor.ts";
import type { Judgement } from "../src/model/judgement.ts";
import type { Reading } from "../src/model/reading.ts";
import { overlaps, type Span } from "../src/model/span.ts";
import type {
  ActorView,
  ArticleLine,
  ClaimView,
  EventView,
  EvidenceView,
  Filter,
  Part,
  StatementView,
} from "../src/show/views.ts";

const intensity: Readonly<Record<string, number>> = {
  AGREE: 2.5,
  CONSULT: 2.5,
  SUPPORT: 5,
  CONCEDE: 4.5,
  COOPERATE: 9.5,
  AID: 10,
  RETREAT: 6.5,
};

const side = (a: Actor): string => a.country ?? a.id;

/** The sentence about a span: from the last full stop or line break to the next. */
function sentenceAt(text: string, s: Span): Span {
  const before = text.slice(0, s.start);
  const start = Math.max(before.lastIndexOf("\n"), before.lastIndexOf(". ") + 1) + 1;
  const after = text.slice(s.end).search(/[.!?](\s|$)|\n/);
  const end = after < 0 ? text.length : s.end + after + 1;
  return { start: Math.min(start, s.start), end: Math.max(end, s.end) };
}

function part<T>(all: readonly T[], f: Filter): Part<T> {
  const offset = f.offset ?? 0;
  return { total: all.length, items: all.slice(offset, offset + (f.limit ?? 1000)) };
}

/** Readings -> a dossier. Events of one type between the same sides in one month are taken for the same. */
export function dossierOf(readings: readonly Reading[]): Dossier & { readonly judgements: Judgement[] } {
  const judgements: Judgement[] = [];
  const actorsById = new Map<string, Actor>();
  for (const r of readings) for (const a of r.actors) if (!actorsById.has(a.id)) actorsById.set(a.id, a);
  const pick = (ids: readonly string[]): Actor[] => ids.flatMap((id) => actorsById.get(id) ?? []);

  const evidenceOf = (
    r: Reading,
    item: string,
    spans: readonly (Span & { rule: string })[],
    status: EventView["status"] | null,
    via: readonly string[],
  ): EvidenceView => {
    const at = sentenceAt(r.article.text, spans[0]!);
    return {
      article: r.article.id,
      source: r.article.source,
      item,
      outlet: r.article.outlet,
      published: r.article.published,
      sentence: r.article.text.slice(at.start, at.end),
      at,
      lit: spans.filter((s) => overlaps(s, at)).map((s) => ({ start: s.start - at.start, end: s.end - at.start })),
      rule: spans[0]!.rule,
      status,
      via: pick(via),
    };
  };

  const clusters = new Map<string, { reading: Reading; event: Reading["events"][number] }[]>();
  const clusterOf = new Map<string, string>();
  for (const reading of readings)
    for (const event of reading.events) {
      const sides = [...new Set(pick([...event.actors, ...event.recipients]).map(side))].sort().join("-");
      const key = `e-${event.type}-${sides}-${event.date?.from.slice(0, 7) ?? "none"}`;
      clusters.set(key, [...(clusters.get(key) ?? []), { reading, event }]);
      clusterOf.set(`${reading.article.id} ${event.id}`, key);
    }
  const events: EventView[] = [...clusters].map(([id, members]) => {
    const first = members[0]!.event;
    const outlets = [...new Set(members.map((m) => m.reading.article.outlet ?? m.reading.article.source))];
    return {
      id,
      type: first.type,
      mode: first.mode,
      actors: pick(first.actors),
      recipients: pick(first.recipients),
      date: first.date && { from: first.date.from, to: first.date.to, basis: first.date.basis },
      place: members.find((m) => m.event.place)?.event.place ?? null,
      status: members.at(-1)!.event.status,
      history: members.map((m) => ({
        status: m.event.status,
        article: m.reading.article.id,
        published: m.reading.article.published,
      })),
      outlets,
      origins: outlets.map((name, i) => ({ name, party: i === 0 ? null : i % 2 === 0, outlets: [name] })),
      intensity: intensity[first.type] ?? -5,
      evidence: members.map((m) => evidenceOf(m.reading, m.event.id, m.event.evidence, m.event.status, m.event.via)),
    };
  });
  const byDay = (e: EventView) => `${e.date?.from ?? ""} ${e.id}`;
  events.sort((a, b) => (byDay(a) > byDay(b) ? -1 : 1));

  const statements: StatementView[] = readings.flatMap((r) =>
    r.statements.map((s) => ({
      article: r.article.id,
      id: s.id,
      speaker: pick(s.speaker),
      act: s.act,
      about: pick(s.about),
      via: pick(s.via),
      quote: s.quote && r.article.text.slice(s.quote.start, s.quote.end),
      events: s.events.flatMap((e) => clusterOf.get(`${r.article.id} ${e}`) ?? []),
      evidence: evidenceOf(r, s.id, s.evidence, null, s.via),
    })),
  );
  const claims: ClaimView[] = [];
  for (const s of statements) {
    const about =
      s.about
        .map((a) => a.id)
        .sort()
        .join(" ") || s.speaker.map((a) => a.id).join(" ");
    const id = `c-${about.replace(/[^\w]+/g, "-")}`;
    const old = claims.find((c) => c.id === id);
    const denies = s.act === "denies" || s.act === "rejects";
    const outlet = s.evidence.outlet ?? s.article;
    const what = { code: s.act, from: s.speaker, to: s.about, topic: null };
    const base = old ?? {
      id,
      about,
      what,
      counts: { asserted: 0, denied: 0 },
      asserted: [],
      denied: [],
      outlets: [],
      origins: [],
      events: [],
    };
    const next: ClaimView = {
      ...base,
      asserted: denies ? base.asserted : [...base.asserted, s],
      denied: denies ? [...base.denied, s] : base.denied,
      counts: {
        asserted: base.counts.asserted + (denies ? 0 : 1),
        denied: base.counts.denied + (denies ? 1 : 0),
      },
      outlets: [...new Set([...base.outlets, outlet])],
      origins: [
        ...new Map(
          [...base.origins, { name: s.speaker[0]?.name ?? outlet, party: true, outlets: [outlet] }].map((o) => [
            o.name,
            o,
          ]),
        ).values(),
      ],
      events: [...new Set([...base.events, ...s.events])],
    };
    if (old) claims[claims.indexOf(old)] = next;
    else claims.push(next);
  }
  claims.sort(
    (a, b) =>
      b.denied.length * 10 + b.asserted.length - a.denied.length * 10 - a.asserted.length || (a.id < b.id ? -1 : 1),
  );

  const takesPart = (list: readonly Actor[], id: string) => list.some((a) => a.id === id || side(a) === id);
  const holds = (text: string, q: string | undefined) => !q || text.toLowerCase().includes(q.toLowerCase());
  const kept = (f: Filter) =>
    events.filter((e) => {
      const all = [...e.actors, ...e.recipients];
      const not = f.not ?? {};
      return (
        !not.actors?.some((id) => takesPart(all, id)) &&
        !not.types?.includes(e.type) &&
        !not.statuses?.includes(e.status) &&
        !not.places?.includes(e.place?.name ?? "") &&
        !not.sources?.some((o) => e.outlets.includes(o)) &&
        (!f.actors || f.actors.some((id) => takesPart(all, id))) &&
        (!f.pair || f.pair.every((id) => takesPart(all, id))) &&
        (!f.types || f.types.includes(e.type)) &&
        (!f.statuses || f.statuses.includes(e.status)) &&
        (!f.from || (e.date && e.date.to >= f.from)) &&
        (!f.to || (e.date && e.date.from <= f.to)) &&
        (!f.places || f.places.includes(e.place?.name ?? "")) &&
        (!f.sources || f.sources.some((o) => e.outlets.includes(o))) &&
        (!f.minOrigins || e.origins.length >= f.minOrigins) &&
        holds(e.evidence.map((v) => v.sentence).join(" "), f.query)
      );
    });
  const lines: ArticleLine[] = readings.map((r) => ({
    id: r.article.id,
    source: r.article.source,
    title: r.article.title,
    outlet: r.article.outlet,
    language: r.article.language,
    published: r.article.published,
    basis: r.article.published?.basis ?? null,
    events: r.events.length,
    statements: r.statements.length,
    read: true,
  }));
  const viewOf = (a: Actor): ActorView => ({
    ...a,
    aliases: [],
    offices: a.office ? [{ title: a.office, from: null, to: null }] : [],
    events: events.filter((e) => takesPart([...e.actors, ...e.recipients], a.id)).length,
    statements: statements.filter((s) => takesPart(s.speaker, a.id)).length,
    articles: readings.filter((r) => r.actors.some((b) => b.id === a.id)).length,
  });
  const count = (values: readonly (string | null)[]) => {
    const sums = new Map<string, number>();
    for (const v of values) if (v) sums.set(v, (sums.get(v) ?? 0) + 1);
    return [...sums]
      .map(([value, n]) => ({ value, count: n, label: actorsById.get(value)?.name ?? value }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  };
  const speech = (f: Filter, s: StatementView) =>
    (!f.actors || f.actors.some((id) => takesPart([...s.speaker, ...s.about, ...s.via], id))) &&
    holds(s.evidence.sentence, f.query) &&
    (!f.acts || f.acts.includes(s.act));

  const says = (list: readonly StatementView[], ids: readonly string[] | undefined) =>
    !ids || list.some((s) => ids.some((id) => takesPart(s.speaker, id)));
  const claimsKept = (f: Filter) =>
    claims.filter(
      (c) =>
        [...c.asserted, ...c.denied].some((s) => speech(f, s)) &&
        says(c.asserted, f.asserts) &&
        says(c.denied, f.denies) &&
        (!f.via || [...c.asserted, ...c.denied].some((s) => f.via!.some((id) => takesPart(s.via, id)))) &&
        (!f.origins || c.origins.some((o) => f.origins!.includes(o.name))) &&
        (!f.dispute ||
          (f.dispute === "both"
            ? c.counts.asserted && c.counts.denied
            : !c.counts[f.dispute === "asserted" ? "denied" : "asserted"])),
    );

  return {
    judgements,
    timeline: (f, sentences = 12) => {
      const { total, items } = part(kept(f), f);
      return { total, items: items.map((e) => ({ ...e, evidence: e.evidence.slice(0, sentences) })) };
    },
    event: (id) => events.find((e) => e.id === id) ?? null,
    claim: (id) => claims.find((c) => c.id === id) ?? null,
    claims: (f) => part(claimsKept(f), f),
    actors: (f) =>
      part(
        [...actorsById.values()]
          .map(viewOf)
          .filter((a) => !f.actors || takesPart([a], f.actors[0]!))
          .sort((a, b) => b.events - a.events || (a.id < b.id ? -1 : 1)),
        f,
      ),
    actor: (id) => {
      const a = actorsById.get(id);
      if (!a) return null;
      return {
        actor: viewOf(a),
        events: events.filter((e) => takesPart([...e.actors, ...e.recipients], id)),
        said: statements.filter((s) => takesPart(s.speaker, id)),
        about: statements.filter((s) => takesPart(s.about, id)),
      };
    },
    network: (f) => {
      const edges = new Map<
        string,
        { left: string; right: string; cooperation: number; conflict: number; origins: number; events: number }
      >();
      for (const e of kept(f))
        for (const a of e.actors)
          for (const b of e.recipients) {
            if (a.id === b.id) continue;
            const [left, right] = [a.id, b.id].sort() as [string, string];
            const edge = edges.get(`${left} ${right}`) ?? {
              left,
              right,
              cooperation: 0,
              conflict: 0,
              origins: 0,
              events: 0,
            };
            if (e.intensity >= 0) edge.cooperation += 1;
            else edge.conflict += 1;
            edge.origins = Math.max(edge.origins, e.origins.length);
            edge.events += 1;
            edges.set(`${left} ${right}`, edge);
          }
      const ids = new Set([...edges.values()].flatMap((e) => [e.left, e.right]));
      return {
        nodes: [...actorsById.values()].filter((a) => ids.has(a.id)).map((a) => ({ ...a, events: viewOf(a).events })),
        edges: [...edges.values()],
        relations: edges.size,
      };
    },
    articles: (f) =>
      part(
        lines.filter(
          (l) =>
            (!f.sources || f.sources.includes(l.outlet ?? "")) &&
            holds(readings.find((r) => r.article.id === l.id)!.article.text, f.query),
        ),
        f,
      ),
    article: (id) => {
      const reading = readings.find((r) => r.article.id === id);
      const line = lines.find((l) => l.id === id);
      if (!reading || !line) return null;
      return {
        line,
        reading,
        clusters: Object.fromEntries(reading.events.map((e) => [e.id, clusterOf.get(`${id} ${e.id}`)!])),
      };
    },
    // the first article has an earlier state and a copy
    versions: (id) => {
      const reading = readings.find((r) => r.article.id === id);
      if (!reading) return null;
      const { title, published, source, text } = reading.article;
      const now = { article: id, source, title, published, originals: [], changes: null, difference: [] };
      if (id !== "a1") return { versions: [now], copies: [] };
      const difference = [
        { kind: "removed", text: "An earlier <b>opening</b>. " },
        { kind: "added", text: "A later opening. " },
        { kind: "same", text },
      ] as const;
      return {
        versions: [
          { ...now, article: "a0" },
          { ...now, changes: { added: 3, removed: 3 }, difference },
        ],
        copies: ["a2"],
      };
    },
    pair: (left, right, f) => {
      const both = kept({ ...f, pair: [left, right] });
      const months = new Map<string, { month: string; cooperation: number; conflict: number; events: string[] }>();
      for (const e of both) {
        if (!e.date) continue;
        const month = e.date.from.slice(0, 7);
        const m = months.get(month) ?? { month, cooperation: 0, conflict: 0, events: [] };
        if (e.intensity >= 0) m.cooperation += e.intensity;
        else m.conflict -= e.intensity;
        m.events.push(e.id);
        months.set(month, m);
      }
      const rows = [...months.values()];
      const turns = rows.flatMap((m, i) => {
        const from = i > 0 ? rows[i - 1]!.cooperation - rows[i - 1]!.conflict : 0;
        const to = m.cooperation - m.conflict;
        return from * to < 0 ? [{ month: m.month, from, to, events: m.events }] : [];
      });
      const actor = (id: string): Actor => actorsById.get(id) ?? { id, kind: "state", name: id, country: id };
      return { left: actor(left), right: actor(right), months: rows, turns, events: part(both, f) };
    },
    facets: (f) => {
      const now = kept(f);
      const days = now.flatMap((e) => (e.date ? [e.date.from, e.date.to] : [])).sort();
      return {
        actors: count(now.flatMap((e) => [...new Set([...e.actors, ...e.recipients].map((a) => a.id))])),
        types: count(now.map((e) => e.type)),
        statuses: count(now.map((e) => e.status)),
        acts: count(statements.map((s) => s.act)),
        sources: count(now.flatMap((e) => e.outlets)),
        places: count(now.map((e) => e.place?.name ?? null)),
        from: days[0] ?? null,
        to: days.at(-1) ?? null,
      };
    },
    ledger: (f) => {
      const mine = claimsKept(f);
      const by = (list: (c: ClaimView) => readonly string[]) => count(mine.flatMap((c) => [...new Set(list(c))]));
      return {
        asserts: by((c) => c.asserted.flatMap((s) => s.speaker.map((a) => a.id))),
        denies: by((c) => c.denied.flatMap((s) => s.speaker.map((a) => a.id))),
        via: by((c) => [...c.asserted, ...c.denied].flatMap((s) => s.via.map((a) => a.id))),
        origins: by((c) => c.origins.map((o) => o.name)),
        parties: {
          yes: mine.filter((c) => c.origins.some((o) => o.party === true)).length,
          no: mine.filter((c) => c.origins.some((o) => o.party === false)).length,
        },
        disputes: {
          both: mine.filter((c) => c.counts.asserted && c.counts.denied).length,
          asserted: mine.filter((c) => !c.counts.denied).length,
          denied: mine.filter((c) => !c.counts.asserted).length,
        },
      };
    },
    places: (f) => {
      const now = kept(f);
      const names = [...new Set(now.flatMap((e) => (e.place ? [e.place.name] : [])))].sort();
      return {
        places: names.map((name) => {
          const here = now.filter((e) => e.place?.name === name);
          return {
            place: here[0]!.place!,
            events: here.length,
            cooperation: here.filter((e) => e.intensity > 0).length,
            conflict: here.filter((e) => e.intensity < 0).length,
          };
        }),
        placeless: now.filter((e) => !e.place).length,
      };
    },
    inbox: (f) => {
      const likely = events.flatMap((left, i) =>
        events.slice(i + 1).flatMap((right) => (left.type === right.type ? [{ left, right }] : [])),
      );
      const pairs = likely.flatMap(({ left, right }) => {
        const l = { article: left.evidence[0]!.article, item: left.evidence[0]!.item };
        const r = { article: right.evidence[0]!.article, item: right.evidence[0]!.item };
        if (judgements.some((j) => j.left.article === l.article && j.left.item === l.item)) return [];
        return [
          { left: l, right: r, score: 0.5, because: ["type:same", "date:near"], leftEvent: left, rightEvent: right },
        ];
      });
      return part(pairs, f);
    },
    judge: (left, right, verdict) => {
      judgements.push({ left, right, verdict, score: 1, by: "page", because: [] });
    },
    undo: () => judgements.pop() !== undefined,
  };
}
