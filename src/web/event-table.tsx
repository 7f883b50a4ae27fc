/** Events as a real table: what the pictures show, for reading, for keys and for screen readers. */
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { address, go, hrefOf, param } from "./address.ts";
import { dateText } from "./dates.ts";
import { current } from "./keys.ts";
import { kindText } from "./names.ts";
import { More, useShown } from "./paged.tsx";
import { EventTitle, StatusTag, sourcesText, When } from "./pieces.tsx";
import type { EventView } from "./types.ts";
import { number, t } from "./words.ts";

interface Props {
  readonly events: readonly EventView[];
  readonly caption: string;
  readonly note?: ComponentChildren;
}

export function EventTable({ events, caption, note }: Props) {
  const drawn = useShown(useMemo(() => events.map((e) => e.id), [events]));
  const shown = events.slice(0, drawn.value);
  const opened = param("open");
  const { path, query } = address.value;
  return (
    <div class="table-wrap">
      <table class="events">
        <caption>
          {caption} {note}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("column.when")}</th>
            <th scope="col">{t("column.what")}</th>
            <th scope="col" class="wide-only">
              {t("column.status")}
            </th>
            <th scope="col" class="wide-only">
              {t("column.sources")}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((e) => (
            <tr
              key={e.id}
              data-row={e.id}
              aria-selected={opened === `event:${e.id}`}
              class={current.value === e.id ? "pointed" : undefined}
              onClick={(click) => {
                if ((click.target as Element).closest("a,button,summary")) return;
                current.value = e.id;
                go({ open: `event:${e.id}` });
              }}
            >
              <td class={e.date ? "when" : "when faint"}>
                <When date={e.date} />
                {!e.date && e.evidence[0]?.published && (
                  <small>{t("date.told", { date: dateText(e.evidence[0].published) })}</small>
                )}
                {e.date?.basis === "implied" && (
                  <span class="implied" title={t("date.implied")}>
                    ≈<span class="hidden">{t("date.implied")}</span>
                  </span>
                )}
              </td>
              <td class="what">
                <a
                  class="plain"
                  href={hrefOf(path, query, { open: `event:${e.id}` })}
                  onClick={() => {
                    current.value = e.id;
                  }}
                >
                  <EventTitle event={e} />
                </a>{" "}
                <span class="kind">{kindText(e)}</span>
                <span class="narrow-only">
                  <StatusTag status={e.status} intensity={e.intensity} />
                </span>
                {e.evidence[0] && (
                  <span class="snippet">
                    <bdi>{e.evidence[0].sentence.slice(0, 300)}</bdi>
                  </span>
                )}
              </td>
              <td class="stat wide-only">
                <StatusTag status={e.status} intensity={e.intensity} />
              </td>
              <td class="sources wide-only">
                {e.outlets.length > 1 || e.origins.length > 1 ? (
                  sourcesText(e.outlets.length, e.origins.length)
                ) : (
                  <span class="faint">{t("origins.outlets", { n: e.outlets.length })}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <More shown={drawn} of={events.length} />
      <p class="hidden" role="status">
        {number(events.length)}
      </p>
    </div>
  );
}
