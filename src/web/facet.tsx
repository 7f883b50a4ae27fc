/** One filter with the values there are and how many each would leave: a tick wants a value, the minus leaves it out. */
import { type Signal, signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { decide, filterQuery, params } from "./address.ts";
import { useGet } from "./api.ts";
import { nameOf, stateName } from "./names.ts";
import type { ActorView, FacetCount, Facets, LedgerFacets, Part } from "./types.ts";
import { label, language, number, t } from "./words.ts";

type Answer = Partial<Record<string, unknown>>;

/** Where the values of a filter come from, and how they are called there. */
const sources = {
  actor: ["facets", "actors"],
  type: ["facets", "types"],
  status: ["facets", "statuses"],
  act: ["facets", "acts"],
  source: ["facets", "sources"],
  place: ["facets", "places"],
  asserts: ["ledger", "asserts"],
  denies: ["ledger", "denies"],
  via: ["ledger", "via"],
  origin: ["ledger", "origins"],
} as const satisfies Record<string, readonly [string, keyof Facets | keyof LedgerFacets]>;
export type FacetName = keyof typeof sources;

/** Filters whose values are actors. */
const people: ReadonlySet<string> = new Set(["actor", "asserts", "denies", "via", "origin"]);

/** Values shown at once, and letters after which the actors of the whole dossier are searched. */
const most = 60;
const enough = 2;

/** Names of actors that came with the facets, or were asked for. */
const known = signal<ReadonlyMap<string, string>>(new Map());

function learn(names: readonly (readonly [id: string, name: string])[]): void {
  const unknown = names.filter(([id, name]) => known.peek().get(id) !== name);
  if (unknown.length) known.value = new Map([...known.peek(), ...unknown]);
}

/** Learns the names of the actors that are chosen, which an address gives by id alone. */
export function useNames(chosen: readonly { readonly key: string; readonly value: string }[]): void {
  const ids = chosen.flatMap(({ key, value }) => {
    const id = value.replace(/^-/, "");
    return people.has(key) && stateName(id) === id ? [id] : [];
  });
  const query = new URLSearchParams(ids.map((id) => ["actor", id]));
  const { data } = useGet<Part<ActorView>>(ids.length ? `/api/actors?limit=${ids.length}&${query}` : null).value;
  useEffect(() => learn((data?.items ?? []).map((a) => [a.id, nameOf(a)])), [data, language.value]);
}

/** A value of a filter in the reader's words. */
export function nameOfValue(key: string, value: string): string {
  if (people.has(key)) {
    const state = stateName(value);
    return state !== value ? state : (known.value.get(value) ?? value.slice(value.indexOf("/") + 1));
  }
  if (key === "pair") return value.split(",").map(stateName).join(" – ");
  if (key === "dispute" || key === "party") return t(`filter.${key}.${value}`);
  return key === "type" || key === "status" || key === "act" ? label(key, value) : value;
}

/** The other filters: what this facet is counted under. */
export function withoutOwn(...names: readonly string[]): string {
  const query = new URLSearchParams(filterQuery.value);
  for (const name of names) query.delete(name);
  return query.toString();
}

export function Facet({ name }: { name: FacetName }) {
  const opened = useSignal(false);
  const typed = useSignal("");
  const chosen = params(name);
  const query = withoutOwn(name);
  const [from, field] = sources[name];
  const data = useGet<Answer>(opened.value ? `/api/${from}${query ? `?${query}` : ""}` : null).value.data;
  const text = typed.value.trim();
  const search = name === "actor" && opened.value && text.length >= enough;
  const found = useGet<Part<ActorView>>(
    search ? `/api/actors?limit=40&q=${encodeURIComponent(text.slice(0, 100))}` : null,
  ).value.data;
  const listed = (data?.[field] ?? []) as readonly FacetCount[];
  const counts = search && found ? found.items.map(countOf) : listed;
  useEffect(() => {
    if (people.has(name)) learn(counts.flatMap((c) => (c.label ? [[c.value, c.label] as const] : [])));
  }, [data, found]);
  const wanted = text.toLocaleLowerCase();
  const shown = counts
    .filter((c) => search || !wanted || nameOfValue(name, c.value).toLocaleLowerCase().includes(wanted))
    .slice(0, most);
  return (
    <Menu words={t(`filter.${name}`)} chosen={chosen.length} opened={opened}>
      {(counts.length > 10 || text) && <Find typed={typed} all={name === "actor"} />}
      {data && shown.length === 0 && <p class="faint">{t("filter.none")}</p>}
      <ul>
        {shown.map((c) => (
          <Value key={c.value} name={name} count={c} chosen={chosen} />
        ))}
      </ul>
    </Menu>
  );
}

/** A button with a menu beneath; opening one closes the others. */
export function Menu(p: {
  words: string;
  chosen: number;
  opened: Signal<boolean>;
  kind?: string;
  children: preact.ComponentChildren;
}) {
  return (
    <details
      class="facet"
      onToggle={(e) => {
        p.opened.value = e.currentTarget.open;
        if (!e.currentTarget.open) return;
        for (const other of document.querySelectorAll<HTMLDetailsElement>("details.facet[open]"))
          if (other !== e.currentTarget) other.open = false;
      }}
    >
      <summary>
        {p.words}
        {p.chosen > 0 && <b class="badge">{p.chosen}</b>}
      </summary>
      <div class={p.kind ? `menu ${p.kind}` : "menu"}>{p.children}</div>
    </details>
  );
}

const countOf = (a: ActorView): FacetCount => ({ value: a.id, label: nameOf(a), count: a.events });

function Find({ typed, all }: { typed: Signal<string>; all: boolean }) {
  const words = t(all ? "filter.search" : "filter.find");
  return (
    <input
      type="text"
      aria-label={words}
      placeholder={words}
      value={typed.value}
      onInput={(e) => {
        typed.value = e.currentTarget.value;
      }}
    />
  );
}

function Value({ name, count, chosen }: { name: FacetName; count: FacetCount; chosen: readonly string[] }) {
  const { value } = count;
  const what = nameOfValue(name, value);
  const out = chosen.includes(`-${value}`);
  return (
    <li class={out ? "value out" : "value"}>
      <label>
        <input type="checkbox" checked={chosen.includes(value)} onChange={() => decide(name, value, false)} />
        <bdi>{what}</bdi>
        <span class="count">{number(count.count)}</span>
      </label>
      <button
        type="button"
        class="minus"
        aria-pressed={out}
        aria-label={t("filter.exclude", { what })}
        title={t("filter.exclude", { what })}
        onClick={() => decide(name, value, true)}
      >
        −
      </button>
    </li>
  );
}
