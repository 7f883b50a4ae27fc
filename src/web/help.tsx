/** The keys, in a dialog. */
import { useEffect, useRef } from "preact/hooks";
import { helping } from "./keys.ts";
import { t } from "./words.ts";

const keys = [
  ["j k", "help.move"],
  ["Enter", "help.open"],
  ["Esc", "help.close"],
  ["/", "help.search"],
  ["← → + − 0", "help.plot"],
  ["n p", "help.article"],
  ["y n h u", "help.inbox"],
  ["?", "help.help"],
] as const;

/** Forms of a query; the words in them stand for any. */
const operators = [
  ["a b", "help.query.all"],
  ["a | b", "help.query.any"],
  ['"a b"', "help.query.phrase"],
  ["a -b", "help.query.none"],
  ["actor:USA type:AID", "help.query.filter"],
  ["-source:x from:2024-01-31", "help.query.filters"],
] as const;

export function Help() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (helping.value) dialog.current?.showModal();
    else dialog.current?.close();
  }, [helping.value]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="help-title"
      onClose={() => {
        helping.value = false;
      }}
    >
      <h2 id="help-title">{t("help.title")}</h2>
      <dl class="keys">
        {keys.map(([key, words]) => (
          <div key={key}>
            <dt>
              {key.split(" ").map((k) => (
                <kbd key={k}>{k}</kbd>
              ))}
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
      <p class="faint">{t("help.wheel")}</p>
      <h3>{t("help.query")}</h3>
      <dl class="keys">
        {operators.map(([form, words]) => (
          <div key={form}>
            <dt>
              <code>{form}</code>
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
      <button
        type="button"
        onClick={() => {
          helping.value = false;
        }}
      >
        {t("panel.close")}
      </button>
    </dialog>
  );
}
