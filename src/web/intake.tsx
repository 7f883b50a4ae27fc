/** Articles dropped or pasted onto the page: sent to this machine's server, with the progress shown. */
import { signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { linkTo } from "./address.ts";
import { edition, get, type Trouble } from "./api.ts";
import { addressOf } from "./cite.ts";
import type { ArticleLine, Part } from "./types.ts";
import { label, t } from "./words.ts";

interface Progress {
  readonly source: string;
  readonly state: string;
  readonly article?: string | null;
  readonly reason?: string | null;
  readonly message?: string | null;
}

/** Is the dialog open? */
export const taking = signal(false);
const steps = signal<readonly Progress[]>([]);
const working = signal(false);
const merging = signal(false);
const trouble = signal<Trouble | null>(null);
/** What the form holds. */
const text = signal("");
const source = signal("");
const published = signal("");
/** An address was given of which the dossier holds nothing. */
const unknown = signal(false);

/** Sends a body and shows each line of the answer as it comes. */
async function send(body: BodyInit, headers: Record<string, string> = {}): Promise<void> {
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

function sendFiles(files: FileList): void {
  if (files.length === 0) return;
  const form = new FormData();
  for (const f of files) form.append("file", f, f.name);
  void send(form);
}

/** Opens the form with what was pasted or let go: a text to be added, or the address of one. */
async function offer(given: string): Promise<void> {
  const words = given.trim();
  if (!words) return;
  const address = /\s/.test(words) ? null : addressOf(words);
  unknown.value = false;
  if (address !== null) {
    // nothing is fetched from elsewhere: an address is that of an article that is here, or the source of one to come
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

const writes = (at: EventTarget | null): boolean =>
  at instanceof HTMLElement && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName));

/** Shows that files, a text or an address may be let go, and takes them; and takes what is pasted. */
export function DropTarget() {
  const over = useSignal(false);
  useEffect(() => {
    let depth = 0;
    const holds = (e: DragEvent) =>
      !writes(e.target) && (e.dataTransfer?.types.some((k) => /^(Files|text\/(plain|uri-list))$/.test(k)) ?? false);
    const enter = (e: DragEvent) => {
      if (!holds(e)) return;
      depth += 1;
      over.value = true;
    };
    const leave = () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) over.value = false;
    };
    const hold = (e: DragEvent) => {
      if (holds(e)) e.preventDefault();
    };
    const takeFrom = (data: DataTransfer) => {
      if (data.files.length > 0) sendFiles(data.files);
      else void offer(data.getData("text/uri-list").split(/\r?\n/)[0] || data.getData("text/plain"));
    };
    const drop = (e: DragEvent) => {
      if (!holds(e) || !e.dataTransfer) return;
      e.preventDefault();
      depth = 0;
      over.value = false;
      takeFrom(e.dataTransfer);
    };
    const paste = (e: ClipboardEvent) => {
      if (writes(e.target) || !e.clipboardData) return;
      e.preventDefault();
      takeFrom(e.clipboardData);
    };
    const pairs = [
      ["dragenter", enter],
      ["dragleave", leave],
      ["dragover", hold],
      ["drop", drop],
      ["paste", paste],
    ] as const;
    for (const [name, f] of pairs) addEventListener(name, f as EventListener);
    return () => {
      for (const [name, f] of pairs) removeEventListener(name, f as EventListener);
    };
  }, []);
  return over.value ? <div class="drop">{t("intake.drop")}</div> : null;
}

export function Intake() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (taking.value) dialog.current?.showModal();
    else dialog.current?.close();
  }, [taking.value]);
  return (
    <dialog
      ref={dialog}
      class="intake"
      aria-labelledby="intake-title"
      onClose={() => {
        taking.value = false;
      }}
    >
      <h2 id="intake-title">{t("intake.title")}</h2>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          if (!text.value.trim()) return;
          const body = {
            text: text.value,
            ...(source.value ? { source: source.value } : {}),
            ...(published.value ? { published: published.value } : {}),
          };
          void send(JSON.stringify(body), { "content-type": "application/json" }).then(() => {
            if (trouble.value) return;
            text.value = "";
            source.value = "";
            published.value = "";
            unknown.value = false;
          });
        }}
      >
        {unknown.value && <p class="warning">{t("intake.address")}</p>}
        <label>
          <span>{t("intake.text")}</span>
          <textarea
            rows={8}
            value={text.value}
            dir="auto"
            onInput={(e) => {
              text.value = e.currentTarget.value;
            }}
          />
        </label>
        <div class="fields">
          <label>
            <span>{t("intake.source")}</span>
            <input
              type="text"
              value={source.value}
              onInput={(e) => {
                source.value = e.currentTarget.value;
              }}
            />
          </label>
          <label>
            <span>{t("intake.published")}</span>
            <input
              type="date"
              value={published.value}
              onInput={(e) => {
                published.value = e.currentTarget.value;
              }}
            />
          </label>
        </div>
        <div class="bar">
          <button type="submit" class="primary" disabled={working.value || !text.value.trim()}>
            {t("intake.add")}
          </button>
          <label class="button file">
            {t("intake.files")}
            <input
              type="file"
              multiple
              disabled={working.value}
              onChange={(e) => e.currentTarget.files && sendFiles(e.currentTarget.files)}
            />
          </label>
          <span class="space" />
          <button
            type="button"
            onClick={() => {
              taking.value = false;
            }}
          >
            {t("panel.close")}
          </button>
        </div>
      </form>
      <div aria-live="polite">
        {working.value && (
          <p class="faint">
            {merging.value
              ? t("intake.merging")
              : t("intake.working", { n: steps.value.filter((s) => s.state !== "reading").length })}
          </p>
        )}
        {trouble.value && (
          <p class="warning">
            {t(trouble.value.code === "read-only" ? "intake.readonly" : "state.error")}{" "}
            <bdi>{trouble.value.message}</bdi>
          </p>
        )}
        <ul class="progress">
          {steps.value.map((s) => (
            <li key={`${s.source} ${s.article ?? s.state}`} class={s.state}>
              <bdi>{s.source}</bdi> <b>{label("intake.state", s.state)}</b>{" "}
              {s.reason && <span class="faint">{label("reason", s.reason)}</span>}{" "}
              {s.article && (
                <a
                  href={linkTo(`article/${s.article}`)}
                  onClick={() => {
                    taking.value = false;
                  }}
                >
                  {t("evidence.article")}
                </a>
              )}
            </li>
          ))}
        </ul>
      </div>
    </dialog>
  );
}
