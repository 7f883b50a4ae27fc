/** What stands before every route: only this machine asks, only this page writes, nothing leaves. */
import type { MiddlewareHandler } from "hono";
import { Fault } from "./fault.ts";

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

const policy = [
  "default-src 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** Refuses a Host that is not the loopback (DNS rebinding) and a write that comes from another page. */
export const onlyFromHere: MiddlewareHandler = async (c, next) => {
  const host = c.req.header("host") ?? "";
  if (!loopback.test(host)) throw new Fault(403, "wrong-host", "This server answers only on the loopback address.");
  if (c.req.method !== "GET" && c.req.method !== "HEAD") {
    const origin = c.req.header("origin");
    const site = c.req.header("sec-fetch-site");
    if ((origin && origin !== `http://${host}`) || (site && site !== "same-origin" && site !== "none"))
      throw new Fault(403, "wrong-origin", "Another page may not write here.");
    const type = c.req.header("content-type") ?? "";
    if (!/^(application\/json|multipart\/form-data)\b/.test(type))
      throw new Fault(415, "wrong-type", "Send application/json or multipart/form-data.");
  }
  await next();
};

/** Headers that keep the page to itself. */
export const sealed: MiddlewareHandler = async (c, next) => {
  await next();
  const h = c.res.headers;
  h.set("content-security-policy", policy);
  h.set("x-content-type-options", "nosniff");
  h.set("referrer-policy", "no-referrer");
  h.set("cross-origin-resource-policy", "same-origin");
  h.set("cross-origin-opener-policy", "same-origin");
  if (!h.has("cache-control")) h.set("cache-control", "no-store");
};
