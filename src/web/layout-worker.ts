/** Lays out a large network away from the page's own thread: {n, links} in, positions out. */
import { type Link, layout } from "./force.ts";

interface Job {
  readonly n: number;
  readonly links: readonly Link[];
  readonly rounds: number;
}

addEventListener("message", (e: MessageEvent<Job>) => {
  const at = layout(e.data.n, e.data.links, null, e.data.rounds);
  (postMessage as (message: unknown, transfer: Transferable[]) => void)(at, [at.buffer]);
});
