/** What was read in an article, as a list; and the explanation of one span: what it was read as, and by which rule. */
import { linkTo } from "./address.ts";
import { dateText } from "./dates.ts";
import { current } from "./keys.ts";
import type { Lit } from "./layers.ts";
import { nameOf } from "./names.ts";
import { StatusTag } from "./pieces.tsx";
import type { Actor, ArticleView, ReadEvent, Reading, Statement } from "./types.ts";
import { label, t } from "./words.ts";

/** Name of the row of the list that a span belongs to. */
export const rowOf = (l: Lit): string => `${l.layer} ${l.item}`;

const actorIn = (reading: Reading, id: string): Actor | undefined => reading.actors.find((a) => a.id === id);

function names(reading: Reading, ids: readonly string[]): string {
  return ids.map((id) => (actorIn(reading, id) ? nameOf(actorIn(reading, id)!) : id)).join(", ");
}

function eventText(reading: Reading, e: ReadEvent): string {
  const kind = e.mode ? `${label("type", e.type)} · ${label("mode", e.mode)}` : label("type", e.type);
  const whom = e.recipients.length ? ` → ${names(reading, e.recipients)}` : "";
  return `${names(reading, e.actors) || t("event.nobody")}${whom}: ${kind}`;
}

function saidText(reading: Reading, s: Statement): string {
  const about = s.about.length ? ` (${names(reading, s.about)})` : "";
  return `${names(reading, s.speaker)}: ${label("act", s.act)}${about}`;
}

export function Explanation({ lit, reading }: { lit: Lit; reading: Reading }) {
  return (
    <div class={`explanation ${lit.layer}`}>
      <div class="card-line">
        <i class={`sample ${lit.layer}`} aria-hidden="true" />
        <Read lit={lit} reading={reading} />
      </div>
      <div class="rule">
        {t("evidence.rule")} <bdi>{lit.rule}</bdi>
      </div>
    </div>
  );
}

function Read({ lit, reading }: { lit: Lit; reading: Reading }) {
  if (lit.layer === "who") {
    const actor = actorIn(reading, lit.item);
    return (
      <span>
        <b>
          <bdi>{actor ? nameOf(actor) : lit.item}</bdi>
        </b>{" "}
        {actor && <span class="faint">{actor.office ?? label("kind", actor.kind)}</span>}
      </span>
    );
  }
  if (lit.layer === "when") {
    const w = reading.times[Number(lit.item)];
    return (
      <span>
        <b>{w?.from && w.to ? dateText({ from: w.from, to: w.to }) : (w?.value ?? "")}</b>{" "}
        {w && <span class="faint">{t(`anchor.${w.anchor}`)}</span>}{" "}
        {w?.flag && <span class="tag">{label("flag", w.flag)}</span>}
      </span>
    );
  }
  if (lit.layer === "event") {
    const e = reading.events.find((x) => x.id === lit.item);
    return e ? (
      <span>
        <b>{eventText(reading, e)}</b> <StatusTag status={e.status} /> <span class="faint">{dateText(e.date)}</span>
      </span>
    ) : null;
  }
  const s = reading.statements.find((x) => x.id === lit.item);
  return s ? <b>{saidText(reading, s)}</b> : null;
}

interface FoundProps {
  readonly view: ArticleView;
  readonly lost: readonly Lit[];
  readonly onChoose: (id: string) => void;
}

export function Found({ view, lost, onChoose }: FoundProps) {
  const { reading, clusters } = view;
  const row = (id: string, text: string, item: string, status?: string) => (
    <li key={id} data-row={id} class={current.value === id ? "pointed" : undefined}>
      <button type="button" class="link found-item" onClick={() => onChoose(id)}>
        <bdi>{text}</bdi>
      </button>
      {status && <StatusTag status={status} />}
      {clusters[item] && id.startsWith("event ") && (
        <a
          class="merged"
          href={linkTo("timeline", { open: `event:${clusters[item]}` })}
          aria-label={`${t("article.merged")}: ${text}`}
          title={t("article.merged")}
        >
          ↗
        </a>
      )}
    </li>
  );
  return (
    <div class="found">
      <h2>{t("article.events", { n: reading.events.length })}</h2>
      <ol>{reading.events.map((e) => row(`event ${e.id}`, eventText(reading, e), e.id, e.status))}</ol>
      <h2>{t("article.statements", { n: reading.statements.length })}</h2>
      <ol>{reading.statements.map((s) => row(`said ${s.id}`, saidText(reading, s), s.id))}</ol>
      <h2>{t("article.actors", { n: reading.actors.length })}</h2>
      <ul class="inline">
        {reading.actors.map((a) => (
          <li key={a.id}>
            <a href={linkTo(`actor/${a.id}`)}>
              <bdi>{nameOf(a)}</bdi>
            </a>
          </li>
        ))}
      </ul>
      {reading.flags.length > 0 && (
        <>
          <h2>{t("article.flags", { n: reading.flags.length })}</h2>
          <ul>
            {reading.flags.map((f) => (
              <li key={`${f.code}${f.start}`}>
                <b>{label("flag", f.code)}</b> <bdi class="faint">{f.message}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
      {lost.length > 0 && (
        <>
          <h2>{t("article.lost", { n: lost.length })}</h2>
          <ul>
            {lost.map((l) => (
              <li key={`${l.layer}${l.item}${l.start}`}>
                {t(`layer.${l.layer}`)} <code>{l.rule}</code>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
