/** What robots.txt of a site asks of us (RFC 9309); asked for once a day. */
import robotsModule from "robots-parser";
import { type Answer, Fault } from "./request.ts";

/** The name by which robots.txt may speak to this program. */
export const AGENT = "relazione";

export interface Rules {
  readonly allows: (url: URL) => boolean;
  /** Milliseconds between two requests, or null where it asks for none. */
  readonly delay: number | null;
}

// the module is the function itself, whatever its types say of a default
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

const DAY = 86_400_000;
/** What a site that cannot be asked is believed for. */
const SHORT = 600_000;
/** Bytes of a robots.txt that count. */
const LONGEST = 512_000;

const open: Rules = { allows: () => true, delay: null };

/** Remembers the rules of every site. `get` fetches a robots.txt, redirects and all. */
export class Robots {
  readonly #known = new Map<string, { rules: Promise<Rules>; until: number }>();
  readonly #get: (url: URL) => Promise<Answer>;

  constructor(get: (url: URL) => Promise<Answer>) {
    this.#get = get;
  }

  /** The rules of a site. Throws Fault where they cannot be had: then nothing may be fetched there now. */
  rules(url: URL): Promise<Rules> {
    const known = this.#known.get(url.origin);
    if (known && known.until > Date.now()) return known.rules;
    const rules = this.#load(url);
    this.#known.set(url.origin, { rules, until: Date.now() + DAY });
    rules.catch(() => this.#known.set(url.origin, { rules, until: Date.now() + SHORT }));
    return rules;
  }

  async #load(url: URL): Promise<Rules> {
    const address = new URL("/robots.txt", url);
    const answer = await this.#get(address);
    if (answer.status >= 500 || answer.status === 429)
      throw new Fault("robots", `its robots.txt cannot be had now (status ${answer.status})`, true);
    if (answer.status >= 400 || answer.status < 200) return open;
    const text = new TextDecoder().decode(answer.bytes.subarray(0, LONGEST));
    const parsed = robotsParser(address.href, text);
    const delay = parsed.getCrawlDelay(AGENT);
    return {
      allows: (asked) => parsed.isAllowed(asked.href, AGENT) !== false,
      delay: delay !== undefined && Number.isFinite(delay) && delay > 0 ? delay * 1000 : null,
    };
  }
}
