/** relazione serve and start: the page with its API on the loopback address. */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import type { Input, Progress } from "../http/dossier.ts";
import { serve } from "../http/server.ts";
import {
  mergeContext,
  openReader,
  openStore,
  packageRoot,
  type Reader,
  type Store,
  settle,
  settleInTurns,
} from "../pipeline.ts";
import { addAll, openDossier } from "./add.ts";
import { warn } from "./faults.ts";
import { type GatherOptions, gather } from "./gather.ts";
import { DEFAULT_DB, list, parsePort } from "./options.ts";
import { Taker } from "./take.ts";

/** Takes in what is dropped or pasted onto the page, or lies at an address. */
export function ingestInto(store: Store, reader: Reader, allowHost: readonly string[] = []) {
  return async function* ingest(inputs: readonly Input[]): AsyncIterable<Progress> {
    const taker = new Taker(store, reader);
    for (const input of inputs) {
      yield { source: input.source, state: "reading" };
      const day = input.published;
      const options: GatherOptions = { allowHost, ...(day ? { published: { from: day, to: day } } : {}) };
      const from =
        input.kind === "address"
          ? input.source
          : {
              bytes: input.kind === "text" ? new TextEncoder().encode(input.text) : input.bytes,
              source: input.source,
            };
      const left: Progress[] = [];
      const coming = taker.takeAll(gather([from], reader, options, store), (s) =>
        left.push({ ...s, state: "skipped" }),
      );
      for await (const taken of coming)
        yield "unchanged" in taken
          ? { source: input.source, state: "known" }
          : { source: input.source, state: taken.state, article: taken.article.id };
      yield* left;
    }
    yield { source: "", state: "merging" };
    // the line goes out before the work begins
    await new Promise((resolve) => setImmediate(resolve));
    await settleInTurns(store, mergeContext(reader));
  };
}

/** The folders of sample articles, one a language. */
const samples = (): string[] => {
  const root = join(packageRoot(), "samples");
  return readdirSync(root, { withFileTypes: true })
    .filter((d) => d.isDirectory())
    .map((d) => join(root, d.name))
    .sort();
};

async function open(
  store: Store,
  reader: Reader,
  port: number,
  onClose: () => void,
  allowHost: readonly string[] = [],
): Promise<string> {
  const context = mergeContext(reader);
  const server = await serve({
    store,
    settle: () => void settle(store, context),
    ingest: ingestInto(store, reader, allowHost),
    port,
    onFailure: (e) => warn(e instanceof Error ? (e.stack ?? e.message) : String(e)),
  });
  const stop = () => {
    void server.close().then(() => {
      store.close();
      onClose();
      process.exit(0);
    });
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  return server.url;
}

/** Opens the address in a browser where there is a desktop; silent where there is none. */
function show(url: string): void {
  const desktop =
    process.platform === "darwin" || process.platform === "win32" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!desktop || process.env.CI) return;
  const [command, args] =
    process.platform === "darwin"
      ? ["open", [url]]
      : process.platform === "win32"
        ? ["cmd", ["/c", "start", "", url]]
        : ["xdg-open", [url]];
  const child = spawn(command as string, args as string[], { stdio: "ignore", detached: true });
  child.on("error", () => undefined);
  child.unref();
}

export function serveCommands(program: Command): void {
  program
    .command("serve")
    .description("serve the page and its API on the loopback address")
    .option("--db <file>", "the dossier", DEFAULT_DB)
    .option("--port <n>", "port; any free one when not given", parsePort)
    .option("--allow-host <name>", "a host of this machine or network that the page may ask (may be repeated)", list)
    .option("--json", "print JSON only: the address")
    .action(async (options: { db: string; port?: number; allowHost?: string[]; json?: boolean }) => {
      const reader = openReader();
      const store = await openDossier(options.db);
      const url = await open(store, reader, options.port ?? 0, () => undefined, options.allowHost);
      process.stdout.write(
        options.json ? `${JSON.stringify({ url })}\n` : `The dossier ${options.db} is at ${url} (Ctrl-C stops it)\n`,
      );
    });

  program
    .command("start")
    .description("take the sample articles, or a folder of your own, into a fresh dossier and show it")
    .argument("[folder...]", "articles of your own instead of the samples")
    .option("--port <n>", "port; any free one when not given", parsePort)
    .option("--no-open", "do not open a browser")
    .option("--json", "print JSON only: the address")
    .action(async (folders: string[], options: { port?: number; open: boolean; json?: boolean }) => {
      const reader = openReader();
      const dir = mkdtempSync(join(tmpdir(), "relazione-"));
      const store = openStore(join(dir, "dossier.db"));
      const inputs = folders.length ? folders : samples();
      const counted = await addAll(inputs, store, reader, {});
      const url = await open(store, reader, options.port ?? 0, () => rmSync(dir, { recursive: true, force: true }));
      if (options.json) process.stdout.write(`${JSON.stringify({ url, ...counted })}\n`);
      else process.stdout.write(`${counted.added} articles taken in. The dossier is at ${url} (Ctrl-C stops it)\n`);
      if (options.open) show(url);
    });
}
