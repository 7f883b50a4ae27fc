/** Articles dropped or pasted onto the page: sent to this machine's server, with the progress shown. */
import { signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { linkTo } from "./address.ts";
import { edition, type Trouble } from "./api.ts";
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
const trouble = signal<Trouble | null>(null);

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
  edition.value += 1;
}

function take(step: Progress): void {
  steps.value = [...steps.value.filter((s) => s.source !== step.source || s.state !== "reading"), step];
}

function sendFiles(files: FileList): void {
  if (files.length === 0) return;
  const form = new FormData();
  for (const f of files) form.append("file", f, f.name);
  void send(form);
}

/** Shows that files may be let go, and takes them. */
export function DropTarget() {
  const over = useSignal(false);
  useEffect(() => {
    let depth = 0;
    const holdsFiles = (e: DragEvent) => e.dataTransfer?.types.includes("Files") ?? false;
    const enter = (e: DragEvent) => {
      if (!holdsFiles(e)) return;
      depth += 1;
      over.value = true;
    };
    const leave = () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) over.value = false;
    };
    const hold = (e: DragEvent) => {
      if (holdsFiles(e)) e.preventDefault();
    };
    const drop = (e: DragEvent) => {
      if (!holdsFiles(e) || !e.dataTransfer) return;
      e.preventDefault();
      depth = 0;
      over.value = false;
      sendFiles(e.dataTransfer.files);
    };
    const pairs = [
      ["dragenter", enter],
      ["dragleave", leave],
      ["dragover", hold],
      ["drop", drop],
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
  const text = useSignal("");
  const source = useSignal("");
  const published = useSignal("");
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
            if (!trouble.value) text.value = "";
          });
        }}
      >
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
        {working.value && <p class="faint">{t("intake.working", { n: steps.value.length })}</p>}
        {trouble.value && (
          <p class="warning">
            {t(trouble.value.code === "read-only" ? "intake.readonly" : "state.error")}{" "}
            <bdi>{trouble.value.message}</bdi>
          </p>
        )}
        <ul class="progress">
          {steps.value.map((s) => (
            <li key={s.source} class={s.state}>
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
