/** What the views are narrowed to: facets with counts, a period, and what is chosen, all of it in the address. */
import { useSignal } from "@preact/signals";
import { filterKeys, filterQuery, go, param, params, toggle, view } from "./address.ts";
import { useGet } from "./api.ts";
import { stateName } from "./names.ts";
import { label, number, t } from "./words.ts";

interface Count {
  readonly value: string;
  readonly label?: string;
  readonly count: number;
}
interface Facets {
  readonly actors: readonly Count[];
  readonly types: readonly Count[];
  readonly statuses: readonly Count[];
  readonly acts: readonly Count[];
  readonly sources: readonly Count[];
  readonly places: readonly Count[];
  readonly from: string | null;
  readonly to: string | null;
}

const lists = [
  ["actor", "actors"],
  ["type", "types"],
  ["status", "statuses"],
  ["act", "acts"],
  ["source", "sources"],
  ["place", "places"],
] as const;

/** The filters that narrow each view; the others wait for a view that they narrow. */
const events = ["actor", "pair", "type", "status", "source", "place", "period", "q"];
const working: Readonly<Record<string, readonly string[]>> = {
  claims: ["actor", "pair", "type", "status", "act", "source", "period", "q"],
  actors: ["actor", "source", "q"],
};
const periodKeys = new Set(["from", "to", "origins"]);

/** Does a filter narrow the view that is open? */
const works = (key: string): boolean => (working[view.value] ?? events).includes(periodKeys.has(key) ? "period" : key);

const single = new Set(["source", "place"]);

function nameOfValue(key: string, count: Count): string {
  if (key === "actor") {
    const state = /^[A-Z]{3}$/.test(count.value) ? stateName(count.value) : count.value;
    return state !== count.value ? state : (count.label ?? count.value);
  }
  if (key === "type" || key === "status" || key === "act") return label(key, count.value);
  return count.label ?? count.value;
}

export function Filters() {
  const query = filterQuery.value;
  const data = useGet<Facets>(`/api/facets${query ? `?${query}` : ""}`).value.data;
  const named = new Map<string, string>();
  if (data)
    for (const [key, list] of lists) for (const c of data[list]) named.set(`${key} ${c.value}`, nameOfValue(key, c));
  const chosen = filterKeys.flatMap((key) =>
    params(key)
      .filter(Boolean)
      .map((value) => ({ key, value })),
  );
  return (
    <section class="filters" aria-label={t("filter.label")}>
      <div class="facets">
        {lists
          .filter(([key]) => works(key))
          .map(([key, list]) => (
            <Facet key={key} name={key} counts={data?.[list] ?? []} />
          ))}
        {works("period") && <Period from={data?.from ?? null} to={data?.to ?? null} />}
      </div>
      {chosen.length > 0 && (
        <ul class="chips" aria-label={t("filter.chosen")}>
          {chosen.map(({ key, value }) => (
            <li key={`${key} ${value}`}>
              <button
                type="button"
                class={works(key) ? "chip" : "chip idle"}
                title={t(works(key) ? "filter.remove" : "filter.idle")}
                onClick={() => toggle(key, value)}
              >
                <span class="faint">{t(`filter.${key}`)}</span>{" "}
                <bdi>{named.get(`${key} ${value}`) ?? labelled(key, value)}</bdi>
                <span aria-hidden="true"> ×</span>
              </button>
            </li>
          ))}
          <li>
            <button
              type="button"
              class="link"
              onClick={() => go({ ...Object.fromEntries(filterKeys.map((k) => [k, null])), open: null })}
            >
              {t("filter.clear")}
            </button>
          </li>
        </ul>
      )}
    </section>
  );
}

const labelled = (key: string, value: string): string =>
  key === "type" || key === "status" || key === "act"
    ? label(key, value)
    : /^[A-Z]{3}$/.test(value)
      ? stateName(value)
      : value;

function Facet({ name, counts }: { name: string; counts: readonly Count[] }) {
  const typed = useSignal("");
  const chosen = params(name);
  const wanted = typed.value.toLocaleLowerCase();
  const shown = counts.filter((c) => !wanted || nameOfValue(name, c).toLocaleLowerCase().includes(wanted)).slice(0, 60);
  return (
    <details
      class="facet"
      onToggle={(e) => {
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
        {counts.length > 10 && (
          <input
            type="text"
            aria-label={t("filter.find")}
            placeholder={t("filter.find")}
            value={typed.value}
            onInput={(e) => {
              typed.value = e.currentTarget.value;
            }}
          />
        )}
        {shown.length === 0 && <p class="faint">{t("filter.none")}</p>}
        <ul>
          {shown.map((c) => (
            <li key={c.value}>
              <label>
                <input
                  type="checkbox"
                  checked={chosen.includes(c.value)}
                  onChange={() =>
                    single.has(name) ? go({ [name]: chosen.includes(c.value) ? null : c.value }) : toggle(name, c.value)
                  }
                />
                <bdi>{nameOfValue(name, c)}</bdi>
                <span class="count">{number(c.count)}</span>
              </label>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}

function Period({ from, to }: { from: string | null; to: string | null }) {
  const field = (key: "from" | "to", hint: string | null) => (
    <label>
      <span>{t(`filter.${key}`)}</span>
      <input
        type="date"
        value={param(key) ?? ""}
        {...(from ? { min: "0001-01-01" } : {})}
        title={hint ?? undefined}
        onChange={(e) => go({ [key]: e.currentTarget.value || null })}
      />
    </label>
  );
  return (
    <details class="facet">
      <summary>
        {t("filter.period")}
        {(param("from") || param("to")) && <b class="badge">1</b>}
      </summary>
      <div class="menu period">
        {field("from", from)}
        {field("to", to)}
        <label>
          <span>{t("filter.origins")}</span>
          <input
            type="number"
            min="0"
            max="99"
            value={param("origins") ?? ""}
            onChange={(e) => go({ origins: e.currentTarget.value || null })}
          />
        </label>
      </div>
    </details>
  );
}
