/** Small parts that every view shares: names, dates, the shape of a status, a sentence with its lit words. */
import type { ComponentChildren } from "preact";
import { filterQuery, linkTo } from "./address.ts";
import type { Answer, Trouble } from "./api.ts";
import { dateCode, dateText } from "./dates.ts";
import { nameOf, stateByName } from "./names.ts";
import type { Actor, EventView, OriginView } from "./types.ts";
import { label, t } from "./words.ts";

type Interval = { readonly from: string; readonly to: string } | null;

function Name({ actor }: { actor: Actor }) {
  return (
    <a class="name" href={linkTo(`actor/${actor.id}`)} title={actor.office ?? undefined}>
      <bdi>{nameOf(actor)}</bdi>
    </a>
  );
}

export function Names({ list }: { list: readonly Actor[] }) {
  return (
    <>
      {list.map((a, i) => (
        <span key={a.id}>
          {i > 0 && ", "}
          <Name actor={a} />
        </span>
      ))}
    </>
  );
}

export function When({ date }: { date: Interval }) {
  const code = dateCode(date);
  return <time {...(code ? { dateTime: code } : {})}>{dateText(date)}</time>;
}

/** Is an event of cooperation or of conflict? */
export const tone = (intensity: number): "good" | "bad" | "even" =>
  intensity > 0 ? "good" : intensity < 0 ? "bad" : "even";

const around = (r: number, n: number, turn: number): string =>
  Array.from({ length: n }, (_, i) => {
    const a = ((i / n) * 2 + turn) * Math.PI;
    return `${(Math.cos(a) * r).toFixed(2)},${(Math.sin(a) * r).toFixed(2)}`;
  }).join(" ");

/** The shape of a status, drawn about the origin with radius 6; its colour is the surrounding `color`. */
export function StatusShape({ status }: { status: string }) {
  const line = { fill: "var(--ground)", stroke: "currentColor", "stroke-width": 1.8 } as const;
  switch (status) {
    case "occurred":
      return <circle r="5.4" fill="currentColor" />;
    case "ongoing":
      return (
        <>
          <circle r="5.4" {...line} />
          <path d="M0-5.4A5.4 5.4 0 0 1 0 5.4Z" fill="currentColor" />
        </>
      );
    case "planned":
      return <circle r="5.2" {...line} />;
    case "pledged":
      return <polygon points={around(6.2, 4, 0)} {...line} />;
    case "alleged":
      return (
        <>
          <polygon points={around(6.2, 4, 0)} {...line} />
          <path d="M0-6.2 0 6.2-6.2 0Z" fill="currentColor" />
        </>
      );
    case "denied":
      return (
        <>
          <circle r="5.4" {...line} />
          <path d="M-3.8-3.8 3.8 3.8M-3.8 3.8 3.8-3.8" stroke="currentColor" stroke-width="1.8" />
        </>
      );
    case "called-for":
      return <polygon points={around(6.4, 3, -0.5)} {...line} />;
    default:
      return <rect x="-4.8" y="-4.8" width="9.6" height="9.6" {...line} stroke-dasharray="2.4 1.6" />;
  }
}

/** Shape and words of a status. */
export function StatusTag({ status, intensity = 0 }: { status: string; intensity?: number }) {
  return (
    <span class={`status ${tone(intensity)}`}>
      <svg viewBox="-8 -8 16 16" width="14" height="14" aria-hidden="true">
        <StatusShape status={status} />
      </svg>
      {label("status", status)}
    </span>
  );
}

export function EventTitle({ event, linked = false }: { event: EventView; linked?: boolean }) {
  const names = (list: readonly Actor[]) => (linked ? <Names list={list} /> : <bdi>{list.map(nameOf).join(", ")}</bdi>);
  return (
    <span class="event-title">
      {event.actors.length > 0 ? names(event.actors) : <span class="faint">{t("event.nobody")}</span>}
      {event.recipients.length > 0 && (
        <>
          <span class="arrow" role="img" aria-label={t("event.towards")}>
            →
          </span>
          {names(event.recipients)}
        </>
      )}
    </span>
  );
}

