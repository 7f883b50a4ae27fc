/** One event: what each source says of it, side by side, with the sentences. */
import { useGet } from "./api.ts";
import { eventText } from "./cite.ts";
import { Copy } from "./copy.tsx";
import { EvidenceOfArticle } from "./evidence.tsx";
import { History, stepsOf } from "./history.tsx";
import { kindText, placeName, stateName } from "./names.ts";
import { EventTitle, Origins, State, StatusTag, When } from "./pieces.tsx";
import type { EventView, EvidenceView } from "./types.ts";
import { t } from "./words.ts";

export function EventPanel({ id }: { id: string }) {
  const answer = useGet<EventView>(`/api/events/${id.split("/").map(encodeURIComponent).join("/")}`);
  return <State answer={answer.value}>{(event) => <Whole event={event} />}</State>;
}

function Whole({ event }: { event: EventView }) {
  return (
    <article class="event">
      <p class="over">{kindText(event)}</p>
      <h2>
        <EventTitle event={event} linked />
      </h2>
      <dl class="facts">
        <dt>{t("column.status")}</dt>
        <dd>
          <StatusTag status={event.status} intensity={event.intensity} />
        </dd>
        <dt>{t("column.when")}</dt>
        <dd>
          <When date={event.date} /> {event.date && <span class="faint">{t(`date.${event.date.basis}`)}</span>}
          {!event.date && <span class="faint">{t("date.none")}</span>}
        </dd>
        {event.place && (
          <>
            <dt>{t("column.where")}</dt>
            <dd>
              <bdi>{placeName(event.place)}</bdi>
              {event.place.country && stateName(event.place.country) !== placeName(event.place) && (
                <span class="faint"> {stateName(event.place.country)}</span>
              )}
            </dd>
          </>
        )}
        <dt>{t("column.sources")}</dt>
        <dd>
          <Origins outlets={event.outlets} origins={event.origins} />
        </dd>
      </dl>
      {stepsOf(event).length > 0 && (
        <>
          <h3>{t("event.history")}</h3>
          <History event={event} />
        </>
      )}
      <div class="bar">
        <h3>{t("event.evidence", { n: event.evidence.length })}</h3>
        <span class="space" />
        <Copy words={t("event.copy")} text={() => eventText(event)} />
      </div>
      <ol class="evidence-list">
        {byArticle(event.evidence).map((list) => (
          <li key={`${list[0]!.article} ${list[0]!.item}`}>
            <EvidenceOfArticle list={list} />
          </li>
        ))}
      </ol>
    </article>
  );
}

/** Sentences of one article that follow each other, told with one status. */
function byArticle(all: readonly EvidenceView[]): readonly (readonly EvidenceView[])[] {
  const groups: EvidenceView[][] = [];
  for (const e of all) {
    const last = groups.at(-1)?.[0];
    const same = last?.article === e.article && last.status === e.status && viaOf(last) === viaOf(e);
    if (same) groups.at(-1)!.push(e);
    else groups.push([e]);
  }
  return groups;
}

const viaOf = (e: EvidenceView): string => e.via.map((a) => a.id).join(" ");
