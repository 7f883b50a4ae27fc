/** Fetches addresses politely: robots.txt, one request at a time for a host, conditional, with redirects counted and tries again. */
import { parseAddress, type Resolver, systemResolver } from "./address.ts";
import { Hosts } from "./hosts.ts";
import { type Answer, ask, Fault, type Limits } from "./request.ts";
import { AGENT, Robots } from "./robots.ts";

export interface FetchOptions {
  /** Hosts of this machine or its network that may be asked: `name` or `name:port`. */
  readonly allowed?: Iterable<string>;
  readonly limits?: Partial<Limits>;
  /** Milliseconds between two requests to one host. */
  readonly pause?: number;
  /** Longest wait that is done on the spot, for a host that asks for one; a longer one ends as `busy`. */
  readonly patience?: number;
  /** Tries beyond the first one, and the first wait between two. */
  readonly retries?: number;
  readonly backoff?: number;
  /** Hosts asked at the same time. */
  readonly hosts?: number;
  readonly version?: string;
  readonly resolver?: Resolver;
}

/** What was known of an address when it was last fetched. */
export interface Validators {
  readonly etag?: string | null;
  readonly modified?: string | null;
}

/** What became of an address. Times are ISO instants. */
export type Outcome =
  | {
      readonly kind: "fetched";
      /** As it was asked for, and where the redirects led. */
      readonly address: string;
      readonly final: string;
      readonly contentType: string | null;
      readonly bytes: Uint8Array;
      readonly etag: string | null;
      readonly modified: string | null;
      readonly at: string;
      /** Seconds for which the answer calls itself fresh, or null. */
      readonly fresh: number | null;
    }
  | { readonly kind: "unchanged"; readonly address: string; readonly at: string; readonly fresh: number | null }
  | {
      readonly kind: "refused";
      readonly address: string;
      readonly reason: string;
      readonly message: string;
      /** Another try later may do better; not before `until`, where the host said so. */
      readonly again: boolean;
      readonly until: string | null;
    };

const MOST_REDIRECTS = 5;
const LONGEST_DELAY = 60_000;

