/** The routes of the page and of its API, as a Hono app that needs no socket. */
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { type Asset, bytesOf } from "./assets.ts";
import type { Dossier, Ingest } from "./dossier.ts";
import { exportOf } from "./export.ts";
import { answerTo, Fault } from "./fault.ts";
import { filterOf } from "./filter.ts";
import { onlyFromHere, sealed } from "./guard.ts";
import { inputsOf, largestBody } from "./intake.ts";
import type { Interface } from "./words.ts";

export interface AppOptions {
  readonly dossier: Dossier;
  readonly ingest?: Ingest;
  readonly assets: ReadonlyMap<string, Asset>;
  readonly interfaces: ReadonlyMap<string, Interface>;
  /** Told of every failure that is the program's own. */
  readonly onFailure?: (error: unknown) => void;
}

const ref = z.object({ article: z.string().min(1).max(200), item: z.string().min(1).max(200) });
const judgement = z.union([
  z.object({ left: ref, right: ref, verdict: z.enum(["same", "different", "unsure"]) }),
  z.object({ undo: z.literal(true) }),
]);

const found = <T>(value: T | null, what: string): T => {
  if (value === null) throw new Fault(404, "not-found", `There is no such ${what}.`);
  return value;
};

/** Builds the app. */
export function appOf(options: AppOptions): Hono {
  const { dossier, ingest, assets, interfaces } = options;
  const app = new Hono();
  app.use(sealed);
  app.use(onlyFromHere);
  app.use(
    bodyLimit({
      maxSize: largestBody,
      onError: () => {
        throw new Fault(413, "too-large", `A request may hold ${largestBody / 1024 / 1024} MB.`);
      },
    }),
  );
  app.onError((error, c) => {
    if (!(error instanceof Fault)) options.onFailure?.(error);
    return answerTo(error, c);
  });
  app.notFound((c) => answerTo(new Fault(404, "not-found", "There is nothing at this address."), c));

  const query = (url: string) => new URL(url).searchParams;

  app.get("/api/timeline", (c) => {
    const q = query(c.req.url);
    const filter = filterOf(q);
    return c.json(q.has("light") ? dossier.timeline(filter, 1) : dossier.timeline(filter));
  });
  app.get("/api/events/:id{.+}", (c) => c.json(found(dossier.event(c.req.param("id")), "event")));
  app.get("/api/claims", (c) => {
    const q = query(c.req.url);
    const filter = filterOf(q);
    return c.json(q.has("light") ? dossier.claims(filter, 3) : dossier.claims(filter));
  });
  app.get("/api/claims/:id{.+}", (c) => c.json(found(dossier.claim(c.req.param("id")), "claim")));
  app.get("/api/actors", (c) => c.json(dossier.actors(filterOf(query(c.req.url)))));
  app.get("/api/actors/:id{.+}", (c) => c.json(found(dossier.actor(c.req.param("id")), "actor")));
  app.get("/api/network", (c) => c.json(dossier.network(filterOf(query(c.req.url)))));
  app.get("/api/articles", (c) => c.json(dossier.articles(filterOf(query(c.req.url)))));
  app.get("/api/articles/:id{.+}", (c) => c.json(found(dossier.article(c.req.param("id")), "article")));
  app.get("/api/versions/:id{.+}", (c) => c.json(found(dossier.versions(c.req.param("id")), "article")));
  app.get("/api/facets", (c) => c.json(dossier.facets(filterOf(query(c.req.url)))));
  app.get("/api/ledger", (c) => c.json(dossier.ledger(filterOf(query(c.req.url)))));
  app.get("/api/places", (c) => c.json(dossier.places(filterOf(query(c.req.url)))));
  app.get("/api/inbox", (c) => c.json(dossier.inbox(filterOf(query(c.req.url)))));
  app.get("/api/pair", (c) => {
    const filter = filterOf(query(c.req.url));
    if (!filter.pair) throw new Fault(400, "bad-filter", "pair: two ids, LEFT,RIGHT");
    const { pair, ...rest } = filter;
    return c.json(dossier.pair(pair[0], pair[1], rest, 1));
  });

  app.post("/api/judgements", async (c) => {
    const parsed = judgement.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) throw new Fault(400, "bad-body", "Send {left, right, verdict} or {undo: true}.");
    if ("undo" in parsed.data) return c.json({ done: dossier.undo() });
    dossier.judge(parsed.data.left, parsed.data.right, parsed.data.verdict);
    return c.json({ done: true });
  });

  app.post("/api/articles", async (c) => {
    if (!ingest) throw new Fault(501, "read-only", "This dossier takes no articles here.");
    const inputs = await inputsOf(c);
    const lines = async function* () {
      const encoder = new TextEncoder();
      try {
        for await (const step of ingest(inputs)) yield encoder.encode(`${JSON.stringify(step)}\n`);
      } catch (error) {
        options.onFailure?.(error);
        const message = error instanceof Error ? error.message : "failed";
        yield encoder.encode(`${JSON.stringify({ source: "", state: "skipped", reason: "internal", message })}\n`);
      }
    };
    return new Response(ReadableStream.from(lines()) as ReadableStream<Uint8Array>, {
      headers: { "content-type": "application/x-ndjson; charset=utf-8" },
    });
  });

  const faces = [...interfaces.values()].map(({ code, name }) => ({ code, name }));
  app.get("/api/interface", (c) => c.json(faces));
  // the languages there are and the words of the first that is wanted, in one answer: the page waits for it
  app.get("/api/words", (c) => {
    const wanted = (c.req.query("wanted") ?? "").split(",").slice(0, 20);
    const code = wanted.find((w) => interfaces.has(w)) ?? faces[0]?.code;
    const face = found(code === undefined ? null : (interfaces.get(code) ?? null), "interface");
    return c.json({ faces, code: face.code, words: face.words });
  });
  app.get("/api/interface/:lang", (c) => {
    const face = found(interfaces.get(c.req.param("lang")) ?? null, "interface");
    return c.json(face.words);
  });

  app.get("/api/export", (c) => {
    const { name, type, body } = exportOf(dossier, query(c.req.url));
    return c.body(body, 200, { "content-type": type, "content-disposition": `attachment; filename="${name}"` });
  });

  app.get("*", (c) => {
    const path = c.req.path === "/" ? "/index.html" : c.req.path;
    const asset = assets.get(path);
    if (!asset) {
      const unbuilt = path === "/index.html";
      throw new Fault(
        404,
        "not-found",
        unbuilt ? "The page is not built." : "There is nothing at this address.",
        unbuilt ? "npm run build" : null,
      );
    }
    return c.body(bytesOf(asset), 200, {
      "content-type": asset.type,
      "cache-control": asset.lasting ? "public, max-age=31536000, immutable" : "no-cache",
    });
  });
  return app;
}
