/** What the views are narrowed to: facets with counts, a period, and what is chosen, all of it in the address. */
import { useSignal } from "@preact/signals";
import { filterKeys, go, param, params, toggle, view } from "./address.ts";
import { useGet } from "./api.ts";
import { Facet, type FacetName, Menu, nameOfValue, useNames, withoutOwn } from "./facet.tsx";
import type { Facets, LedgerFacets } from "./types.ts";
import { number, t } from "./words.ts";

const facets: readonly FacetName[] = [
  "actor",
  "type",
  "status",
  "asserts",
  "denies",
  "via",
  "origin",
  "act",
  "source",
  "place",
];

/** The filters that narrow each view; the others wait for a view that they narrow. */
const events = ["actor", "pair", "type", "status", "source", "place", "period", "q"];
const working: Readonly<Record<string, readonly string[]>> = {
  claims: [
    "actor",
    "pair",
    "type",
    "status",
    "asserts",
    "denies",
    "via",
    "origin",
    "dispute",
    "party",
    "act",
    "source",
    "period",
    "q",
  ],
  actors: ["actor", "source", "q"],
};
const periodKeys = new Set(["from", "to", "origins"]);

/** Does a filter narrow the view that is open? */
const works = (key: string): boolean => (working[view.value] ?? events).includes(periodKeys.has(key) ? "period" : key);

export function Filters() {
  const chosen = filterKeys.flatMap((key) =>
    params(key)
      .filter(Boolean)
      .map((value) => ({ key, value })),
  );
  useNames(chosen);
  return (
    <section class="filters" aria-label={t("filter.label")}>
      <div class="facets">
        {facets.filter(works).map((key) => (
          <Facet key={key} name={key} />
        ))}
        {works("dispute") && <Dispute />}
        {works("period") && <Period />}
      </div>
      {chosen.length > 0 && (
        <ul class="chips" aria-label={t("filter.chosen")}>
          {chosen.map(({ key, value }) => (
            <li key={`${key} ${value}`}>
              <Chip name={key} value={value} />
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

function Chip({ name, value }: { name: string; value: string }) {
  const out = value.startsWith("-") && name !== "q";
  const what = t(`filter.${name}`);
  return (
    <button
      type="button"
      class={`chip${works(name) ? "" : " idle"}${out ? " out" : ""}`}
      title={t(works(name) ? "filter.remove" : "filter.idle")}
      onClick={() => toggle(name, value)}
    >
      <span class="faint">{out ? t("filter.without", { what: what.toLocaleLowerCase() }) : what}</span>{" "}
      <bdi>{nameOfValue(name, out ? value.slice(1) : value)}</bdi>
      <span aria-hidden="true"> ×</span>
    </button>
  );
}

/** Claims on which both sides speak or one alone, and those that a party tells or an outsider. */
function Dispute() {
  const opened = useSignal(false);
  const query = withoutOwn("dispute", "party");
  const counts = useGet<LedgerFacets>(opened.value ? `/api/ledger${query ? `?${query}` : ""}` : null).value.data;
  const choice = (key: "dispute" | "party", value: string, n: number | undefined) => (
    <li key={value}>
      <label>
        <input
          type="checkbox"
          checked={param(key) === value}
          onChange={(e) => go({ [key]: e.currentTarget.checked ? value : null, open: null })}
        />
        {t(`filter.${key}.${value}`)}
        <span class="count">{n === undefined ? "" : number(n)}</span>
      </label>
    </li>
  );
  return (
    <Menu
      words={t("filter.dispute")}
      chosen={Number(param("dispute") !== null) + Number(param("party") !== null)}
      opened={opened}
    >
      <ul>
        {(["both", "asserted", "denied"] as const).map((v) => choice("dispute", v, counts?.disputes[v]))}
        {(["yes", "no"] as const).map((v) => choice("party", v, counts?.parties[v]))}
      </ul>
    </Menu>
  );
}

function Period() {
  const opened = useSignal(false);
  const span = useGet<Facets>(opened.value ? "/api/facets" : null).value.data;
  const field = (key: "from" | "to", hint: string | null) => (
    <label>
      <span>{t(`filter.${key}`)}</span>
      <input
        type="date"
        value={param(key) ?? ""}
        title={hint ?? undefined}
        onChange={(e) => go({ [key]: e.currentTarget.value || null })}
      />
    </label>
  );
  return (
    <Menu
      words={t("filter.period")}
      chosen={param("from") || param("to") || param("origins") ? 1 : 0}
      opened={opened}
      kind="period"
    >
      {field("from", span?.from ?? null)}
      {field("to", span?.to ?? null)}
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
    </Menu>
  );
}
