/** Which addresses may be fetched: those of the web, and of this machine or its network only where a person allowed them by name. */
import { lookup as resolveName } from "node:dns";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** What a name resolves to. */
export interface Resolved {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Resolves a host name; tests give one of their own. */
export type Resolver = (host: string) => Promise<readonly Resolved[]>;

/** Says why an address is not fetched; `code` tells it apart from faults of the network. */
export class PrivateAddress extends Error {
  readonly code = "PRIVATE_ADDRESS";
}

/** An address of http or https without a password in it, or null. */
export function parseAddress(text: string, base?: string): URL | null {
  try {
    const url = new URL(text.trim(), base);
    if (!/^https?:$/.test(url.protocol) || url.hostname === "" || url.username !== "" || url.password !== "")
      return null;
    url.hash = "";
    return url;
  } catch {
    return null;
  }
}

/** False for loopback, private, link-local, multicast, reserved and translated addresses: only plain unicast is of the web. */
export function isPublic(address: string): boolean {
  try {
    const parsed = ipaddr.process(address.replace(/^\[|\]$/g, "").replace(/%.*$/, ""));
    return parsed.range() === "unicast";
  } catch {
    return false;
  }
}

/** The person allowed this host by its name, or by name and port. */
export const isAllowed = (url: URL, allowed: ReadonlySet<string>): boolean =>
  allowed.has(url.hostname.toLowerCase()) || allowed.has(url.host.toLowerCase());

/** The platform's own resolver. */
export const systemResolver: Resolver = (host) =>
  new Promise((resolve, reject) => {
    resolveName(host, { all: true }, (error, found) =>
      error ? reject(error) : resolve(found.map((f) => ({ address: f.address, family: f.family === 6 ? 6 : 4 }))),
    );
  });

/**
 * The numbers that a connection to this address may use. They are looked up once and connected to as they are, so that
 * a name cannot answer differently between the check and the connection. Throws PrivateAddress.
 */
export async function reachable(
  url: URL,
  allowed: ReadonlySet<string>,
  resolver: Resolver,
): Promise<readonly Resolved[]> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const version = isIP(host);
  const found = version
    ? [{ address: host, family: version === 6 ? (6 as const) : (4 as const) }]
    : await resolver(host);
  if (found.length === 0) throw Object.assign(new Error(`${host} has no address`), { code: "ENOTFOUND" });
  const inside = isAllowed(url, allowed) ? undefined : found.find((f) => !isPublic(f.address));
  if (inside)
    throw new PrivateAddress(
      version
        ? `${host} is an address of this machine or its network`
        : `${host} leads to ${inside.address}, an address of this machine or its network`,
    );
  return found;
}
