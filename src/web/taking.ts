/** Taking articles in: what is sent to this machine's server, and what came of it so far. */
import { signal } from "@preact/signals";
import { linkTo } from "./address.ts";
import { edition, get, type Trouble } from "./api.ts";
import { addressOf } from "./cite.ts";
import type { ArticleLine, Part } from "./types.ts";

interface Progress {
  readonly source: string;
  readonly state: string;
  readonly article?: string | null;
  readonly reason?: string | null;
  readonly message?: string | null;
}

/** Is the dialog open? */
export const taking = signal(false);
export const steps = signal<readonly Progress[]>([]);
export const working = signal(false);
export const merging = signal(false);
export const trouble = signal<Trouble | null>(null);
/** What the form holds. */
export const text = signal("");
export const source = signal("");
export const published = signal("");
/** An address was given of which the dossier holds nothing. */
export const unknown = signal(false);

/** Sends a body and shows each line of the answer as it comes. */
export async function send(body: BodyInit, headers: Record<string, string> = {}): Promise<void> {
  taking.value = true;
  working.value = true;
  trouble.value = null;
  steps.value = [];
  try {
    const response = await fetch("/api/articles", { method: "POST", body, headers });
    if (!response.ok || !response.body) throw ((await response.json()) as { error: Trouble }).error;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      rest += value ?? "";
      const lines = rest.split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (line.trim()) take(JSON.parse(line) as Progress);
      if (done) break;
    }
  } catch (e) {
    trouble.value =
      e && typeof e === "object" && "code" in e ? (e as Trouble) : { code: "offline", message: "", hint: null };
  }
  working.value = false;
  merging.value = false;
  edition.value += 1;
  const taken = new Set(steps.value.flatMap((s) => s.article ?? []));
  // one article, and nothing to tell besides: it is shown
  if (taken.size === 1 && !trouble.value && steps.value.every((s) => s.article)) {
    taking.value = false;
    location.hash = linkTo(`article/${[...taken][0]}`);
  }
}

function take(step: Progress): void {
  if (step.state === "merging") {
    merging.value = true;
    return;
  }
  steps.value = [...steps.value.filter((s) => s.source !== step.source || s.state !== "reading"), step];
}

export function sendFiles(files: FileList): void {
  if (files.length === 0) return;
  const form = new FormData();
  for (const f of files) form.append("file", f, f.name);
  void send(form);
}

/** Opens the form with what was pasted or let go: a text to be added, or the address of one. */
export async function offer(given: string): Promise<void> {
  const words = given.trim();
  if (!words) return;
  const address = /\s/.test(words) ? null : addressOf(words);
  unknown.value = false;
  if (address !== null) {
    // an address is that of an article that is here, or of one to be fetched when the user says so
    const held = await get<Part<ArticleLine>>(
      `/api/articles?limit=1&source=${encodeURIComponent(words.slice(0, 400))}`,
    ).catch(() => null);
    const found = held?.items[0];
    if (found) {
      location.hash = linkTo(`article/${found.id}`);
      return;
    }
    source.value = words;
    unknown.value = true;
  } else text.value = words;
  steps.value = [];
  trouble.value = null;
  taking.value = true;
}
