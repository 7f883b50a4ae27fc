/** One facet: its values with counts, each to be wanted or left out. Its list is asked for when it opens. */
import { type Signal, useSignal } from "@preact/signals";
import { decide, filterQuery, params } from "./address.ts";
import { useGet } from "./api.ts";
import { nameOf, stateName } from "./names.ts";
import type { ActorView, FacetCount, Facets, Part } from "./types.ts";
import { label, number, t } from "./words.ts";

const lists = {
  actor: "actors",
  type: "types",
  status: "statuses",
  act: "acts",
  source: "sources",
  place: "places",
} as const;
type Name = keyof typeof lists;

/** Filters of which only one value can be wanted at a time. */
const single: ReadonlySet<string> = new Set(["source", "place"]);

/** Values shown at once, and letters after which the actors of the whole dossier are searched. */
const most = 60;
const enough = 2;

/** Names of actors that came with the facets. */
const known = new Map<string, string>();

/** A value of a filter in the reader's words. */
export function nameOfValue(key: string, value: string): string {
  if (key === "actor") {
    const state = stateName(value);
    return state !== value ? state : (known.get(value) ?? value.slice(value.indexOf("/") + 1));
  }
  if (key === "pair") return value.split(",").map(stateName).join(" – ");
  return key === "type" || key === "status" || key === "act" ? label(key, value) : value;
}

/** The other filters: what this facet is counted under. */
function withoutOwn(name: string): string {
  const query = new URLSearchParams(filterQuery.value);
  query.delete(name);
  return query.toString();
}

export function Facet({ name }: { name: Name }) {
  const opened = useSignal(false);
  const typed = useSignal("");
  const chosen = params(name);
  const query = withoutOwn(name);
  const data = useGet<Facets>(opened.value ? `/api/facets${query ? `?${query}` : ""}` : null).value.data;
  const text = typed.value.trim();
  const search = name === "actor" && opened.value && text.length >= enough;
  const found = useGet<Part<ActorView>>(
    search ? `/api/actors?limit=40&q=${encodeURIComponent(text.slice(0, 100))}` : null,
  ).value.data;
  const counts = search && found ? found.items.map(countOf) : (data?.[lists[name]] ?? []);
  if (name === "actor") for (const c of counts) if (c.label) known.set(c.value, c.label);
  const wanted = text.toLocaleLowerCase();
  const shown = counts
    .filter((c) => search || !wanted || nameOfValue(name, c.value).toLocaleLowerCase().includes(wanted))
    .slice(0, most);
  return (
    <details
      class="facet"
      onToggle={(e) => {
        opened.value = e.currentTarget.open;
        if (!e.currentTarget.open) return;
        for (const other of document.querySelectorAll<HTMLDetailsElement>("details.facet[open]"))
          if (other !== e.currentTarget) other.open = false;
      }}
    >
      <summary>
        {t(`filter.${name}`)}
        {chosen.length > 0 && <b class="badge">{chosen.length}</b>}
      </summary>
      <div class="menu">
        {(counts.length > 10 || text) && <Find typed={typed} all={name === "actor"} />}
        {data && shown.length === 0 && <p class="faint">{t("filter.none")}</p>}
        <ul>
          {shown.map((c) => (
            <Value key={c.value} name={name} count={c} chosen={chosen} />
          ))}
        </ul>
      </div>
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

function Value({ name, count, chosen }: { name: Name; count: FacetCount; chosen: readonly string[] }) {
  const { value } = count;
  const what = nameOfValue(name, value);
  const out = chosen.includes(`-${value}`);
  return (
    <li class={out ? "value out" : "value"}>
      <label>
        <input
          type="checkbox"
          checked={chosen.includes(value)}
          onChange={() => decide(name, value, false, single.has(name))}
        />
        <bdi>{what}</bdi>
        <span class="count">{number(count.count)}</span>
      </label>
      <button
        type="button"
        class="minus"
        aria-pressed={out}
        aria-label={t("filter.exclude", { what })}
        title={t("filter.exclude", { what })}
        onClick={() => decide(name, value, true, single.has(name))}
      >
        −
      </button>
    </li>
  );
}
