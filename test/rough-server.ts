/** A server on the loopback address that plays everything the web does to a reader. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

/** An article of two states that do not exist, long enough to be told from furniture. */
export const articleHtml = (title: string, body: readonly string[], head = ""): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title><meta property="og:title" content="${title}">
<meta property="og:site_name" content="The Vesperine Post"><meta property="article:published_time" content="2024-03-05T10:00:00Z">${head}</head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><main><article><h1>${title}</h1>${body.map((p) => `<p>${p}</p>`).join("")}</article></main>
<footer>All rights reserved</footer></body></html>`;

export const paragraphs = (word: string): string[] => [
  `The made-up republic of Vesperia and the made-up kingdom of Ostland signed the ${word} agreement in their invented capital on Monday, after talks that had lasted for three weeks.`,
  `Under the ${word} agreement both of these fictional states will open the bridge over the river between them, and their ministers will meet again in the spring to see how it is kept.`,
  `Nobody in either of the two places was surprised by the ${word} agreement, which had been announced at the end of the winter and discussed in both parliaments ever since then.`,
];

export interface RoughServer {
  readonly port: number;
  /** `http://HOST:PORT/PATH`; every host name is served. */
  readonly at: (host: string, path: string) => string;
  /** Requests as `HOST PATH`, in their order. */
  readonly hits: string[];
  /** Most requests that one host had open at a time. */
  readonly crowd: Map<string, number>;
  /** The state of /changing. */
  version: number;
  readonly close: () => Promise<void>;
}

const bomb = gzipSync(Buffer.alloc(80_000_000, 97));

