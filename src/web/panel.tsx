/** The side panel: whatever is open, with all its sentences. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { filterQuery, go, linkTo, param } from "./address.ts";
import { useGet } from "./api.ts";
import { EventPanel } from "./event-panel.tsx";
import { closeInnermost } from "./keys.ts";
import { kindText, nameOf, stateName } from "./names.ts";
import { EventTitle, State, StatusTag, When } from "./pieces.tsx";
import type { EventView, Part } from "./types.ts";
import { t } from "./words.ts";

export function Panel() {
  const open = param("open");
  if (!open) return null;
  const cut = open.indexOf(":");
  const kind = open.slice(0, cut);
  const id = open.slice(cut + 1);
  return (
    <Side key={kind}>
      {kind === "event" && <EventPanel id={id} />}
      {kind === "pair" && (
        <Several key={id} ids={id.split(",")} query={`pair=${encodeURIComponent(id)}`} path={`pair/${id}`} />
      )}
      {kind === "actor" && (
        <Several key={id} ids={[id]} query={`actor=${encodeURIComponent(id)}`} path={`actor/${id}`} />
      )}
      {kind === "place" && (
        <Several key={id} ids={[]} title={id} query={`place=${encodeURIComponent(id)}`} path={null} />
      )}
    </Side>
  );
}

/** Frame of the panel: takes the focus when it opens, gives it back on Esc. */
function Side({ children }: { children: ComponentChildren }) {
  const el = useRef<HTMLElement>(null);
  useEffect(() => {
    el.current?.focus({ preventScroll: true });
  }, []);
  return (
    <aside ref={el} class="panel" tabIndex={-1} aria-label={t("panel.label")}>
      <button
        type="button"
        class="close"
        aria-label={t("panel.close")}
        title={`${t("panel.close")} (Esc)`}
        onClick={() => {
          if (!closeInnermost()) go({ open: null });
        }}
      >
        ×
      </button>
      {children}
    </aside>
  );
}

interface SeveralProps {
  readonly ids: readonly string[];
  readonly title?: string;
  readonly query: string;
  /** The page that says more. */
  readonly path: string | null;
}

/** The events of a pair, an actor or a place; each leads to its own panel. */
function Several({ ids, title, query, path }: SeveralProps) {
  const key = query.split("=")[0]!;
  const rest = new URLSearchParams(filterQuery.value);
  rest.delete(key);
  const answer = useGet<Part<EventView>>(`/api/timeline?light=1&limit=200&${query}${rest.size ? `&${rest}` : ""}`);
  return (
    <State answer={answer.value}>
      {(data) => {
        const actors = data.items.flatMap((e) => [...e.actors, ...e.recipients]);
        const name = (id: string) => {
          const actor = actors.find((a) => a.id === id);
          return actor ? nameOf(actor) : stateName(id);
        };
        return (
          <article class="event">
            <p class="over">{t("timeline.title", { n: data.total })}</p>
            <h2>
              <bdi>{title ?? ids.map(name).join(" – ")}</bdi>
            </h2>
            {path && (
              <p>
                <a href={linkTo(path)}>{t("network.page")}</a>
                {ids.length === 1 && (
                  <>
                    {" · "}
                    <a href={linkTo("network", { ego: ids[0]! })}>{t("network.focus")}</a>
                  </>
                )}
              </p>
            )}
            <ol class="several">
              {data.items.map((e) => (
                <li key={e.id}>
                  <button type="button" class="link" onClick={() => go({ open: `event:${e.id}` })}>
                    <EventTitle event={e} />
                  </button>
                  <div class="card-line">
                    <b>{kindText(e)}</b> <StatusTag status={e.status} intensity={e.intensity} />{" "}
                    <span class="faint">
                      <When date={e.date} />
                    </span>
                  </div>
                  {e.evidence[0] && (
                    <span class="snippet">
                      <bdi>{e.evidence[0].sentence.slice(0, 200)}</bdi>
                    </span>
                  )}
                </li>
              ))}
            </ol>
          </article>
        );
      }}
    </State>
  );
}
