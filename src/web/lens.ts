/** A picture that wheel, drag, pinch and keys move, with its frame in the address: `view=left,top,width`. */
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { go, param } from "./address.ts";

/** From the picture's own measure to pixels: `x + px * scale`. */
export interface Lens {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

interface Options {
  readonly box: RefObject<HTMLElement>;
  readonly w: number;
  readonly h: number;
  /** What is seen at first, and by `0`. */
  readonly whole: () => Lens;
  /** Least and greatest scale. */
  readonly limits: readonly [number, number];
  readonly onMove: (lens: Lens, moves: boolean) => void;
}

/** Milliseconds of rest after which the address follows. */
const rest = 250;
/** Pixels after which a press is a drag. */
const slack = 3;

function lensOf(text: string | null, w: number): Lens | null {
  const [left, top, width] = (text ?? "").split(",").map(Number);
  if (left === undefined || top === undefined || !width || ![left, top, width].every(Number.isFinite) || width <= 0)
    return null;
  const scale = w / width;
  return { x: -left * scale, y: -top * scale, scale };
}

const textOf = (l: Lens, w: number): string =>
  [-l.x / l.scale, -l.y / l.scale, w / l.scale].map((v) => Number(v.toPrecision(5))).join(",");

/** The lens of a picture, what moves it, and the handlers of its box. */
export function useLens({ box, w, h, whole, limits, onMove }: Options) {
  const asked = param("view");
  const lens = useRef<Lens>();
  lens.current ??= lensOf(asked, w) ?? whole();
  const mine = useRef(asked);
  const resting = useRef<ReturnType<typeof setTimeout>>();
  const held = useRef(new Map<number, { x: number; y: number }>());
  const moved = useRef(0);

  const set = (next: Lens, moves = true) => {
    lens.current = next;
    onMove(next, moves);
    clearTimeout(resting.current);
    resting.current = setTimeout(() => {
      if (!box.current) return;
      mine.current = textOf(next, w);
      go({ view: mine.current }, { quiet: true });
    }, rest);
  };
  const zoom = (factor: number, x = w / 2, y = h / 2) => {
    const was = lens.current!;
    const scale = Math.min(limits[1], Math.max(limits[0], was.scale * factor));
    const k = scale / was.scale;
    set({ x: x - (x - was.x) * k, y: y - (y - was.y) * k, scale });
  };
  const pan = (dx: number, dy: number) => {
    const was = lens.current!;
    set({ ...was, x: was.x + dx, y: was.y + dy });
  };
  const fit = () => {
    clearTimeout(resting.current);
    mine.current = null;
    lens.current = whole();
    onMove(lens.current, false);
    go({ view: null }, { quiet: true });
  };

  // back, reload and another size of the window
  useEffect(() => {
    if (asked === mine.current && lens.current) return;
    mine.current = asked;
    lens.current = lensOf(asked, w) ?? whole();
    onMove(lens.current, false);
  }, [asked]);
  const width = useRef(w);
  if (width.current !== w) {
    width.current = w;
    lens.current = lensOf(mine.current, w) ?? whole();
  }
  useEffect(() => () => clearTimeout(resting.current), []);

  const zoomed = useRef(zoom);
  zoomed.current = zoom;
  useEffect(() => {
    const el = box.current;
    if (!el) return;
    const wheel = (e: WheelEvent) => {
      e.preventDefault();
      const at = el.getBoundingClientRect();
      const step = Math.max(-120, Math.min(120, e.deltaY));
      zoomed.current(Math.exp(-step * 0.003), e.clientX - at.left, e.clientY - at.top);
    };
    el.addEventListener("wheel", wheel, { passive: false });
    return () => el.removeEventListener("wheel", wheel);
  }, []);

  const keyed: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => pan(60, 0),
    ArrowRight: () => pan(-60, 0),
    ArrowUp: () => pan(0, 60),
    ArrowDown: () => pan(0, -60),
    "+": () => zoom(1.4),
    "=": () => zoom(1.4),
    "-": () => zoom(1 / 1.4),
    "0": fit,
  };
  const up = (e: PointerEvent) => {
    held.current.delete(e.pointerId);
  };
  const handlers = {
    onKeyDown: (e: KeyboardEvent) => {
      const does = e.ctrlKey || e.metaKey || e.altKey ? undefined : keyed[e.key];
      if (!does) return;
      e.preventDefault();
      does();
    },
    onPointerDown: (e: PointerEvent) => {
      if (e.button !== 0) return;
      held.current.set(e.pointerId, { x: e.clientX, y: e.clientY });
      moved.current = 0;
    },
    onPointerMove: (e: PointerEvent) => {
      const was = held.current.get(e.pointerId);
      const el = box.current;
      if (!was || !el) return;
      const other = [...held.current].find(([id]) => id !== e.pointerId)?.[1];
      const [dx, dy] = [e.clientX - was.x, e.clientY - was.y];
      held.current.set(e.pointerId, { x: e.clientX, y: e.clientY });
      moved.current += Math.abs(dx) + Math.abs(dy);
      if (moved.current <= slack) return;
      if (!el.hasPointerCapture(e.pointerId)) el.setPointerCapture(e.pointerId);
      if (!other) return pan(dx, dy);
      const before = Math.hypot(was.x - other.x, was.y - other.y);
      const now = Math.hypot(e.clientX - other.x, e.clientY - other.y);
      const at = el.getBoundingClientRect();
      if (before > 8 && now > 8)
        zoom(now / before, (e.clientX + other.x) / 2 - at.left, (e.clientY + other.y) / 2 - at.top);
    },
    onPointerUp: up,
    onPointerCancel: up,
  };
  return {
    lens: lens as { current: Lens },
    zoom,
    fit,
    handlers,
    /** Is a pointer down? */
    busy: () => held.current.size > 0,
    /** Was the last press a drag, so that its click means nothing? */
    dragged: () => moved.current > slack,
  };
}
