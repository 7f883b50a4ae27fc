/** The drawn tables of events, claims, actors and copied texts, as settling writes them. */
import type { Database } from "./database.ts";
import type { ClaimRecord, EventRecord } from "./records.ts";
import type { Store } from "./store.ts";

export interface EventActor {
  readonly actor: string;
  readonly role: string;
}

/** Writes what is drawn across articles. */
export class Drawn {
  protected readonly db: Database;

  constructor(store: Store) {
    this.db = store.db;
  }

  copyOf(article: string): { copy: number; hex: string } | null {
    return this.db.get("select copy, hex from sketch where article = ?", article) ?? null;
  }

  inCopy(copy: number): { article: string; hex: string }[] {
    return this.db.all("select article, hex from sketch where copy = ? order by article", copy);
  }

  sharing(bands: readonly number[]): string[] {
    const found = new Set<string>();
    for (const b of bands)
      for (const r of this.db.all<{ article: string }>("select article from band where band = ? limit 50", b))
        found.add(r.article);
    return [...found].sort();
  }

  setCopy(article: string, copy: number): void {
    this.db.run("update sketch set copy = ? where article = ?", copy, article);
    this.db.run("update item set copy = ? where article = ?", copy, article);
  }

  addSketch(article: string, copy: number, hex: string, bands: readonly number[]): void {
    this.db.run("insert or replace into sketch(article, copy, hex) values (?, ?, ?)", article, copy, hex);
    for (const b of bands) this.db.run("insert or ignore into band(band, article) values (?, ?)", b, article);
  }

  dropSketch(article: string): void {
    this.db.run("delete from sketch where article = ?", article);
    this.db.run("delete from band where article = ?", article);
  }

  // -- events

  clustersOf(article: string): string[] {
    return this.db
      .all<{ cluster: string }>("select distinct cluster from item where article = ? and cluster is not null", article)
      .map((r) => r.cluster);
  }

  event(id: string): EventRecord | null {
    const row = this.db.get<{ view: string }>("select view from event where id = ?", id);
    return row ? (JSON.parse(row.view) as EventRecord) : null;
  }

  dropEvent(id: string): void {
    const row = this.db.get<{ n: number }>("select n from event where id = ?", id);
    if (!row) return;
    this.db.run("delete from event_actor where event = ?", row.n);
    this.db.run("delete from edge where event = ?", row.n);
    this.db.run("delete from event where n = ?", row.n);
  }

  /** Writes a merged event; `day` is the day by which it is ordered. */
  putEvent(
    record: EventRecord,
    day: string,
    members: number,
    actors: readonly EventActor[],
    edges: readonly (readonly [string, string])[],
  ): void {
    const had = this.db.get<{ n: number }>("select n from event where id = ?", record.id);
    // most redrawings only add a telling: what hangs on the event is written again where it differs
    const links = `${day} ${record.intensity} ${record.origins.length} ${actors.map((a) => `${a.actor}=${a.role}`).join(" ")} ${edges.map((e) => e.join("-")).join(" ")}`;
    const linked = had ? this.db.get<{ links: string }>("select links from event where n = ?", had.n)?.links : null;
    if (had && linked !== links) {
      this.db.run("delete from event_actor where event = ?", had.n);
      this.db.run("delete from edge where event = ?", had.n);
    }
    const place = record.place ? record.place.name : null;
    const values = [
      record.type,
      record.status,
      record.date?.from ?? null,
      record.date?.to ?? null,
      day,
      place,
      record.outlets.length,
      record.origins.length,
      members,
      record.intensity,
      JSON.stringify(record),
      links,
    ];
    let n = had?.n;
    if (n === undefined) {
      n = this.db.run(
        "insert into event(type, status, lo, hi, day, place, outlets, origins, members, weight, view, links, id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ...values,
        record.id,
      ).lastInsertRowid;
    } else {
      this.db.run(
        "update event set type = ?, status = ?, lo = ?, hi = ?, day = ?, place = ?, outlets = ?, origins = ?, members = ?, weight = ?, view = ?, links = ? where n = ?",
        ...values,
        n,
      );
    }
    if (linked === links) return;
    for (const a of actors)
      this.db.run(
        "insert or ignore into event_actor(actor, day, event, role) values (?, ?, ?, ?)",
        a.actor,
        day,
        n,
        a.role,
      );
    for (const [l, r] of edges)
      this.db.run(
        "insert or ignore into edge(l, r, event, day, weight, origins) values (?, ?, ?, ?, ?, ?)",
        l,
        r,
        n,
        day,
        record.intensity,
        record.origins.length,
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
    const row = this.db.get<{ n: number }>("select n from claim where id = ?", id);
    if (!row) return;
    this.db.run("delete from claim_actor where claim = ?", row.n);
    this.db.run("delete from claim where n = ?", row.n);
  }

  putClaim(
    record: ClaimRecord,
    day: string,
    asserted: number,
    denied: number,
    heat: number,
    actors: readonly string[],
  ): void {
    const had = this.db.get<{ n: number; actors: string }>("select n, actors from claim where id = ?", record.id);
    const linked = actors.join(" ");
    const values = [
      day,
      asserted,
      denied,
      record.outlets.length,
      record.origins.length,
      heat,
      JSON.stringify(record),
      linked,
    ];
    let n = had?.n;
    if (n === undefined)
      n = this.db.run(
        "insert into claim(day, asserted, denied, outlets, origins, heat, view, actors, id) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ...values,
        record.id,
      ).lastInsertRowid;
    else
      this.db.run(
        "update claim set day = ?, asserted = ?, denied = ?, outlets = ?, origins = ?, heat = ?, view = ?, actors = ? where n = ?",
        ...values,
        n,
      );
    if (had?.actors === linked) return;
    if (had) this.db.run("delete from claim_actor where claim = ?", n);
    for (const a of actors) this.db.run("insert or ignore into claim_actor(actor, claim) values (?, ?)", a, n);
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
