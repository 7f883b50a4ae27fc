/** Frames of an interaction: how long each took on the screen, and how long the page's own thread was busy for it in the trace. */
import type { Browser, Page } from "playwright-core";

/** One frame of a screen that shows sixty a second, in milliseconds. */
const frame = 1000 / 60;

export interface Frames {
  /** Frames a second over the whole interaction. */
  readonly perSecond: number;
  /** Milliseconds from frame to frame, 95th percentile. */
  readonly p95: number;
  /** Share of frames that kept the beat of the screen. */
  readonly onTime: number;
  /** Milliseconds of the main thread's work for a frame, 95th percentile, and its longest task. */
  readonly workP95: number;
  readonly longest: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  /** Microseconds of the processor, where the system tells them: what others do on the machine is left out. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

export const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? 0;

export const round = (x: number): number => Math.round(x * 10) / 10;

/** Notes the time of every frame, as text: what a compiler adds to functions is not there in the page. */
const beating = `{
  globalThis.beats = [];
  globalThis.beating = true;
  const beat = (at) => {
    globalThis.beats.push(at);
    if (globalThis.beating) requestAnimationFrame(beat);
  };
  requestAnimationFrame(beat);
}`;

/** Runs `act` while the page is traced; `file` keeps the trace, for a browser's own tools. */
export async function framesOf(
  browser: Browser,
  page: Page,
  act: () => Promise<void>,
  file: string | null,
): Promise<Frames> {
  await browser.startTracing(page, {
    categories: ["devtools.timeline", "toplevel", "disabled-by-default-devtools.timeline.frame"],
    ...(file ? { path: file } : {}),
  });
  await page.evaluate(beating);
  await act();
  const beats = (await page.evaluate("globalThis.beating = false, globalThis.beats")) as number[];
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString("utf8")) as { traceEvents: TraceEvent[] };
  // the threads of pages; the one that ran most frames of script is ours
  const mains = new Set(
    traceEvents
      .filter((e) => e.name === "thread_name" && e.args?.name === "CrRendererMain")
      .map((e) => `${e.pid} ${e.tid}`),
  );
  const perThread = new Map<string, number>();
  for (const e of traceEvents)
    if (e.name === "FireAnimationFrame") {
      const key = `${e.pid} ${e.tid}`;
      if (mains.has(key)) perThread.set(key, (perThread.get(key) ?? 0) + 1);
    }
  const ours = [...perThread].sort((a, b) => b[1] - a[1])[0]?.[0];
  const tasks = traceEvents
    .filter((e) => e.ph === "X" && /RunTask$/.test(e.name) && `${e.pid} ${e.tid}` === ours)
    .map((e) => (e.tdur ?? e.dur ?? 0) / 1000);
  const steps = beats.slice(1).map((at, i) => at - beats[i]!);
  const long = tasks.filter((d) => d > 1);
  return {
    perSecond: round((1000 * steps.length) / Math.max(1, beats.at(-1)! - beats[0]!)),
    p95: round(quantile(steps, 0.95)),
    onTime: round((100 * steps.filter((s) => s < frame * 1.5).length) / Math.max(1, steps.length)),
    workP95: round(quantile(long, 0.95)),
    longest: round(Math.max(0, ...tasks)),
  };
}