/** A sentence as text nodes, the spans that matter in `mark`. Spans may overlap or be out of range. */
export function Sentence({
  text,
  lit,
}: {
  text: string;
  lit: readonly { readonly start: number; readonly end: number }[];
}) {
  const parts: ComponentChildren[] = [];
  let at = 0;
  for (const span of [...lit].sort((a, b) => a.start - b.start)) {
    const start = Math.max(at, Math.min(span.start, text.length));
    const end = Math.min(span.end, text.length);
    if (end <= start) continue;
    if (start > at) parts.push(text.slice(at, start));
    parts.push(<mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  parts.push(text.slice(at));
  return <bdi class="sentence">{parts}</bdi>;
}

/** The way that words took: speaker, who passed them on, the outlet that printed them. */
export function Chain({
  speaker,
  via,
  outlet,
}: {
  speaker: readonly Actor[];
  via: readonly Actor[];
  outlet: string | null;
}) {
  const steps: ComponentChildren[] = [];
  if (speaker.length) steps.push(<Names list={speaker} />);
  for (const a of [...via].reverse()) steps.push(<Name actor={a} />);
  steps.push(<bdi class="outlet">{outlet ?? t("source.unknown")}</bdi>);
  return (
    <ol class="chain" aria-label={t("chain.label")}>
      {steps.map((s, i) => (
        <li key={i}>{s}</li>
      ))}
    </ol>
  );
}

/** `3 outlets, 2 origins`. */
export const sourcesText = (outlets: number, origins: number): string =>
  `${t("origins.outlets", { n: outlets })}, ${t("origins.origins", { n: origins })}`;

/** `3 outlets, 2 origins, 1 of them a party`, with the origins by name. */
export function Origins({ outlets, origins }: { outlets: readonly string[]; origins: readonly OriginView[] }) {
  const parties = origins.filter((o) => o.party === true).length;
  const unknown = origins.filter((o) => o.party === null).length;
  const bits = [sourcesText(outlets.length, origins.length)];
  if (parties)
    bits.push(parties > 1 && parties === origins.length ? t("origins.both") : t("origins.parties", { n: parties }));
  if (unknown && unknown < origins.length) bits.push(t("origins.unknown", { n: unknown }));
  return (
    <details class="origins">
      <summary>{bits.join(", ")}</summary>
      <ul>
        {origins.map((o) => (
          <li key={o.name}>
            <bdi>{o.name === "unknown" ? t("origins.unnamed") : stateByName(o.name)}</bdi>{" "}
            {o.party !== null && (
              <span class={o.party ? "tag party" : "tag"}>{t(o.party ? "origins.party" : "origins.outsider")}</span>
            )}
            {o.outlets.length > 0 && <span class="faint"> ← {o.outlets.join(", ")}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What a view shows while it has nothing to show: loading, trouble, no result. */
export function State<T>(props: {
  answer: Answer<T>;
  empty?: (data: T) => boolean;
  children: (data: T) => ComponentChildren;
}) {
  const { data, trouble, loading } = props.answer;
  if (trouble) return <Failed trouble={trouble} />;
  if (data === null) return loading ? <Loading /> : null;
  if (props.empty?.(data)) return <Nothing />;
  return (
    <div class={loading ? "stale" : undefined} aria-busy={loading}>
      {props.children(data)}
    </div>
  );
}

export function Loading() {
  return (
    <div class="state" role="status">
      <div class="pulse" aria-hidden="true">
        <i />
        <i />
        <i />
      </div>
      <p>{t("state.loading")}</p>
    </div>
  );
}

export function Failed({ trouble }: { trouble: Trouble }) {
  return (
    <div class="state trouble" role="alert">
      <h1>
        {t(trouble.code === "offline" ? "state.offline" : trouble.code === "not-found" ? "state.gone" : "state.error")}
      </h1>
      <p>
        {t(
          trouble.code === "offline"
            ? "state.offline.hint"
            : trouble.code === "not-found"
              ? "state.gone.hint"
              : "state.error.hint",
        )}
      </p>
      {trouble.message && (
        <p class="faint">
          <code>{trouble.code}</code> <bdi>{trouble.message}</bdi> {trouble.hint && <bdi>{trouble.hint}</bdi>}
        </p>
      )}
      <button type="button" onClick={() => location.reload()}>
        {t("state.again")}
      </button>
    </div>
  );
}

/** No result: says whether filters are the reason. */
function Nothing() {
  const narrowed = filterQuery.value !== "";
  return (
    <div class="state" role="status">
      <h1>{t(narrowed ? "state.noresult" : "state.empty")}</h1>
      <p>{t(narrowed ? "state.noresult.hint" : "state.empty.hint")}</p>
      {narrowed && (
        <a class="button" href={location.hash.split("?")[0] || "#/"}>
          {t("filter.clear")}
        </a>
      )}
    </div>
  );
}
