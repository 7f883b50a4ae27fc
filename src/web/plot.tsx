/** The picture of the timeline: an axis, lanes, and a window over time that wheel, drag, pinch and keys move. */
import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { go, param } from "./address.ts";
import { Card } from "./card.tsx";
import { dayNumber, dayOf } from "./dates.ts";
import { current } from "./keys.ts";
import { coreOf, type Lane, type Mark, marksOf, type Scale, spanOf } from "./lanes.ts";
import { Overview } from "./overview.tsx";
import { Axis, Grid, today } from "./plot-axis.tsx";
import { heightOf, LaneRow } from "./plot-lane.tsx";
import type { EventView } from "./types.ts";
import { t } from "./words.ts";
import { Zoom } from "./zoom.tsx";

interface Props {
  readonly lanes: readonly Lane[];
  readonly events: readonly EventView[];
  readonly onOpen: (id: string) => void;
  readonly onCluster: (events: readonly EventView[]) => void;
}

/** `2024-01-01..2024-06-30` in the address -> day numbers. */
function windowOf(text: string | null): { from: number; to: number } | null {
  const m = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(text ?? "");
  if (!m) return null;
  const from = dayNumber(m[1]!);
  const to = dayNumber(m[2]!);
  return to > from ? { from, to } : null;
}

