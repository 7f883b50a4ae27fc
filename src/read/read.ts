/** Files, folders, globs and bytes -> articles; what cannot be read is named with its reason, and the rest goes on. */
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import type { Article, Skipped } from "../model/article.ts";
import { type ReadOptions, readBytes } from "./formats.ts";
import { walk } from "./walk.ts";

export type { ReadOptions } from "./formats.ts";

/** One result of reading. */
export type ReadResult = { readonly article: Article } | { readonly skipped: Skipped };

/** Bytes that are already at hand, with the file name or address they came from. */
export interface Bytes {
  readonly bytes: Uint8Array;
  readonly source: string;
  readonly contentType?: string | null;
}

/** Largest archive or feed opened, in bytes. */
const LARGEST = 1_500_000_000;

/**
 * Reads everything the inputs name: paths, folders, globs, `-` for standard input, or bytes. Results come in the order
 * of the inputs; within a folder by name. Never throws for what the inputs hold.
 */
export async function* readInput(
  inputs: readonly (string | Bytes)[],
  options: ReadOptions,
): AsyncGenerator<ReadResult> {
  const paths: string[] = [];
  for (const input of inputs) {
    if (typeof input === "string" && input !== "-") {
      paths.push(input);
      continue;
    }
    yield* readPaths(paths.splice(0), options);
    if (typeof input === "string") yield* safely(await standardInput(), "-", options, null);
    else yield* safely(input.bytes, input.source, options, input.contentType ?? null);
  }
  yield* readPaths(paths, options);
}

async function* readPaths(paths: readonly string[], options: ReadOptions): AsyncGenerator<ReadResult> {
  for (const entry of walk(paths)) {
    if ("reason" in entry) {
      yield { skipped: entry };
      continue;
    }
    if (entry.size === 0) {
      yield { skipped: { source: entry.path, reason: "empty", message: "the file is empty" } };
      continue;
    }
    const large = entry.size > LARGEST || (entry.size > options.maxBytes && !isContainer(entry.path));
    if (large) {
      yield { skipped: tooLarge(entry.path, entry.size, options.maxBytes) };
      continue;
    }
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(entry.path);
    } catch (e) {
      const code = (e as NodeJS.ErrnoException).code ?? "unknown";
      yield { skipped: { source: entry.path, reason: "unreadable", message: `it cannot be read (${code})` } };
      continue;
    }
    for await (const result of safely(bytes, entry.name, options, null))
      yield "skipped" in result && result.skipped.source === entry.name
        ? { skipped: { ...result.skipped, source: entry.path } }
        : result;
  }
}

/** One bad input must not end the run: a fault of ours is named like one of theirs. */
async function* safely(
  bytes: Uint8Array,
  source: string,
  options: ReadOptions,
  contentType: string | null,
): AsyncGenerator<ReadResult> {
  try {
    for (const result of readBytes(bytes, source, options, contentType))
      yield "reason" in result ? { skipped: result } : { article: result };
  } catch (e) {
    if (e instanceof RangeError && !/stack|length|memory/i.test(e.message)) throw e;
    yield {
      skipped: {
        source,
        reason: "unreadable",
        message: `it cannot be read: ${e instanceof Error ? e.message : String(e)}`,
      },
    };
  }
}

const tooLarge = (source: string, size: number, most: number): Skipped => ({
  source,
  reason: "too-large",
  message: `${Math.round(size / 1e6)} MB are more than the ${Math.round(most / 1e6)} MB that one article may have`,
});

/** Archives, feeds and tables hold many articles and may be larger than one. */
function isContainer(path: string): boolean {
  if (/\.(?:warc|warc\.gz|wacz|zip|jsonl|ndjson|csv|tsv|mbox)$/i.test(path)) return true;
  const head = new Uint8Array(5);
  try {
    const handle = openSync(path, "r");
    try {
      readSync(handle, head, 0, 5, 0);
    } finally {
      closeSync(handle);
    }
  } catch {
    return false;
  }
  return (
    (head[0] === 0x50 && head[1] === 0x4b) ||
    (head[0] === 0x57 && head[1] === 0x41 && head[2] === 0x52 && head[3] === 0x43)
  );
}

async function standardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks);
}
