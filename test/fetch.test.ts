/** Fetching addresses: every roughness of the web has its clear outcome, and none holds up the others. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPublic, type Resolver } from "../src/fetch/address.ts";
import { Fetcher, type FetchOptions, retryAfter } from "../src/fetch/fetcher.ts";
import { type RoughServer, roughServer } from "./rough-server.ts";

let server: RoughServer;
beforeAll(async () => {
  server = await roughServer();
});
afterAll(() => server.close());

const local: Resolver = async () => [{ address: "127.0.0.1", family: 4 }];
const hosts = ["a", "b", "c", "d", "denied", "closed", "slow", "endless"].map((h) => `${h}.test`);
const fetcher = (options: FetchOptions = {}) =>
  new Fetcher({
    allowed: hosts,
    resolver: local,
    pause: 0,
    backoff: 20,
    retries: 1,
    limits: { idle: 400, total: 1200, bytes: 3_000_000 },
    ...options,
  });

describe("the fetcher", () => {
  it("gives every roughness its clear outcome", async () => {
    const wanted: Readonly<Record<string, string>> = {
      "/article": "fetched",
      "/moved": "fetched",
      "/latin": "fetched",
      "/wrong-length": "fetched",
      "/busy-once": "fetched",
      "/slow": "too-slow",
      "/endless": "too-slow",
      "/bomb": "too-large",
      "/large": "too-large",
      "/truncated": "truncated",
      "/cut-gzip": "truncated",
      "/not-gzip": "unreadable",
      "/no-http": "unreadable",
      "/circle": "redirects",
      "/to-number": "private-address",
      "/to-metadata": "private-address",
      "/to-name": "private-address",
      "/to-file": "redirects",
      "/busy-long": "busy",
      "/failing": "busy",
      "/gone": "not-found",
      "/nothing": "not-found",
      "/forbidden": "forbidden",
      "/picture": "binary",
      "/empty": "empty",
    };
    // every roughness has a host and a fetcher's turn of its own, but all are under way at once
    const names = Object.keys(wanted).map((p) => `h${p.replace(/\W/g, "")}.test`);
    const f = fetcher({ allowed: names, hosts: 40 });
    const found = await Promise.all(
      Object.keys(wanted).map(async (path, i) => [path, await f.fetch(server.at(names[i]!, path))] as const),
    );
    const outcome = Object.fromEntries(found.map(([path, o]) => [path, o.kind === "refused" ? o.reason : o.kind]));
    expect(outcome).toEqual(wanted);
    const busy = found.find(([p]) => p === "/busy-long")![1];
    expect(busy.kind === "refused" && Date.parse(busy.until ?? "") - Date.now()).toBeGreaterThan(3_500_000);
    const short = found.find(([p]) => p === "/wrong-length")![1];
    expect(short.kind === "fetched" && Buffer.from(short.bytes).toString()).toBe("<p>one</p");
  }, 30_000);

  it("waits as long as Retry-After asks, and then goes on", async () => {
    const began = Date.now();
    server.hits.length = 0;
    const outcome = await fetcher().fetch(server.at("a.test", "/busy-once"));
    expect(outcome.kind).toBe("fetched");
    expect(Date.now() - began).toBeGreaterThanOrEqual(950);
    expect(retryAfter("120")).toBe(120_000);
    expect(retryAfter("Thu, 01 Jan 2026 00:01:00 GMT", Date.UTC(2026, 0, 1))).toBe(60_000);
    expect(retryAfter("soon")).toBeNull();
  });

  it("obeys robots.txt in the part that names it, and asks for nothing where it cannot be had", async () => {
    const f = fetcher();
    expect((await f.fetch(server.at("denied.test", "/article"))).kind).toBe("fetched");
    expect(await f.fetch(server.at("denied.test", "/private/article"))).toMatchObject({
      reason: "robots",
      again: false,
    });
    expect(await f.fetch(server.at("closed.test", "/article"))).toMatchObject({ reason: "robots", again: true });
    expect(server.hits.filter((h) => h === "denied.test /robots.txt")).toHaveLength(1);
    expect(server.hits).not.toContain("closed.test /article");
    expect(server.hits).not.toContain("denied.test /private/article");
  });

  it("asks one thing at a time of a host, with a pause, and other hosts meanwhile", async () => {
    server.crowd.clear();
    const f = fetcher({ pause: 60 });
    const began = Date.now();
    const slow = f.fetch(server.at("slow.test", "/slow"));
    const got = await Promise.all([1, 2, 3, 4].map((i) => f.fetch(server.at("b.test", `/story/${i}`))));
    expect(got.map((g) => g.kind)).toEqual(["fetched", "fetched", "fetched", "fetched"]);
    expect(Date.now() - began).toBeGreaterThanOrEqual(180);
    expect(server.crowd.get("b.test")).toBe(1);
    expect(await slow).toMatchObject({ reason: "too-slow" });
  });

  it("asks whether an address has changed before it takes it again", async () => {
    const f = fetcher();
    server.version = 1;
    const first = await f.fetch(server.at("c.test", "/changing"));
    if (first.kind !== "fetched") throw new Error(first.kind);
    expect((await f.fetch(server.at("c.test", "/changing"), first)).kind).toBe("unchanged");
    server.version = 2;
    expect((await f.fetch(server.at("c.test", "/changing"), first)).kind).toBe("fetched");
  });

  it("refuses this machine and its network, however it is written", async () => {
    const f = new Fetcher({ retries: 0 });
    for (const address of [
      server.at("127.0.0.1", "/article"),
      "http://2130706433/",
      "http://0x7f.1/",
      "http://0/",
      "http://10.1.2.3/",
      "http://192.168.1.1/",
      "http://172.16.0.9/",
      "http://169.254.169.254/",
      "http://100.64.0.1/",
      "http://[::1]/",
      "http://[::ffff:127.0.0.1]/",
      "http://[fe80::1]/",
      "http://[fd00::1]/",
      "http://[64:ff9b::7f00:1]/",
      "http://localhost/",
    ])
      expect(await f.fetch(address), address).toMatchObject({ kind: "refused", reason: "private-address" });
    for (const address of ["ftp://example.org/", "file:///etc/passwd", "http://user:word@example.org/", "nothing"])
      expect(await f.fetch(address), address).toMatchObject({ kind: "refused", reason: "bad-address" });
    expect(isPublic("8.8.8.8")).toBe(true);
    expect(isPublic("2606:4700::1111")).toBe(true);
  });

  it("connects to the number that was checked, whatever the name says later", async () => {
    // the name is asked once for every request, and only the numbers of that answer are connected to: no other resolver knows it
    let asked = 0;
    const turning: Resolver = async () => {
      asked++;
      return [{ address: "127.0.0.1", family: 4 }];
    };
    server.hits.length = 0;
    const f = new Fetcher({ resolver: turning, allowed: ["turning.example"], pause: 0 });
    expect((await f.fetch(server.at("turning.example", "/article"))).kind).toBe("fetched");
    expect(server.hits).toEqual(["turning.example /robots.txt", "turning.example /article"]);
    expect(asked).toBe(2);
    // a name that looks like one of the web and leads to this machine
    server.hits.length = 0;
    const open: Resolver = async () => [{ address: "127.0.0.1", family: 4 }];
    const again = await new Fetcher({ resolver: open, retries: 0 }).fetch(server.at("open.example", "/article"));
    expect(again).toMatchObject({ kind: "refused", reason: "private-address" });
    const mixed: Resolver = async () => [
      { address: "8.8.8.8", family: 4 },
      { address: "127.0.0.1", family: 4 },
    ];
    expect(await new Fetcher({ resolver: mixed, retries: 0 }).fetch("http://mixed.example/")).toMatchObject({
      reason: "private-address",
    });
    expect(server.hits).toEqual([]);
  });
});
