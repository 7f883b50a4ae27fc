/** Events as a real table: what the pictures show, for reading, for keys and for screen readers. */
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { address, go, hrefOf, param } from "./address.ts";
import { current } from "./keys.ts";
import { EventTitle, kindText, StatusTag, When } from "./pieces.tsx";
import type { EventView } from "./types.ts";
import { number, t } from "./words.ts";

const page = 150;

interface Props {
  readonly events: readonly EventView[];
  readonly caption: string;
  readonly note?: ComponentChildren;
}

export function EventTable({ events, caption, note }: Props) {
  const pages = useSignal(1);
  const shown = events.slice(0, pages.value * page);
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
            <th scope="col">{t("column.status")}</th>
            <th scope="col" class="wide-only">
              {t("column.sources")}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((e) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the link in the row does the same for keys
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
              <td class="when">
                <When date={e.date} />
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
                {e.evidence[0] && (
                  <span class="snippet">
                    <bdi>{e.evidence[0].sentence.slice(0, 300)}</bdi>
                  </span>
                )}
              </td>
              <td class="stat">
                <StatusTag status={e.status} intensity={e.intensity} />
              </td>
              <td class="sources wide-only">
                {e.outlets.length} · {e.origins.length}
                <span class="hidden">
                  {t("origins.outlets", { n: e.outlets.length })}, {t("origins.origins", { n: e.origins.length })}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < events.length && (
        <button
          type="button"
          class="more"
          onClick={() => {
            pages.value += 1;
          }}
        >
          {t("table.more", { n: events.length - shown.length })}
        </button>
      )}
      <p class="hidden" role="status">
        {number(events.length)}
      </p>
    </div>
  );
}
