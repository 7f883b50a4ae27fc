/** The axis of the timeline, the lines beneath it, and the line of today. */
import { formatter } from "./dates.ts";
import { type Scale, ticksOf, xOf } from "./lanes.ts";
import { t } from "./words.ts";

/** Today as a day number. */
export const today = Math.floor(Date.now() / 86_400_000);

/** Years, months or days above the lanes. */
export function Axis({ scale, labels }: { scale: Scale; labels: number }) {
  const ticks = ticksOf(scale);
  const f = {
    year: formatter({ year: "numeric" }),
    month: formatter({ month: "short" }),
    day: formatter({ day: "numeric", month: "short" }),
  };
  return (
    <svg class="axis" width={scale.width} height="34" style={{ marginInlineStart: `${labels}px` }} aria-hidden="true">
      {ticks.map((k, i) => {
        const x = xOf(scale, k.day);
        const date = new Date(k.day * 86_400_000);
        const year = k.unit !== "year" && (i === 0 || k.major);
        return (
          <g key={k.day} transform={`translate(${x.toFixed(1)} 0)`}>
            <line y1="26" y2="34" />
            <text y="28" x="4" class={k.unit === "year" ? "strong" : undefined}>
              {f[k.unit].format(date)}
            </text>
            {year && (
              <text y="13" x="4" class="strong">
                {f.year.format(date)}
              </text>
            )}
          </g>
        );
      })}
      <Today scale={scale} height={34} label />
    </svg>
  );
}

function Today({ scale, height, label = false }: { scale: Scale; height: number; label?: boolean }) {
  const x = xOf(scale, today + 0.5);
  if (x < 0 || x > scale.width) return null;
  const end = x > scale.width - 60;
  return (
    <g class="today" transform={`translate(${x.toFixed(1)} 0)`}>
      <line y2={height} />
      {label && (
        <text y="13" x={end ? -4 : 4} text-anchor={end ? "end" : "start"}>
          {t("plot.today")}
        </text>
      )}
    </g>
  );
}

/** The lines of the ticks behind the lanes. */
export function Grid({ scale, labels, height }: { scale: Scale; labels: number; height: number }) {
  return (
    <svg class="grid" width={scale.width} height={height} style={{ insetInlineStart: `${labels}px` }}>
      {ticksOf(scale).map((k) => {
        const x = xOf(scale, k.day).toFixed(1);
        return <line key={k.day} x1={x} x2={x} y2={height} class={k.major ? "major" : undefined} />;
      })}
      <Today scale={scale} height={height} />
    </svg>
  );
}
