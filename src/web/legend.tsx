/** What the shapes and colours of the timeline mean, with how often each occurs. */
import { params, toggle } from "./address.ts";
import { StatusShape } from "./pieces.tsx";
import { type EventView, statuses } from "./types.ts";
import { label, number, t } from "./words.ts";

export function Legend({ events }: { events: readonly EventView[] }) {
  const counts = new Map<string, number>();
  for (const e of events) counts.set(e.status, (counts.get(e.status) ?? 0) + 1);
  const chosen = params("status");
  return (
    <div class="legend" role="group" aria-label={t("legend.label")}>
      {statuses
        .filter((s) => counts.has(s) || chosen.includes(s))
        .map((s) => (
          <button key={s} type="button" aria-pressed={chosen.includes(s)} onClick={() => toggle("status", s)}>
            <svg viewBox="-8 -8 16 16" width="14" height="14" aria-hidden="true">
              <StatusShape status={s} />
            </svg>
            {label("status", s)} <b>{number(counts.get(s) ?? 0)}</b>
          </button>
        ))}
      <span class="space" />
      <span class="swatch good">{t("tone.good")}</span>
      <span class="swatch bad">{t("tone.bad")}</span>
      <span class="swatch interval">{t("legend.interval")}</span>
    </div>
  );
}