export function Plot({ lanes, events, onOpen, onCluster }: Props) {
  const whole = useMemo(() => spanOf(events, today), [events]);
  const core = useMemo(() => coreOf(events, whole), [events, whole]);
  const span = useSignal(windowOf(param("window")) ?? core);
  const box = useRef<HTMLDivElement>(null);
  const size = useSignal({ width: 0, labels: 0 });
  const scroll = useSignal({ top: 0, height: 400 });
  const hover = useSignal<{ mark: Mark; x: number; y: number } | null>(null);
  const frame = useRef(0);
  const moves = useSignal(false);

  useLayoutEffect(() => {
    const measure = () => {
      const el = box.current;
      if (!el) return;
      const labels = el.clientWidth < 640 ? 0 : Math.min(230, Math.max(170, el.clientWidth * 0.17));
      size.value = { width: el.clientWidth - labels, labels };
      scroll.value = { top: el.scrollTop, height: el.clientHeight };
    };
    measure();
    const watch = new ResizeObserver(measure);
    if (box.current) watch.observe(box.current);
    return () => watch.disconnect();
  }, []);

  // the address follows the window, a moment after it rests; the address moves the window on back and reload
  const asked = param("window");
  useEffect(() => {
    const named = windowOf(asked);
    if (named && (Math.abs(named.from - span.peek().from) > 1 || Math.abs(named.to - span.peek().to) > 1))
      span.value = named;
    else if (!named) span.value = core;
  }, [asked, core]);
  const rest = useRef<ReturnType<typeof setTimeout>>();
  const move = (from: number, to: number) => {
    const width = Math.min(Math.max(to - from, 4), 366 * 400);
    const middle = (from + to) / 2;
    const next = { from: middle - width / 2, to: middle + width / 2 };
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      span.value = next;
      moves.value = true;
      hover.value = null;
    });
    clearTimeout(rest.current);
    rest.current = setTimeout(() => {
      moves.value = false;
      const text = `${dayOf(Math.round(next.from))}..${dayOf(Math.round(next.to))}`;
      if (box.current) go({ window: text }, { quiet: true });
    }, 250);
  };
  const zoom = (factor: number, at = 0.5) => {
    const { from, to } = span.peek();
    const pivot = from + (to - from) * at;
    const width = Math.min(Math.max((to - from) * factor, 4), 366 * 400);
    move(pivot - width * at, pivot + width * (1 - at));
  };
  const pan = (share: number) => {
    const { from, to } = span.peek();
    const by = (to - from) * share;
    move(from + by, to + by);
  };
  const fit = () => {
    clearTimeout(rest.current);
    span.value = whole;
    const isCore = whole.from === core.from && whole.to === core.to;
    go({ window: isCore ? null : `${dayOf(Math.round(whole.from))}..${dayOf(Math.round(whole.to))}` }, { quiet: true });
  };

  useEffect(() => {
    const el = box.current;
    if (!el) return;
    const wheel = (e: WheelEvent) => {
      const left = el.getBoundingClientRect().left + size.peek().labels;
      if (e.clientX < left) return;
      e.preventDefault();
      const w = size.peek().width || 1;
      if (e.shiftKey || Math.abs(e.deltaX) > Math.abs(e.deltaY))
        pan((e.shiftKey ? e.deltaY || e.deltaX : e.deltaX) / w);
      else zoom(Math.exp(Math.max(-120, Math.min(120, e.deltaY)) * 0.003), (e.clientX - left) / w);
    };
    el.addEventListener("wheel", wheel, { passive: false });
    return () => el.removeEventListener("wheel", wheel);
  }, []);

  const held = useRef(new Map<number, { x: number; y: number }>());
  const dragged = useRef(0);
  const down = (e: PointerEvent) => {
    if (e.button !== 0 || (e.target as Element).closest("a,button")) return;
    held.current.set(e.pointerId, { x: e.clientX, y: e.clientY });
    dragged.current = 0;
  };
  const slide = (e: PointerEvent) => {
    const before = held.current.get(e.pointerId);
    const el = box.current;
    if (!before || !el) return;
    const others = [...held.current].filter(([id]) => id !== e.pointerId).map(([, p]) => p);
    held.current.set(e.pointerId, { x: e.clientX, y: e.clientY });
    dragged.current += Math.abs(e.clientX - before.x) + Math.abs(e.clientY - before.y);
    const w = size.peek().width || 1;
    const other = others[0];
    if (other) {
      const was = Math.abs(before.x - other.x);
      const is = Math.abs(e.clientX - other.x);
      if (was > 8 && is > 8)
        zoom(was / is, ((e.clientX + other.x) / 2 - el.getBoundingClientRect().left - size.peek().labels) / w);
    } else if (dragged.current > 3) {
      if (!el.hasPointerCapture(e.pointerId)) el.setPointerCapture(e.pointerId);
      const { from, to } = span.peek();
      const by = ((before.x - e.clientX) / w) * (to - from);
      move(from + by, to + by);
      if (e.pointerType === "mouse") el.scrollTop += before.y - e.clientY;
    }
  };
  const up = (e: PointerEvent) => held.current.delete(e.pointerId);

  const keys = (e: KeyboardEvent) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const act: Record<string, () => void> = {
      ArrowLeft: () => pan(-0.15),
      ArrowRight: () => pan(0.15),
      "+": () => zoom(0.7),
      "=": () => zoom(0.7),
      "-": () => zoom(1 / 0.7),
      "0": fit,
    };
    const does = act[e.key];
    if (!does) return;
    e.preventDefault();
    does();
  };

  const narrow = size.value.labels === 0;
  const scale: Scale = { from: span.value.from, to: span.value.to, width: size.value.width };
  const tops: number[] = [];
  let total = 0;
  for (const lane of lanes) {
    tops.push(total);
    total += heightOf(lane, narrow);
  }
  const first = Math.max(0, tops.findIndex((top, i) => top + heightOf(lanes[i]!, narrow) > scroll.value.top) - 1);
  let last = tops.findIndex((top) => top > scroll.value.top + scroll.value.height);
  last = last < 0 ? lanes.length : Math.min(lanes.length, last + 1);
  const opened = param("open")?.replace(/^event:/, "") ?? null;

  const markAt = (e: Event): Mark | null => {
    const g = (e.target as Element).closest<SVGGElement>("g[data-mark]");
    const lane = lanes[Number(g?.dataset.lane)];
    return g && lane ? (marksOf(lane, scale)[Number(g.dataset.mark)] ?? null) : null;
  };

  return (
    <div class="plot-frame">
      <div
        ref={box}
        class="plot"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the picture takes keys of its own; the table beneath says the same
        tabIndex={0}
        role="group"
        aria-label={t("plot.label")}
        onScroll={() => {
          if (box.current) scroll.value = { top: box.current.scrollTop, height: box.current.clientHeight };
        }}
        onKeyDown={keys}
        onPointerDown={down}
        onPointerMove={slide}
        onPointerUp={up}
        onPointerCancel={up}
        onPointerOver={(e) => {
          if (held.current.size > 0 && e.pointerType === "mouse") return;
          const mark = markAt(e);
          hover.value = mark && e.pointerType === "mouse" ? { mark, x: e.clientX, y: e.clientY } : null;
        }}
        onPointerLeave={() => {
          hover.value = null;
        }}
        onClick={(e) => {
          if (dragged.current > 5) return;
          const mark = markAt(e);
          if (!mark) return;
          hover.value = null;
          if (mark.events.length === 1) onOpen(mark.events[0]!.id);
          else {
            onCluster(mark.events);
            const days = mark.events.flatMap((v) => (v.date ? [dayNumber(v.date.from), dayNumber(v.date.to) + 1] : []));
            const a = Math.min(...days);
            const b = Math.max(...days);
            const pad = Math.max(2, (b - a) * 0.3);
            if (b - a + 2 * pad < (span.peek().to - span.peek().from) * 0.8) move(a - pad, b + pad);
            else zoom(0.5, mark.x / scale.width);
          }
        }}
        onDblClick={(e) => {
          const left = (box.current?.getBoundingClientRect().left ?? 0) + size.peek().labels;
          if (!markAt(e)) zoom(0.5, (e.clientX - left) / scale.width);
        }}
      >
        {scale.width > 0 && (
          <>
            <Axis scale={scale} labels={size.value.labels} />
            <div class="lanes" style={{ height: `${total}px` }} aria-hidden="true">
              <Grid scale={scale} labels={size.value.labels} height={total} />
              {lanes.slice(first, last).map((lane, i) => (
                <LaneRow
                  key={lane.key}
                  lane={lane}
                  index={first + i}
                  top={tops[first + i]!}
                  height={heightOf(lane, narrow)}
                  scale={scale}
                  labels={size.value.labels}
                  moves={moves.value}
                  opened={opened}
                  pointed={current.value}
                  onUndated={onCluster}
                />
              ))}
            </div>
          </>
        )}
      </div>
      <div class="plot-foot">
        <Overview events={events} whole={whole} span={span.value} onMove={move} />
        <Zoom onZoom={(f) => zoom(1 / f)} onFit={fit} />
      </div>
      {hover.value && <Card events={hover.value.mark.events} x={hover.value.x} y={hover.value.y} />}
    </div>
  );
}
