/** The form that takes a text or files, and the progress of what was given. */
import { useEffect, useRef } from "preact/hooks";
import { linkTo } from "./address.ts";
import { addressOf } from "./cite.ts";
import {
  merging,
  published,
  send,
  sendFiles,
  source,
  steps,
  taking,
  text,
  trouble,
  unknown,
  working,
} from "./taking.ts";
import { label, t } from "./words.ts";

/** The address in the field of the source, which is fetched when no text is given; null where it is none. */
const fetchable = (): string | null => addressOf(source.value.trim());

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
          const words = text.value.trim();
          if (!words && !fetchable()) return;
          const day = published.value ? { published: published.value } : {};
          const from = source.value ? { source: source.value } : {};
          const body = words ? { text: text.value, ...from, ...day } : { address: fetchable(), ...day };
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
          <button type="submit" class="primary" disabled={working.value || !(text.value.trim() || fetchable())}>
            {t(text.value.trim() || !fetchable() ? "intake.add" : "intake.fetch")}
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
