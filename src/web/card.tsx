/** The card at the pointer: what a mark stands for, and the sentence it rests on. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { History } from "./history.tsx";
import { kindText } from "./names.ts";
import { EventTitle, Sentence, StatusTag, sourcesText, When } from "./pieces.tsx";
import type { EventView } from "./types.ts";
import { t } from "./words.ts";

const most = 5;

export function Card({ events, x, y }: { events: readonly EventView[]; x: number; y: number }) {
  const one = events.length === 1;
  return (
    <Floating x={x} y={y}>
      {events.slice(0, most).map((e) => (
        <div class="card-event" key={e.id}>
          <EventTitle event={e} />
          <div class="card-line">
            <b>{kindText(e)}</b> <StatusTag status={e.status} intensity={e.intensity} /> <When date={e.date} />
          </div>
          {one && <History event={e} />}
          {one && e.evidence[0] && (
            <p>
              <Sentence text={e.evidence[0].sentence} lit={e.evidence[0].lit} />
            </p>
          )}
          {one && <div class="faint">{sourcesText(e.outlets.length, e.origins.length)}</div>}
        </div>
      ))}
      {events.length > most && <div class="faint">{t("card.more", { n: events.length - most })}</div>}
    </Floating>
  );
}

/** Anything beside a point of the window, kept within it. */
export function Floating({ x, y, children }: { x: number; y: number; children: preact.ComponentChildren }) {
  const el = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const card = el.current;
    if (!card) return;
    const { width, height } = card.getBoundingClientRect();
    const right = x + 16 + width < innerWidth ? x + 16 : Math.max(8, x - width - 16);
    const below = y + 16 + height < innerHeight ? y + 16 : Math.max(8, y - height - 16);
    card.style.left = `${right}px`;
    card.style.top = `${below}px`;
  });
  return (
    <div ref={el} class="card" role="tooltip">
      {children}
    </div>
  );
}
