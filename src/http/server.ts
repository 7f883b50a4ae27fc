/** Opens the page and its API on the loopback address. */
import { fileURLToPath } from "node:url";
import { serve as listen, type ServerType } from "@hono/node-server";
import { UserError } from "../model/errors.ts";
import type { Store } from "../show/whole.ts";
import { appOf } from "./app.ts";
import { assetsIn } from "./assets.ts";
import { type Dossier, dossierOf, type Ingest } from "./dossier.ts";
import { interfacesIn } from "./words.ts";

export interface ServeOptions {
  readonly store: Store;
  /** Draws anew what a judgement touches. */
  readonly settle?: () => void;
  /** Takes articles in; without it the page says that the dossier is read-only. */
  readonly ingest?: Ingest;
  /** 0 or absent: any free port. */
  readonly port?: number;
  readonly onFailure?: (error: unknown) => void;
}

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Serves an open store. The caller closes the store after `close`. */
export const serve = ({ store, settle, ...rest }: ServeOptions) =>
  serveDossier({ ...rest, dossier: dossierOf(store, settle) });

/** Starts to listen; resolves with the address once it does. A port in use is a UserError. */
export async function serveDossier(
  options: Omit<ServeOptions, "store" | "settle"> & { readonly dossier: Dossier },
): Promise<{ url: string; close(): Promise<void> }> {
  const app = appOf({
    ...options,
    assets: assetsIn(`${root}dist/web`),
    interfaces: interfacesIn(`${root}languages`),
  });
  const server = await new Promise<ServerType>((resolve, reject) => {
    const started = listen({ fetch: app.fetch, hostname: "127.0.0.1", port: options.port ?? 0 }, () =>
      resolve(started),
    );
    started.once("error", (e: NodeJS.ErrnoException) =>
      reject(
        e.code === "EADDRINUSE"
          ? new UserError(`Port ${options.port} is in use.`, { hint: "Choose another with --port." })
          : e,
      ),
    );
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : options.port;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}
