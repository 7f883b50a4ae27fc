/** One request, bounded in time and size on the wire and unpacked; redirects are not followed here. */
import { type IncomingMessage, request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import type { LookupFunction } from "node:net";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { PrivateAddress, type Resolver, reachable } from "./address.ts";

export interface Limits {
  /** Most milliseconds without a byte. */
  readonly idle: number;
  /** Most milliseconds for the whole answer. */
  readonly total: number;
  /** Most bytes, packed or unpacked. */
  readonly bytes: number;
}

/** What came back, whatever its status. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

/** Why there is no answer. `again` tells that another try may do better. */
export class Fault extends Error {
  readonly reason: string;
  readonly again: boolean;
  constructor(reason: string, message: string, again = false) {
    super(message);
    this.reason = reason;
    this.again = again;
  }
}

export interface Ask {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly limits: Limits;
  readonly allowed: ReadonlySet<string>;
  readonly resolver: Resolver;
}

/** Kinds of content that hold no text: they are not even loaded. */
const NO_TEXT = /^(?:image|audio|video|font)\/|^application\/(?:pdf|octet-stream-compressed|x-shockwave-flash)/i;

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} seconds`;
const size = (bytes: number): string => (bytes >= 1e6 ? `${Math.round(bytes / 1e6)} MB` : `${bytes} bytes`);

/** Sends a GET and gives the whole answer. Throws Fault. */
export async function ask({ url, headers, limits, allowed, resolver }: Ask): Promise<Answer> {
  const began = Date.now();
  const found = await within(reachable(url, allowed, resolver), limits.total).catch((error: unknown) => {
    if (error instanceof PrivateAddress) throw new Fault("private-address", error.message);
    if (error instanceof Fault) throw error;
    throw networkFault(error);
  });
  const lookup: LookupFunction = (_host, options, done) => {
    if (options.all) done(null, [...found]);
    else done(null, found[0]!.address, found[0]!.family);
  };
  return new Promise((resolve, reject) => {
    let over = false;
    const end = (step: () => void): void => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      step();
      sent.destroy();
    };
    const fail = (fault: Fault): void => end(() => reject(fault));
    const timer = setTimeout(
      () => fail(new Fault("too-slow", `it took more than ${seconds(limits.total)}`, true)),
      Math.max(1, limits.total - (Date.now() - began)),
    );
    const send = url.protocol === "https:" ? secureRequest : plainRequest;
    const sent = send(url, { method: "GET", headers, lookup, agent: false, timeout: limits.idle });
    sent.on("timeout", () => fail(new Fault("too-slow", `nothing came for ${seconds(limits.idle)}`, true)));
    let whole = (): boolean => false;
    // what comes after the length that was told is no part of the answer
    sent.on("error", (error) => {
      if (!whole()) fail(networkFault(error));
    });
    sent.on("response", (response) => {
      whole = () => response.complete;
      const answered = headersOf(response);
      const status = response.statusCode ?? 0;
      if (status >= 300 || NO_TEXT.test(answered["content-type"] ?? "")) {
        // the body of a redirect, a refusal or a picture is of no use
        end(() => resolve({ status, headers: answered, bytes: new Uint8Array() }));
        return;
      }
      bodyOf(response, answered, limits).then(
        (bytes) => end(() => resolve({ status, headers: answered, bytes })),
        (error: unknown) => fail(error instanceof Fault ? error : networkFault(error)),
      );
    });
    sent.end();
  });
}

/** Reads and unpacks a body, and stops where it grows too large. */
function bodyOf(
  response: IncomingMessage,
  headers: Readonly<Record<string, string>>,
  limits: Limits,
): Promise<Uint8Array> {
  const large = new Fault("too-large", `it is larger than ${size(limits.bytes)}`);
  if (Number(headers["content-length"] ?? 0) > limits.bytes) return Promise.reject(large);
  return new Promise((resolve, reject) => {
    const packing = (headers["content-encoding"] ?? "").toLowerCase();
    const unpacker = /gzip/.test(packing)
      ? createGunzip()
      : packing === "br"
        ? createBrotliDecompress()
        : packing === "deflate"
          ? createInflate()
          : null;
    const chunks: Buffer[] = [];
    let [wire, length] = [0, 0];
    const cut = new Fault("truncated", "the connection ended before the whole of it had come", true);
    response.on("data", (chunk: Buffer) => {
      wire += chunk.length;
      if (wire > limits.bytes) reject(large);
    });
    response.on("aborted", () => reject(cut));
    response.on("error", () => reject(cut));
    const body = unpacker ? response.pipe(unpacker) : response;
    body.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > limits.bytes) {
        unpacker?.destroy();
        reject(large);
      } else chunks.push(chunk);
    });
    unpacker?.on("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "Z_BUF_ERROR" ? cut : new Fault("unreadable", "its packing is broken")),
    );
    body.on("end", () => (response.complete || unpacker ? resolve(Buffer.concat(chunks)) : reject(cut)));
  });
}

function headersOf(response: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  return headers;
}

function networkFault(error: unknown): Fault {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return new Fault("unreachable", "its host is not known", code === "EAI_AGAIN");
  if (code === "ECONNRESET" || code === "EPIPE") return new Fault("truncated", "the connection was broken off", true);
  if (code?.startsWith("HPE_")) return new Fault("unreadable", `its answer is no HTTP (${code})`);
  if (/CERT|SSL|TLS|ALTNAME/i.test(code ?? ""))
    return new Fault("unreachable", `its certificate is not good (${code})`);
  return new Fault("unreachable", `it cannot be reached (${code ?? message})`, true);
}

/** A promise that fails as too slow after a while. */
function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Fault("too-slow", `its name took more than ${seconds(ms)}`, true)), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
