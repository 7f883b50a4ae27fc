/** The drawn tables of events, claims and actors, as settling writes them. */
import { Copies } from "./copies.ts";
import { marksIn, pack, type Role, Values } from "./marks.ts";
import { packPairs, pairsIn } from "./pairs.ts";
import type { ClaimRecord, EventRecord } from "./records.ts";
import type { Store } from "./store.ts";

/** What hangs on a merged event beside its record. */
export interface EventLinks {
  /** The day by which it is ordered. */
  readonly day: string;
  readonly actors: readonly string[];
  readonly outlets: readonly string[];
  /** Pairs that it relates. */
  readonly pairs: readonly (readonly [string, string])[];
}

/** What hangs on a claim beside its record. */
export interface ClaimLinks {
  readonly day: string;
  readonly asserted: number;
  readonly denied: number;
  readonly heat: number;
  /** Who has to do with it, outlets among them. */
  readonly actors: readonly string[];
  readonly parts: readonly (readonly [Role, string])[];
  /** Numbers of the merged events that it speaks of. */
  readonly events: readonly number[];
}

/** Writes what is drawn across articles. */
export class Drawn extends Copies {
  readonly #values: Values;

  constructor(store: Store) {
    super(store);
    this.#values = new Values(store.db);
  }

  // -- events

  clustersOf(article: string): string[] {
    return this.db
      .all<{ cluster: string }>("select distinct cluster from item where article = ? and cluster is not null", article)
      .map((r) => r.cluster);
  }

  event(id: string): EventRecord | null {
    const row = this.db.get<{ view: string }>(
      "select v.view as view from event e join event_view v on v.n = e.n where e.id = ?",
      id,
    );
    return row ? (JSON.parse(row.view) as EventRecord) : null;
  }

  dropEvent(id: string): void {
    const row = this.db.get<{ n: number; pairs: string; links: string }>(
      "select e.n as n, e.pairs as pairs, v.links as links from event e join event_view v on v.n = e.n where e.id = ?",
      id,
    );
    if (!row) return;
    this.#unlink(row.n, row.links);
    this.#part(row.pairs);
    this.db.run("delete from event where n = ?", row.n);
    this.db.run("delete from event_view where n = ?", row.n);
  }

  /** Writes a merged event; returns its number. */
  putEvent(record: EventRecord, { day, actors, outlets, pairs }: EventLinks): number {
    const had = this.db.get<{ n: number; pairs: string; links: string }>(
      "select e.n as n, e.pairs as pairs, v.links as links from event e join event_view v on v.n = e.n where e.id = ?",
      record.id,
    );
    const { place, intensity, origins } = record;
    const v = this.#values;
    const marks = [v.mark("t", record.type), v.mark("s", record.status)];
    if (place)
      marks.push(
        v.mark("p", place.name),
        v.mark(intensity > 0 ? "g" : intensity < 0 ? "b" : "q", JSON.stringify(place)),
      );
    for (const a of new Set(actors)) marks.push(v.mark("a", a));
    for (const o of new Set(outlets)) marks.push(v.mark("o", o));
    const row = [
      record.type,
      record.status,
      record.date?.to ?? null,
      day,
      place ? place.name : null,
      origins.length,
      intensity,
      marks.join(""),
      this.#join(pairs, intensity, origins.length, had?.pairs ?? ""),
    ];
    // most redrawings only add a telling: what hangs on the event is written again where it differs
    const links = JSON.stringify([day, ...new Set([...actors, ...outlets.map((o) => `outlet:${o}`)])]);
    const view = JSON.stringify(record);
    let n = had?.n;
    if (n === undefined) {
      n = this.db.run(
        "insert into event(type, status, hi, day, place, origins, weight, marks, pairs, id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ...row,
        record.id,
      ).lastInsertRowid;
      this.db.run("insert into event_view(n, links, view) values (?, ?, ?)", n, links, view);
    } else {
      this.db.run(
        "update event set type = ?, status = ?, hi = ?, day = ?, place = ?, origins = ?, weight = ?, marks = ?, pairs = ? where n = ?",
        ...row,
        n,
      );
      this.db.run("update event_view set links = ?, view = ? where n = ?", links, view, n);
    }
    if (had?.links === links) return n;
    if (had) this.#unlink(n, had.links);
    const [, ...linked] = JSON.parse(links) as string[];
    for (const a of linked) this.db.run("insert into event_actor(actor, day, event) values (?, ?, ?)", a, day, n);
    return n;
  }

