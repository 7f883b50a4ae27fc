/** Actors and what is between them: the heaviest relations, those about one actor, or all of them at once. */
import { useMemo } from "preact/hooks";
import { filterQuery, go, linkTo, param, params } from "./address.ts";
import { useGet } from "./api.ts";
import { Field } from "./field.tsx";
import { Graph, partOf } from "./graph.tsx";
import { nameOf, stateName } from "./names.ts";
import { State } from "./pieces.tsx";
import { Relations } from "./relations.tsx";
import type { NetworkView } from "./types.ts";
import { t } from "./words.ts";

/** Relations asked for at first, and where all are wanted. */
const some = 400;
const all = 20_000;

export function Network() {
  const query = filterQuery.value;
  const wanted = param("all") === "1" ? all : some;
  const ego = params("ego").at(-1) ?? null;
  const answer = useGet<NetworkView>(`/api/network?limit=${wanted}${query ? `&${query}` : ""}`);
  // the relations of one actor need not be among the heaviest of all
  const own = useGet<NetworkView>(ego ? egoPath(query, ego) : null);
  return (
    <section class="network" aria-label={t("nav.network")}>
      <State answer={answer.value} empty={(d) => d.nodes.length === 0}>
        {(data) => <Whole data={data} own={ego ? own.value.data : null} ego={ego} />}
      </State>
    </section>
  );
}

function egoPath(query: string, ego: string): string {
  const rest = new URLSearchParams(query);
  rest.delete("actor");
  rest.set("actor", ego);
  rest.set("limit", String(some));
  return `/api/network?${rest}`;
}

/** Two answers as one, each actor and relation once. */
function joined(data: NetworkView, own: NetworkView | null): NetworkView {
  if (!own) return data;
  const nodes = new Map([...data.nodes, ...own.nodes].map((n) => [n.id, n]));
  const edges = new Map([...data.edges, ...own.edges].map((e) => [`${e.left} ${e.right}`, e]));
  return { nodes: [...nodes.values()], edges: [...edges.values()], relations: data.relations };
}

function Whole({ data: given, own, ego }: { data: NetworkView; own: NetworkView | null; ego: string | null }) {
  const data = useMemo(() => joined(given, own), [given, own]);
  const shown = useMemo(() => partOf(data, ego), [data, ego]);
  const everything = param("all") === "1" && ego === null;
  const focus = (id: string) => {
    const trail = params("ego");
    const at = trail.indexOf(id);
    go({ ego: at < 0 ? [...trail, id] : trail.slice(0, at + 1), open: null });
  };
  const cut = !everything && ego === null && shown.edges.length < data.relations;
  return (
    <>
      <div class="bar">
        <h1>{t("network.title", { n: everything ? data.nodes.length : shown.nodes.length })}</h1>
        <Trail data={data} />
        <span class="space" />
        {cut && <span class="faint">{t("network.part", { n: shown.edges.length, total: data.relations })}</span>}
        {ego === null && (cut || everything) && (
          <button
            type="button"
            aria-pressed={everything}
            onClick={() => go({ all: everything ? null : "1", open: null })}
          >
            {t("network.everything")}
          </button>
        )}
      </div>
      {everything ? (
        <Field data={data} onFocus={focus} />
      ) : (
        <Graph nodes={shown.nodes} edges={shown.edges} ego={ego} onFocus={focus} />
      )}
      <div class="legend">
        <span class="swatch good">{t("tone.good")}</span>
        <span class="swatch bad">{t("tone.bad")}</span>
        <span class="faint">{t(everything ? "network.clicks" : "network.width")}</span>
      </div>
      <Relations
        nodes={data.nodes}
        edges={ego ? shown.edges : data.edges}
        onFocus={focus}
        caption={t("network.table", { n: ego ? shown.edges.length : data.relations })}
      />
    </>
  );
}

/** The actors that were put in the centre, one after the other; each leads back to itself. */
function Trail({ data }: { data: NetworkView }) {
  const trail = params("ego");
  const everything = param("all");
  const name = (id: string) => {
    const n = data.nodes.find((x) => x.id === id);
    return <bdi>{n ? nameOf(n) : stateName(id)}</bdi>;
  };
  const kept = everything === null ? {} : { all: everything };
  return (
    <nav class="crumbs" aria-label={t("network.path")}>
      {trail.length > 0 ? <a href={linkTo("network", kept)}>{t("network.all")}</a> : <span>{t("network.all")}</span>}
      {trail.map((id, i) => (
        <span key={id}>
          {" › "}
          {i === trail.length - 1 ? (
            <>
              <b>{name(id)}</b> <a href={linkTo(`actor/${id}`)}>{t("network.page")}</a>
            </>
          ) : (
            <a href={linkTo("network", { ...kept, ego: trail.slice(0, i + 1) })}>{name(id)}</a>
          )}
        </span>
      ))}
    </nav>
  );
}
