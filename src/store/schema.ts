/** The tables of a dossier file. The floor (article, reading, judgement) is kept; all else is drawn from it and can be dropped. */

/** Marks a SQLite file as a dossier: "Rela" in ASCII. */
export const APPLICATION = 0x52656c61;
export const VERSION = 2;

/** The whole text of articles in which nothing was read, to be searched; made where an older dossier lacks it. */
export const pages = `
create virtual table if not exists page using fts5(stems, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
`;

export const floor = `
create table article (
  n integer primary key,
  id text not null unique,
  source text not null,
  language text not null,
  title text, outlet text, author text,
  pub_lo text, pub_hi text, basis text,
  events integer not null, statements integer not null,
  hash text not null,
  reading blob not null,
  replaced_by text,
  settled integer not null default 0,
  unread integer not null default 0
);
create index article_source on article(source);
create index article_pending on article(n) where settled = 0;
create index article_replaced on article(replaced_by) where replaced_by is not null;
create table version (
  n integer primary key,
  article text not null,
  hash text not null,
  reading blob not null
);
create index version_article on version(article);
create table judgement (
  n integer primary key,
  left_article text not null, left_item text not null, left_anchor text not null,
  right_article text not null, right_item text not null, right_anchor text not null,
  verdict text not null, by text not null, told text not null,
  settled integer not null default 0
);
create index judgement_left on judgement(left_article);
create index judgement_right on judgement(right_article);
`;

/** Indexes that spare the views the packed readings beside which the lines of articles stand. */
export const lines = `
create index if not exists article_line on article(pub_lo desc, id, pub_hi, outlet, source, title, language, events, statements, basis, unread) where replaced_by is null;
create index if not exists article_days on article(id, pub_lo, pub_hi, source);
`;

/** What the taking in of articles keeps beside the floor; made where it is not there yet. */
export const intake = `
create table if not exists original (hash text primary key, size integer not null, packed blob not null);
create table if not exists kept (article text not null, hash text not null, source text not null, type text, at text not null,
  primary key (article, hash)) without rowid;
create index if not exists kept_hash on kept(hash);
create table if not exists visit (address text primary key, etag text, modified text, at text not null) without rowid;
create table if not exists refrain (outlet text not null, line text not null, primary key (outlet, line)) without rowid;
create table if not exists feed (address text primary key, title text, etag text, modified text, next text not null,
  fails integer not null) without rowid;
create table if not exists entry (
  n integer primary key,
  feed text not null, key text not null, stamp text not null, entry text not null,
  state text not null, reason text, tries integer not null, due text not null,
  unique (feed, key)
);
create table if not exists leads (page text not null, feed text not null, primary key (page, feed)) without rowid;
create index if not exists entry_waiting on entry(feed, n) where state = 'waiting';
`;

export const derived = `
create table gone (article text primary key) without rowid;
create table retold (item integer primary key);
create table item (
  n integer primary key,
  article text not null, item text not null, kind text not null,
  tier text, cell text, region integer, cluster text,
  claim_region integer, claim text, side text,
  copy integer,
  lo text not null, doc integer not null,
  home integer, ledger integer, tells text,
  unique (article, item)
);
create table told (n integer primary key, feature blob not null, view text not null);
create index item_region on item(region) where region is not null;
create index item_cell on item(cell) where cell is not null;
create index item_cluster on item(cluster, lo, article) where cluster is not null;
create index item_claim_region on item(claim_region) where claim_region is not null;
create index item_claim on item(claim, lo, article) where claim is not null;
create table block (key text not null, tier text not null, lo integer not null, n integer not null, hi integer not null,
  primary key (key, tier, lo, n)) without rowid;
create index block_item on block(n);
create table claim_key (key text not null, n integer not null, primary key (key, n)) without rowid;
create index claim_key_item on claim_key(n);
create table core (cluster text primary key, feature blob not null) without rowid;
create table doubt (l integer not null, r integer not null, score real not null, because text not null, primary key (l, r)) without rowid;
create index doubt_right on doubt(r);
create table sketch (at integer primary key, article text not null unique, copy integer not null, bits blob not null);
create index sketch_copy on sketch(copy);
create table band (band integer not null, at integer not null, primary key (band, at)) without rowid;
create table value (n integer primary key, text text not null unique);
create table event (
  n integer primary key, id text not null unique,
  type text not null, status text not null, hi text, day text not null,
  place text, origins integer not null, weight real not null,
  marks text not null, pairs text not null
);
create index event_day on event(day desc, id);
create index event_type on event(type, day desc, id);
create index event_status on event(status, day desc, id);
create index event_place on event(place, day desc, id) where place is not null;
create table event_view (n integer primary key, links text not null, view text not null);
create table event_actor (actor text not null, day text not null, event integer not null,
  primary key (actor, day, event)) without rowid;
create table pair (n integer primary key, l text not null, r text not null, events integer not null, good real not null, bad real not null,
  origins integer not null, unique (l, r));
create index pair_events on pair(events desc, l, r);
create index pair_right on pair(r);
create table claim (
  n integer primary key, id text not null unique, day text not null,
  asserted integer not null, denied integer not null, origins integer not null,
  heat integer not null, party integer not null, marks text not null
);
create index claim_heat on claim(heat desc, day desc, id);
create table claim_view (n integer primary key, links text not null, view text not null);
create table claim_part (role text not null, value integer not null, claim integer not null, primary key (role, value, claim)) without rowid;
create table claim_actor (actor text not null, claim integer not null, primary key (actor, claim)) without rowid;
create table actor (
  id text primary key, kind text not null, name text not null, country text, wikidata text,
  events integer not null default 0, statements integer not null default 0, articles integer not null default 0
) without rowid;
create index actor_heat on actor(articles desc, id);
create table actor_article (actor text not null, article text not null, office text, names text not null, statements integer not null,
  primary key (actor, article)) without rowid;
create index actor_article_article on actor_article(article);
create table said (actor text not null, role text not null, day text not null, n integer not null, primary key (actor, role, day, n)) without rowid;
create index said_item on said(n);
create trigger actor_event_in after insert on event_actor begin
  update actor set events = events + 1 where id = new.actor;
end;
create trigger actor_event_out after delete on event_actor begin
  update actor set events = events - 1 where id = old.actor;
end;
create trigger actor_article_in after insert on actor_article begin
  update actor set articles = articles + 1, statements = statements + new.statements where id = new.actor;
end;
create trigger actor_article_out after delete on actor_article begin
  update actor set articles = articles - 1, statements = statements - old.statements where id = old.actor;
  delete from actor where id = old.actor and articles = 0;
end;
create table act (act text primary key, n integer not null) without rowid;
create virtual table words using fts5(stems, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
`;

/** Names of what `derived` makes, or made in earlier versions, for dropping it. */
export const derivedTables = [
  "gone",
  "retold",
  "item",
  "told",
  "block",
  "claim_key",
  "core",
  "doubt",
  "sketch",
  "band",
  "value",
  "event",
  "event_view",
  "event_actor",
  "pair",
  "claim",
  "claim_view",
  "claim_part",
  "claim_actor",
  "actor",
  "actor_article",
  "said",
  "act",
  "words",
  "edge",
] as const;