  #unlink(n: number, links: string): void {
    const [day, ...actors] = JSON.parse(links) as string[];
    for (const a of actors)
      this.db.run("delete from event_actor where actor = ? and day = ? and event = ?", a, day!, n);
  }

  /** Counts an event into its pairs, and out of those that it had; returns them packed: weight, origins, pairs, end. */
  #join(pairs: EventLinks["pairs"], weight: number, origins: number, before: string): string {
    const numbers: number[] = [];
    for (const [l, r] of pairs) {
      const had = this.db.get<{ n: number }>("select n from pair where l = ? and r = ?", l, r);
      numbers.push(
        had?.n ??
          this.db.run("insert into pair(l, r, events, good, bad, origins) values (?, ?, 0, 0, 0, 0)", l, r)
            .lastInsertRowid,
      );
    }
    const now = packPairs({ weight, origins, numbers });
    if (now === before) return now;
    for (const n of numbers) this.#count(n, 1, weight, origins);
    this.#part(before);
    return now;
  }

  #part(packed: string): void {
    for (const { weight, origins, numbers } of pairsIn(packed))
      for (const n of numbers) {
        this.#count(n, -1, weight, origins);
        this.db.run("delete from pair where n = ? and events = 0", n);
      }
  }

  #count(n: number, by: 1 | -1, weight: number, origins: number): void {
    this.db.run(
      "update pair set events = events + ?, good = good + ?, bad = bad + ?, origins = origins + ? where n = ?",
      by,
      by * Math.max(weight, 0),
      by * Math.max(-weight, 0),
      by * origins,
      n,
    );
  }

  // -- claims

  claimKeysOf(n: number): string[] {
    return this.db.all<{ key: string }>("select key from claim_key where n = ? order by key", n).map((r) => r.key);
  }

  setClaimKeys(n: number, keys: readonly string[]): void {
    this.db.run("delete from claim_key where n = ?", n);
    for (const k of keys) this.db.run("insert or ignore into claim_key(key, n) values (?, ?)", k, n);
  }

  /** Region of the placed items under a key; null where there are none. */
  regionOfKey(key: string, except: number): number | null {
    const row = this.db.get<{ region: number }>(
      "select i.claim_region as region from claim_key k join item i on i.n = k.n where k.key = ? and k.n <> ? and i.claim_region is not null limit 1",
      key,
      except,
    );
    return row?.region ?? null;
  }

  clearClaimRegion(region: number): void {
    this.db.run("update item set claim_region = null where claim_region = ?", region);
  }

  dropClaim(id: string): void {
    const row = this.db.get<{ n: number; links: string; marks: string }>(
      "select c.n as n, c.marks as marks, v.links as links from claim c join claim_view v on v.n = c.n where c.id = ?",
      id,
    );
    if (!row) return;
    for (const a of JSON.parse(row.links) as string[])
      this.db.run("delete from claim_actor where actor = ? and claim = ?", a, row.n);
    this.#unmark(row.n, row.marks);
    this.db.run("delete from claim where n = ?", row.n);
    this.db.run("delete from claim_view where n = ?", row.n);
  }

  /** Writes a claim; returns its number. */
  putClaim(record: ClaimRecord, { day, asserted, denied, heat, actors, parts, events }: ClaimLinks): number {
    const had = this.db.get<{ n: number; links: string; marks: string }>(
      "select c.n as n, c.marks as marks, v.links as links from claim c join claim_view v on v.n = c.n where c.id = ?",
      record.id,
    );
    const marks = [
      ...new Set([
        ...parts.map(([role, text]) => this.#values.mark(role, text)),
        ...events.map((n): string => `e${pack(n)}`),
      ]),
    ]
      .sort()
      .join("");
    const party =
      (record.origins.some((o) => o.party === true) ? 1 : 0) | (record.origins.some((o) => o.party === false) ? 2 : 0);
    const row = [day, asserted, denied, record.origins.length, heat, party, marks];
    const links = JSON.stringify(actors);
    const view = JSON.stringify(record);
    let n = had?.n;
    if (n === undefined) {
      n = this.db.run(
        "insert into claim(day, asserted, denied, origins, heat, party, marks, id) values (?, ?, ?, ?, ?, ?, ?, ?)",
        ...row,
        record.id,
      ).lastInsertRowid;
      this.db.run("insert into claim_view(n, links, view) values (?, ?, ?)", n, links, view);
    } else {
      this.db.run(
        "update claim set day = ?, asserted = ?, denied = ?, origins = ?, heat = ?, party = ?, marks = ? where n = ?",
        ...row,
        n,
      );
      this.db.run("update claim_view set links = ?, view = ? where n = ?", links, view, n);
    }
    if (had?.marks !== marks) {
      if (had) this.#unmark(n, had.marks);
      for (const [role, value] of marksIn(marks))
        this.db.run("insert into claim_part(role, value, claim) values (?, ?, ?)", role, value, n);
    }
    if (had?.links === links) return n;
    for (const a of had ? (JSON.parse(had.links) as string[]) : [])
      this.db.run("delete from claim_actor where actor = ? and claim = ?", a, n);
    for (const a of actors) this.db.run("insert or ignore into claim_actor(actor, claim) values (?, ?)", a, n);
    return n;
  }

  #unmark(n: number, marks: string): void {
    for (const [role, value] of marksIn(marks))
      this.db.run("delete from claim_part where role = ? and value = ? and claim = ?", role, value, n);
  }

  // -- actors

  addActor(actor: { id: string; kind: string; name: string; country: string | null; wikidata: string | null }): void {
    this.db.run(
      "insert into actor(id, kind, name, country, wikidata) values (?, ?, ?, ?, ?) on conflict(id) do update set name = case when name = id then excluded.name when excluded.name = id then name else min(name, excluded.name) end, wikidata = coalesce(wikidata, excluded.wikidata)",
      actor.id,
      actor.kind,
      actor.name,
      actor.country,
      actor.wikidata,
    );
  }

  addActorArticle(
    actor: string,
    article: string,
    office: string | null,
    names: readonly string[],
    statements: number,
  ): void {
    this.db.run(
      "insert or ignore into actor_article(actor, article, office, names, statements) values (?, ?, ?, ?, ?)",
      actor,
      article,
      office,
      JSON.stringify(names),
      statements,
    );
  }
}