/** The longest time, in milliseconds, that a Retry-After asks for; null where it says nothing. */
export function retryAfter(value: string | undefined, now = Date.now()): number | null {
  if (!value) return null;
  const ms = /^\s*\d+\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

export class Fetcher {
  readonly #allowed: ReadonlySet<string>;
  readonly #limits: Limits;
  readonly #options: Required<Pick<FetchOptions, "pause" | "patience" | "retries" | "backoff">>;
  readonly #resolver: Resolver;
  readonly #agent: string;
  readonly #hosts: Hosts;
  readonly #robots: Robots;

  constructor(options: FetchOptions = {}) {
    this.#allowed = new Set([...(options.allowed ?? [])].map((a) => a.toLowerCase()));
    this.#limits = { idle: 20_000, total: 60_000, bytes: 20_000_000, ...options.limits };
    this.#options = {
      pause: options.pause ?? 1000,
      patience: options.patience ?? 60_000,
      retries: options.retries ?? 2,
      backoff: options.backoff ?? 1000,
    };
    this.#resolver = options.resolver ?? systemResolver;
    this.#agent = `${AGENT}/${options.version ?? "0"}`;
    this.#hosts = new Hosts(options.hosts ?? 8);
    this.#robots = new Robots((url) => this.#robotsText(url));
  }

  /** Fetches one address. Never throws for what the network does. */
  async fetch(address: string, validators: Validators = {}): Promise<Outcome> {
    const refused = (reason: string, message: string, again = false, wait: number | null = null): Outcome => ({
      kind: "refused",
      address,
      reason,
      message,
      again,
      until: wait === null ? null : new Date(Date.now() + wait).toISOString(),
    });
    let url = parseAddress(address);
    if (!url) return refused("bad-address", "this is no address of the web");
    const seen = new Set<string>();
    try {
      for (let hops = 0; ; hops++) {
        if (seen.has(url.href)) return refused("redirects", "its redirects lead in a circle");
        if (hops > MOST_REDIRECTS) return refused("redirects", `it redirects more than ${MOST_REDIRECTS} times`);
        seen.add(url.href);
        const { answer, wait } = await this.#politely(url, hops === 0 ? validators : {});
        const { status, headers } = answer;
        const at = new Date().toISOString();
        const fresh = Number(/max-age=(\d+)/.exec(headers["cache-control"] ?? "")?.[1] ?? Number.NaN);
        const age = Number.isFinite(fresh) ? fresh : null;
        if (status === 304) return { kind: "unchanged", address, at, fresh: age };
        if (status >= 300 && status < 400) {
          const next: URL | null = headers.location ? parseAddress(headers.location, url.href) : null;
          if (!next) return refused("redirects", "it redirects to no address of the web");
          url = next;
          continue;
        }
        if (status >= 200 && status < 300) {
          if (answer.bytes.length === 0)
            return /^(?:image|audio|video|font)\/|pdf/i.test(headers["content-type"] ?? "")
              ? refused("binary", `it holds no text (${(headers["content-type"] ?? "").split(";")[0]})`)
              : refused("empty", "its answer is empty");
          return {
            kind: "fetched",
            address,
            final: url.href,
            contentType: headers["content-type"] ?? null,
            bytes: answer.bytes,
            etag: headers.etag ?? null,
            modified: headers["last-modified"] ?? null,
            at,
            fresh: age,
          };
        }
        return refused(...refusal(status), isBusy(status), wait);
      }
    } catch (error) {
      if (error instanceof Fault) return refused(error.reason, error.message, error.again);
      throw error;
    }
  }

  /** One hop, in the host's turn, with the rules of its site and the tries again. */
  async #politely(url: URL, validators: Validators): Promise<{ answer: Answer; wait: number | null }> {
    const rules = await this.#robots.rules(url);
    if (!rules.allows(url)) throw new Fault("robots", "its robots.txt asks not to fetch it");
    const host = url.hostname.toLowerCase();
    const pause = Math.min(LONGEST_DELAY, Math.max(this.#options.pause, rules.delay ?? 0));
    const headers: Record<string, string> = {};
    if (validators.etag) headers["if-none-match"] = validators.etag;
    if (validators.modified) headers["if-modified-since"] = validators.modified;
    for (let tries = 0; ; tries++) {
      const resting = this.#hosts.resting(host);
      if (resting > this.#options.patience)
        throw new Fault("busy", `its host asks to be left alone for ${Math.ceil(resting / 1000)} seconds`, true);
      const last = tries >= this.#options.retries;
      const backoff = this.#options.backoff * 2 ** tries * (0.75 + Math.random() / 2);
      try {
        const answer = await this.#hosts.inTurn(host, async () => {
          try {
            const got = await this.#ask(url, headers);
            const asked = isBusy(got.status) ? retryAfter(got.headers["retry-after"]) : null;
            this.#hosts.pause(host, asked ?? (isBusy(got.status) && !last ? backoff : pause));
            return got;
          } catch (error) {
            this.#hosts.pause(host, error instanceof Fault && error.again && !last ? Math.max(backoff, pause) : pause);
            throw error;
          }
        });
        if (!isBusy(answer.status)) return { answer, wait: null };
        const wait = retryAfter(answer.headers["retry-after"]);
        if (last || (wait ?? 0) > this.#options.patience) return { answer, wait };
      } catch (error) {
        // what hung once is left for another day, so that it holds nobody up
        if (!(error instanceof Fault) || !error.again || last || error.reason === "too-slow") throw error;
      }
    }
  }

  #ask(url: URL, headers: Readonly<Record<string, string>>): Promise<Answer> {
    return ask({
      url,
      headers: {
        "user-agent": this.#agent,
        accept: "text/html, application/xhtml+xml, application/xml;q=0.9, application/json;q=0.8, */*;q=0.5",
        "accept-encoding": "gzip, deflate, br",
        ...headers,
      },
      limits: this.#limits,
      allowed: this.#allowed,
      resolver: this.#resolver,
    });
  }

  /** robots.txt with its redirects; it is asked for in the host's turn like everything else. */
  async #robotsText(start: URL): Promise<Answer> {
    let url = start;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      const host = url.hostname.toLowerCase();
      const answer = await this.#hosts
        .inTurn(host, () => this.#ask(url, {}))
        .catch((error: unknown) => {
          if (!(error instanceof Fault) || !error.again || error.reason === "too-slow") throw error;
          return this.#hosts.inTurn(host, () => this.#ask(url, {}));
        });
      const next =
        answer.status >= 300 && answer.status < 400 ? parseAddress(answer.headers.location ?? "", url.href) : null;
      if (!next) return answer;
      url = next;
    }
    return { status: 404, headers: {}, bytes: new Uint8Array() };
  }
}

const isBusy = (status: number): boolean => status === 429 || (status >= 500 && status !== 501 && status !== 505);

function refusal(status: number): [reason: string, message: string] {
  if (status === 404 || status === 410) return ["not-found", `there is nothing at this address (status ${status})`];
  if ([401, 402, 403, 451].includes(status)) return ["forbidden", `its host does not give it (status ${status})`];
  if (status === 429 || status === 503) return ["busy", `its host asks to come later (status ${status})`];
  return ["server-fault", `its host answers with status ${status}`];
}
