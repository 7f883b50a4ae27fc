/** The statuses an event went through, each with the article that changed it: announced, then held, is one event. */
import { linkTo } from "./address.ts";
import { dateText } from "./dates.ts";
import { StatusTag } from "./pieces.tsx";
import type { EventView } from "./types.ts";
import { t } from "./words.ts";

/** The steps at which an event's status changed; of an event that never changed, none. */
export function stepsOf(event: EventView): EventView["history"] {
  const steps = event.history.filter((h, i) => i === 0 || h.status !== event.history[i - 1]!.status);
  return steps.length < 2 ? [] : steps;
}

export function History({ event }: { event: EventView }) {
  const steps = stepsOf(event);
  if (steps.length === 0) return null;
  const outletOf = (article: string) => event.evidence.find((e) => e.article === article)?.outlet;
  return (
    <ol class="history">
      {steps.map((h) => (
        <li key={`${h.article} ${h.status}`}>
          <StatusTag status={h.status} intensity={event.intensity} /> <span class="faint">{dateText(h.published)}</span>{" "}
          <a href={linkTo(`article/${h.article}`)}>{outletOf(h.article) ?? t("evidence.article")}</a>
        </li>
      ))}
    </ol>
  );
}
