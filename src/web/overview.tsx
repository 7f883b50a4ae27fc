/** All of the time that the events span, as a strip with the window on it: drag the window, or click to bring it. */
import { useMemo, useRef } from "preact/hooks";
import { formatter } from "./dates.ts";
import { densityOf } from "./lanes.ts";
import type { EventView } from "./types.ts";

const parts = 160;

interface Props {
  readonly events: readonly EventView[];
  readonly whole: { readonly from: number; readonly to: number };
  readonly span: { readonly from: number; readonly to: number };
  readonly onMove: (from: number, to: number) => void;
}

export function Overview({ events, whole, span, onMove }: Props) {
  const sums = useMemo(() => densityOf(events, whole, parts), [events, whole]);
  // drawn once: the window moves over them, frame by frame
  const bars = useMemo(() => {
    const most = Math.max(1, ...sums);
    return [...sums].map(
      (n, i) =>
        n > 0 && (
          <rect
            key={i}
            class="bar-of"
            x={i}
            width="0.86"
            y={20 - 3 - 16 * Math.sqrt(n / most)}
            height={3 + 16 * Math.sqrt(n / most)}
          />
        ),
    );
  }, [sums]);
  const el = useRef<SVGSVGElement>(null);
  const held = useRef(false);
  const length = whole.to - whole.from;
  const at = (day: number) => Math.max(0, Math.min(parts, ((day - whole.from) / length) * parts));
  const bring = (e: PointerEvent) => {
    const box = el.current?.getBoundingClientRect();
    if (!box) return;
    const day = whole.from + ((e.clientX - box.left) / box.width) * length;
    const half = (span.to - span.from) / 2;
    onMove(day - half, day + half);
  };
  const year = formatter({ year: "numeric" });
  const end = (day: number) => year.format(new Date(day * 86_400_000));
  return (
    <div class="overview" aria-hidden="true">
      <small>{end(whole.from)}</small>
      <svg
        ref={el}
        viewBox={`0 0 ${parts} 20`}
        preserveAspectRatio="none"
        onPointerDown={(e) => {
          held.current = true;
          e.currentTarget.setPointerCapture(e.pointerId);
          bring(e);
        }}
        onPointerMove={(e) => {
          if (held.current) bring(e);
        }}
        onPointerUp={() => {
          held.current = false;
        }}
      >
        {bars}
        <rect class="window" x={at(span.from)} width={Math.max(1, at(span.to) - at(span.from))} y="0.5" height="19" />
      </svg>
      <small>{end(whole.to)}</small>
    </div>
  );
}