/** RSS with so many entries, each with its whole text or with an address only. */
export const feedXml = (count: number, base: string, whole: boolean): string =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Vesperine Post</title><ttl>60</ttl>${Array.from(
    { length: count },
    (_, i) =>
      `<item><guid>id-${i}</guid><title>Bridge ${i}</title><link>${base}/story/${i}</link><pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate><description>Short ${i}</description>${
        whole
          ? `<content:encoded><![CDATA[${paragraphs(`number ${i}`)
              .concat(paragraphs(`further ${i}`), paragraphs(`last ${i}`))
              .map((p) => `<p>${p}</p>`)
              .join("")}]]></content:encoded>`
          : ""
      }</item>`,
  ).join("")}</channel></rss>`;

type Play = (request: IncomingMessage, response: ServerResponse, server: RoughServer) => void;

const html = (response: ServerResponse, body: string, headers: Record<string, string> = {}): void => {
  response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers });
  response.end(body);
};

const frontPage = `<!doctype html><html><head><title>The Vesperine Post</title>
<link rel="alternate" type="application/rss+xml" href="/comments/feed"><link rel="alternate" hreflang="it" href="/it/">
<link href='/feed-two' title="News" type="application/rss+xml" rel='alternate'></head>
<body><ul><li><a href="/story/1">Bridge 1</a></li><li><a href="/story/2">Bridge 2</a></li></ul></body></html>`;

const plays: Readonly<Record<string, Play>> = {
  "/article": (_q, r) => html(r, articleHtml("The bridge agreement", paragraphs("bridge"))),
  "/slow": () => undefined,
  "/endless": (_q, r) => {
    r.writeHead(200, { "content-type": "text/html" });
    const timer = setInterval(() => r.write("<p>and on and on and on</p>"), 20);
    r.on("close", () => clearInterval(timer));
  },
  "/bomb": (_q, r) => {
    r.writeHead(200, { "content-type": "text/html", "content-encoding": "gzip" });
    r.end(bomb);
  },
  "/large": (_q, r) => {
    r.writeHead(200, { "content-type": "text/html", "content-length": "90000000" });
    r.write("<p>first of many</p>");
  },
  "/truncated": (_q, r) => {
    r.writeHead(200, { "content-type": "text/html", "content-length": "5000" });
    r.write("<p>only this</p>", () => r.socket?.destroy());
  },
  "/cut-gzip": (_q, r) => {
    r.writeHead(200, { "content-type": "text/html", "content-encoding": "gzip" });
    r.end(gzipSync(articleHtml("Cut", paragraphs("cut"))).subarray(0, 300));
  },
  "/not-gzip": (_q, r) => html(r, "<p>this is not packed at all</p>", { "content-encoding": "gzip" }),
  "/wrong-length": (_q, r) => {
    r.socket?.end(
      "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 9\r\n\r\n<p>one</p><p>and much more</p>",
    );
  },
  "/no-http": (_q, r) => {
    r.socket?.end("SSH-2.0-nothing\r\n");
  },
  "/circle": (_q, r) => r.writeHead(302, { location: "/circle-2" }).end(),
  "/circle-2": (_q, r) => r.writeHead(302, { location: "/circle" }).end(),
  "/moved": (_q, r) => r.writeHead(301, { location: "/article" }).end(),
  "/to-number": (_q, r) => r.writeHead(302, { location: "http://10.0.0.1/secret" }).end(),
  "/to-metadata": (_q, r) => r.writeHead(302, { location: "http://169.254.169.254/latest" }).end(),
  "/to-name": (_q, r, s) => r.writeHead(302, { location: s.at("inside.test", "/article") }).end(),
  "/to-file": (_q, r) => r.writeHead(302, { location: "file:///etc/passwd" }).end(),
  "/busy-once": (_q, r, s) => {
    if (s.hits.filter((h) => h.endsWith(" /busy-once")).length > 1)
      html(r, articleHtml("After the wait", paragraphs("patient")));
    else r.writeHead(429, { "retry-after": "1" }).end();
  },
  "/busy-long": (_q, r) => r.writeHead(429, { "retry-after": "3600" }).end(),
  "/failing": (_q, r) => r.writeHead(503).end(),
  "/gone": (_q, r) => r.writeHead(410).end(),
  "/forbidden": (_q, r) => r.writeHead(403).end(),
  "/picture": (_q, r) => r.writeHead(200, { "content-type": "image/png" }).end(Buffer.alloc(2000)),
  "/empty": (_q, r) => html(r, ""),
  "/changing": (q, r, s) => {
    const etag = `"v${s.version}"`;
    if (q.headers["if-none-match"] === etag) r.writeHead(304).end();
    else
      html(
        r,
        articleHtml("The changing agreement", [
          ...paragraphs("changing"),
          ...(s.version > 1
            ? ["The text was changed: the fictional kingdom of Ostland has since withdrawn from it."]
            : []),
        ]),
        { etag },
      );
  },
  "/latin": (_q, r) => {
    r.writeHead(200, { "content-type": "text/html; charset=iso-8859-1" });
    r.end(Buffer.from(articleHtml("Café", ["Déjà vu ".repeat(40)]), "latin1"));
  },
  "/feed-10000": (_q, r, s) => {
    r.writeHead(200, { "content-type": "application/rss+xml" });
    r.end(feedXml(10_000, s.at("many.test", ""), false));
  },
  "/feed-3": (_q, r, s) => {
    r.writeHead(200, { "content-type": "application/rss+xml", "cache-control": "max-age=7200" });
    r.end(feedXml(3, s.at("127.0.0.1", ""), false));
  },
  // a site's front page and a section of it, which name their feeds, the one of comments first
  "/": (_q, r) => html(r, frontPage),
  "/section": (_q, r) => html(r, frontPage),
  "/looping": (_q, r) =>
    html(r, '<html><head><link rel="alternate" type="application/rss+xml" href="/section"></head><body></body></html>'),
  "/feed-two": (_q, r) => {
    r.writeHead(200, { "content-type": "application/rss+xml" });
    r.end(feedXml(2, "http://story.example", true));
  },
  "/feed-whole": (_q, r) => {
    r.writeHead(200, { "content-type": "application/rss+xml" });
    r.end(feedXml(40, "http://story.example", true));
  },
  "/broken.xml": (_q, r) => {
    r.writeHead(200, { "content-type": "application/rss+xml" });
    r.end(feedXml(3, "http://story.example", true).slice(0, -900));
  },
};

/** Starts it on any free port. */
export async function roughServer(): Promise<RoughServer> {
  const open = new Map<string, number>();
  const server = createServer((request, response) => {
    const host = (request.headers.host ?? "").replace(/:\d+$/, "");
    const path = (request.url ?? "/").replace(/\?.*$/, "");
    self.hits.push(`${host} ${path}`);
    open.set(host, (open.get(host) ?? 0) + 1);
    self.crowd.set(host, Math.max(self.crowd.get(host) ?? 0, open.get(host) ?? 0));
    response.on("close", () => open.set(host, (open.get(host) ?? 1) - 1));
    if (path === "/robots.txt") {
      if (host === "denied.test")
        response.end("User-agent: *\nDisallow: /\n\nUser-agent: relazione\nDisallow: /private\nCrawl-delay: 0.01\n");
      else if (host === "closed.test") response.writeHead(500).end();
      else response.writeHead(404).end();
      return;
    }
    const story = /^\/story\/(\d+)$/.exec(path);
    if (story) html(response, articleHtml(`Bridge ${story[1]}`, paragraphs(`number ${story[1]}`)));
    else if (plays[path]) plays[path](request, response, self);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const self: RoughServer = {
    port,
    at: (host, path) => `http://${host}:${port}${path}`,
    hits: [],
    crowd: new Map(),
    version: 1,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return self;
}
