/** Talks to the server that the page came from, and to nothing else. */
import { type Signal, signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";

export interface Trouble {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
}

/** What a view shows of a request under way. `data` stays while the next one loads. */
export interface Answer<T> {
  readonly data: T | null;
  readonly trouble: Trouble | null;
  readonly loading: boolean;
}

async function troubleOf(response: Response): Promise<Trouble> {
  try {
    const body = (await response.json()) as { error?: Trouble };
    if (body.error) return body.error;
  } catch {
    // not JSON: told below by its status
  }
  return { code: "http", message: String(response.status), hint: null };
}

/** Fetches JSON; throws a Trouble. */
export async function get<T>(path: string, abort?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, abort ? { signal: abort } : {});
  } catch (e) {
    if (e instanceof DOMException && e.name === "AbortError") throw e;
    throw { code: "offline", message: "", hint: null } satisfies Trouble;
  }
  if (!response.ok) throw await troubleOf(response);
  return (await response.json()) as T;
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw await troubleOf(response);
  return (await response.json()) as T;
}

/** Grows whenever the dossier changed, so that every view asks again. */
export const edition = signal(0);

const kept = new Map<string, unknown>();
const mostKept = 40;

const early = new Map<string, Promise<unknown>>();

/** Asks for what the first view will need while the words of the page are still on their way. */
export function ahead(path: string): void {
  const answer = get(path);
  answer.catch(() => undefined);
  early.set(path, answer);
}

/** The answer to a GET, asked again when the path or the dossier changes; null asks nothing. */
export function useGet<T>(path: string | null): Signal<Answer<T>> {
  const answer = useMemo(() => signal<Answer<T>>({ data: null, trouble: null, loading: path !== null }), []);
  const now = edition.value;
  useEffect(() => {
    if (path === null) {
      answer.value = { data: null, trouble: null, loading: false };
      return;
    }
    const key = `${now} ${path}`;
    const known = kept.get(key) as T | undefined;
    if (known !== undefined) {
      answer.value = { data: known, trouble: null, loading: false };
      return;
    }
    const abort = new AbortController();
    answer.value = { data: answer.peek().data, trouble: null, loading: true };
    const asked = early.get(path) as Promise<T> | undefined;
    early.delete(path);
    (asked ?? get<T>(path, abort.signal)).then(
      (data) => {
        if (abort.signal.aborted) return;
        kept.set(key, data);
        if (kept.size > mostKept) kept.delete(kept.keys().next().value as string);
        answer.value = { data, trouble: null, loading: false };
      },
      (e: unknown) => {
        if (e instanceof DOMException && e.name === "AbortError") return;
        answer.value = { data: null, trouble: e as Trouble, loading: false };
      },
    );
    return () => abort.abort();
  }, [path, now]);
  return answer;
}
