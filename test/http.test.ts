/** The routes of the server: answers, one shape of errors, and the guard before them. No socket is opened. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { appOf } from "../src/http/app.ts";
import { assetsIn } from "../src/http/assets.ts";
import type { Input } from "../src/http/dossier.ts";
import { interfacesIn } from "../src/http/words.ts";
import { dossierOf } from "./page-dossier.ts";
import { readings } from "./page-readings.ts";

const root = join(import.meta.dirname, "..");
const dossier = dossierOf(readings);
const taken: Input[] = [];
const options = {
  dossier,
  assets: assetsIn(join(root, "dist/web")),
  interfaces: interfacesIn(join(root, "languages")),
};
const app = appOf({
  ...options,
  ingest: async function* (inputs) {
    for (const input of inputs) {
      taken.push(input);
      yield { source: input.source, state: "reading" };
      yield { source: input.source, state: "added", article: "x" };
    }
  },
});
const here = "http://127.0.0.1:4000";
const headers = { host: "127.0.0.1:4000" };
const get = (path: string, more: Record<string, string> = {}) =>
  app.request(`${here}${path}`, { headers: { ...headers, ...more } });
const post = (path: string, body: string, more: Record<string, string> = {}) =>
  app.request(`${here}${path}`, { method: "POST", body, headers: { ...headers, ...more } });
const json = { "content-type": "application/json" };

describe("views", () => {
  const routes = [
    "timeline",
    "timeline?light=1",
    "claims",
    "actors",
    "actors/person/orla-venn",
    "network",
    "articles",
    "articles/a1",
    "pair?pair=QZN,QZS",
    "facets",
    "ledger",
    "places",
    "inbox",
    "interface",
  ];
  it.each(routes)("answers /api/%s", async (path) => {
    const response = await get(`/api/${path}`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    expect(Object.keys((await response.json()) as object).length).toBeGreaterThan(0);
  });

  it("narrows by every filter", async () => {
    const total = async (q: string) => ((await (await get(`/api/timeline?${q}`)).json()) as { total: number }).total;
    const all = await total("");
    expect(all).toBeGreaterThan(3);
    for (const q of [
      "type=AID",
      "status=planned",
      "actor=QZI",
      "pair=QZN,QZS",
      "from=2032-01-01",
      "to=2031-06-30",
      "place=Midport",
      "source=Daily+Beacon",
      "q=grain",
      "origins=2",
    ]) {
      const some = await total(q);
      expect(some, q).toBeGreaterThan(0);
      expect(some, q).toBeLessThan(all);
    }
  });

  it("leaves out what stands after a minus", async () => {
    const total = async (q: string) => ((await (await get(`/api/timeline?${q}`)).json()) as { total: number }).total;
    const all = await total("");
    for (const [key, value] of [
      ["type", "AID"],
      ["status", "planned"],
      ["actor", "QZI"],
      ["place", "Midport"],
      ["source", "Daily Beacon"],
    ]) {
      const kept = await total(`${key}=${encodeURIComponent(value!)}`);
      const left = await total(`${key}=${encodeURIComponent(`-${value}`)}`);
      expect(kept + left, key).toBe(all);
    }
    expect(await total("type=AID&type=-AID")).toBe(0);
    expect(await total("type=-")).toBe(all);
  });

  it("gives one claim whole", async () => {
    const list = (await (await get("/api/claims?light=1")).json()) as { items: { id: string; counts: object }[] };
    const first = list.items[0]!;
    expect(await (await get(`/api/claims/${first.id}`)).json()).toMatchObject({ id: first.id, counts: first.counts });
  });

  it("gives one event whole where the list gives its first sentence", async () => {
    const list = (await (await get("/api/timeline?light=1&type=CONSULT")).json()) as {
      items: { id: string; evidence: unknown[] }[];
    };
    const event = list.items.find((e) => e.id.includes("QZN-QZS"))!;
    expect(event.evidence).toHaveLength(1);
    const whole = (await (await get(`/api/events/${event.id}`)).json()) as { evidence: unknown[] };
    expect(whole.evidence.length).toBeGreaterThan(1);
  });
});

describe("errors", () => {
  const cases: [string, number, string][] = [
    ["/api/timeline?nonsense=1", 400, "bad-filter"],
    ["/api/timeline?type=DANCE", 400, "bad-filter"],
    ["/api/timeline?from=2031-02-30", 400, "bad-filter"],
    ["/api/timeline?limit=-1", 400, "bad-filter"],
    [`/api/timeline?q=${"x".repeat(500)}`, 400, "bad-filter"],
    ["/api/pair", 400, "bad-filter"],
    ["/api/export?format=exe", 400, "bad-format"],
    ["/api/timeline?type=-DANCE", 400, "bad-filter"],
    ["/api/events/none", 404, "not-found"],
    ["/api/claims/none", 404, "not-found"],
    ["/api/articles/none", 404, "not-found"],
    ["/api/versions/none", 404, "not-found"],
    ["/api/actors/none", 404, "not-found"],
    ["/api/interface/../../package", 404, "not-found"],
    ["/api/interface/zz", 404, "not-found"],
    ["/../package.json", 404, "not-found"],
    ["/%2e%2e/package.json", 404, "not-found"],
  ];
  it.each(cases)("%s is %i %s", async (path, status, code) => {
    const response = await get(path);
    expect(response.status).toBe(status);
    const body = (await response.json()) as { error: { code: string; message: string; hint: string | null } };
    expect(Object.keys(body)).toEqual(["error"]);
    expect(Object.keys(body.error)).toEqual(["code", "message", "hint"]);
    expect(body.error.code).toBe(code);
  });

  it("says nothing of this machine when the program fails", async () => {
    const failures: unknown[] = [];
    const broken = appOf({
      ...options,
      dossier: {
        ...dossier,
        claims: () => {
          throw new Error("/home/somebody/secret");
        },
      },
      onFailure: (e) => failures.push(e),
    });
    const response = await broken.request(`${here}/api/claims`, { headers });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret");
    expect(failures).toHaveLength(1);
  });
});

describe("the guard", () => {
  it("answers the loopback alone", async () => {
    for (const host of ["evil.example", "127.0.0.1.evil.example", "192.168.1.5:80", ""]) {
      const response = await app.request(`${here}/api/timeline`, { headers: { host } });
      expect(response.status, host).toBe(403);
    }
    for (const host of ["localhost:4000", "127.0.0.1", "[::1]:80"])
      expect((await get("/api/facets", { host })).status, host).toBe(200);
  });

  it("lets no other page write", async () => {
    const body = JSON.stringify({ undo: true });
    expect((await post("/api/judgements", body, { ...json, origin: "http://evil.example" })).status).toBe(403);
    expect((await post("/api/judgements", body, { ...json, "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await post("/api/judgements", body, { "content-type": "text/plain" })).status).toBe(415);
    expect((await post("/api/judgements", body, { ...json, origin: here })).status).toBe(200);
  });

  it("seals every answer", async () => {
    for (const path of ["/api/facets", "/nothing", "/"]) {
      const h = (await get(path)).headers;
      expect(h.get("content-security-policy"), path).toContain("default-src 'self'");
      expect(h.get("x-content-type-options"), path).toBe("nosniff");
    }
  });

  it("refuses a body that is too large", async () => {
    const response = await post("/api/articles", "x", { ...json, "content-length": String(1e9) });
    expect(response.status).toBe(413);
    expect(((await response.json()) as { error: { code: string } }).error.code).toBe("too-large");
  });
});

describe("writing", () => {
  it("keeps a judgement and takes it back", async () => {
    const question = ((await (await get("/api/inbox")).json()) as { items: { left: object; right: object }[] })
      .items[0]!;
    const before = dossier.judgements.length;
    const response = await post(
      "/api/judgements",
      JSON.stringify({ left: question.left, right: question.right, verdict: "same" }),
      json,
    );
    expect(await response.json()).toEqual({ done: true });
    expect(dossier.judgements).toHaveLength(before + 1);
    expect(dossier.judgements.at(-1)).toMatchObject({ left: question.left, right: question.right, verdict: "same" });
    expect(await (await post("/api/judgements", JSON.stringify({ undo: true }), json)).json()).toEqual({ done: true });
    expect(dossier.judgements).toHaveLength(before);
    expect((await post("/api/judgements", JSON.stringify({ verdict: "maybe" }), json)).status).toBe(400);
    expect((await post("/api/judgements", "{", json)).status).toBe(400);
  });

  it("takes pasted text and dropped files with their progress, line by line", async () => {
    const pasted = await post(
      "/api/articles",
      JSON.stringify({ text: "Northmark met Southmark.", source: "note" }),
      json,
    );
    expect(pasted.headers.get("content-type")).toContain("x-ndjson");
    expect(
      (await pasted.text())
        .trim()
        .split("\n")
        .map((l) => (JSON.parse(l) as { state: string }).state),
    ).toEqual(["reading", "added"]);
    const form = new FormData();
    form.append("file", new File([new Uint8Array([0xe8, 0x20, 0x61])], "latin.txt"));
    const request = new Request(`${here}/api/articles`, { method: "POST", body: form });
    request.headers.set("host", headers.host);
    expect((await (await app.request(request)).text()).trim().split("\n")).toHaveLength(2);
    expect(taken.map((i) => i.kind)).toEqual(["text", "file"]);
    expect(taken[1]).toMatchObject({ source: "latin.txt", bytes: new Uint8Array([0xe8, 0x20, 0x61]) });
    expect((await post("/api/articles", JSON.stringify({ text: "" }), json)).status).toBe(400);
  });

  it("says that a dossier is read-only", async () => {
    const closed = appOf(options);
    const response = await closed.request(`${here}/api/articles`, {
      method: "POST",
      body: JSON.stringify({ text: "x" }),
      headers: { ...headers, ...json },
    });
    expect(response.status).toBe(501);
  });
});

describe("the words of the page", () => {
  it("come in the first language that is wanted and there, with the languages there are", async () => {
    const words = async (wanted: string) =>
      (await (await get(`/api/words?wanted=${wanted}`)).json()) as {
        code: string;
        faces: { code: string }[];
        words: Record<string, unknown>;
      };
    expect((await words("xx,it,en")).code).toBe("it");
    expect((await words("en")).words["nav.timeline"]).toBe("Timeline");
    const { code, faces } = await words("xx");
    expect(faces.map((f) => f.code)).toContain(code);
  });
});

describe("export", () => {
  it("gives what is filtered as CSV and JSON", async () => {
    const csv = await get("/api/export?format=csv&type=AID");
    expect(csv.headers.get("content-type")).toContain("text/csv");
    const rows = (await csv.text()).trim().split("\r\n");
    expect(rows[0]).toMatch(/^id,type,/);
    expect(rows.slice(1).every((r) => r.includes("AID"))).toBe(true);
    const body = (await (await get("/api/export?format=json&type=AID")).json()) as { events: { type: string }[] };
    expect(body.events.map((e) => e.type)).toEqual(rows.slice(1).map(() => "AID"));
  });

  it.each(["events", "claims", "articles", "actors"])("gives %s, and refuses what it does not know", async (what) => {
    const csv = await get(`/api/export?format=csv&what=${what}`);
    expect(csv.headers.get("content-disposition")).toContain(`${what}.csv`);
    const rows = (await csv.text()).trim().split("\r\n");
    expect(rows.length).toBeGreaterThan(1);
    const body = (await (await get(`/api/export?format=json&what=${what}`)).json()) as Record<string, unknown[]>;
    expect(body[what]!.length).toBeGreaterThan(0);
    expect((await get(`/api/export?format=csv&what=${what}x`)).status).toBe(400);
    expect((await get("/api/export?format=csv&what=constructor")).status).toBe(400);
  });
});

describe("the built page", () => {
  const scripts = [...options.assets].filter(([path]) => path.endsWith(".js"));
  it.skipIf(scripts.length === 0)("is less than 150 KB of script, compressed", () => {
    const total = scripts.reduce((n, [, asset]) => n + gzipSync(readFileSync(asset.file)).length, 0);
    expect(total).toBeGreaterThan(10_000);
    expect(total).toBeLessThan(150_000);
  });

  it.skipIf(scripts.length === 0)("is served whole from its folder, and names no other address", async () => {
    for (const [path, asset] of options.assets) {
      const response = await get(path);
      expect(response.status, path).toBe(200);
      const text = await response.text();
      expect(text.length, path).toBe(readFileSync(asset.file, "utf8").length);
      const outside = [...text.matchAll(/(?:https?:)?\/\/[a-z0-9.-]+\.[a-z]{2,}/gi)]
        .map((m) => m[0])
        .filter((u) => !u.includes("www.w3.org"));
      expect(outside, path).toEqual([]);
    }
  });
});

describe("the words of the page", () => {
  const faces = [...options.interfaces.values()];
  const source = readdirSync(join(root, "src/web"))
    .filter((f) => /\.tsx?$/.test(f))
    .map((f) => readFileSync(join(root, "src/web", f), "utf8"))
    .join("\n");

  it("are the same keys in every language, none empty", () => {
    expect(faces.length).toBeGreaterThan(1);
    const keys = Object.keys(faces[0]!.words);
    for (const face of faces) {
      expect(Object.keys(face.words).sort(), face.code).toEqual([...keys].sort());
      for (const [key, words] of Object.entries(face.words)) {
        expect(JSON.stringify(words).length, `${face.code} ${key}`).toBeGreaterThan(2);
        if (typeof words === "object") expect(Object.keys(words), key).toContain("other");
      }
    }
  });

  it("hold every key that the page asks for", () => {
    const words = faces[0]!.words;
    const asked = [...source.matchAll(/\bt\("([\w.-]+)"/g)].map((m) => m[1]!);
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter((k) => !(k in words))).toEqual([]);
    for (const m of source.matchAll(/\bt\(`([\w.]+)\$\{/g))
      expect(
        Object.keys(words).some((k) => k.startsWith(m[1]!)),
        m[1],
      ).toBe(true);
  });

  it("name every code of the model and the ontology", async () => {
    const words = faces[0]!.words;
    const { eventTypes, statuses } = await import("../src/model/event.ts");
    const { acts } = await import("../src/model/statement.ts");
    const missing = [
      ...eventTypes.map((x) => `type.${x}`),
      ...statuses.map((x) => `status.${x}`),
      ...acts.map((x) => `act.${x}`),
    ].filter((k) => !(k in words));
    const ontology = join(root, "ontology/events.yaml");
    if (existsSync(ontology))
      for (const m of readFileSync(ontology, "utf8").matchAll(/modes: \{([^}]*)\}/g))
        for (const mode of m[1]!.matchAll(/([a-z-]+):/g))
          if (!(`mode.${mode[1]}` in words)) missing.push(`mode.${mode[1]}`);
    expect(missing).toEqual([]);
  });
});
