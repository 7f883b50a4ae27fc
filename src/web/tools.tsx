/** Export of what is shown, language and appearance. */
import { signal } from "@preact/signals";
import { filterQuery, subject, view } from "./address.ts";
import { remember, remembered } from "./memory.ts";
import { choose, faces, language, t } from "./words.ts";

const theme = signal(remembered("theme") ?? "auto");
const themes = ["auto", "light", "dark"] as const;

/** Puts the chosen theme on the document. */
export function dress(): void {
  document.documentElement.dataset.theme = theme.value;
}

/** What the view that is open shows, and under which filters, for export. */
function shownNow(): { what: string; query: string } {
  const query = new URLSearchParams(filterQuery.value);
  const [now, id] = [view.value, subject.value];
  if (now === "actor") query.set("actor", id);
  if (now === "pair") query.set("pair", id);
  if (now === "article") query.set("source", id);
  const what = now === "claim" ? "claims" : now;
  return { what: ["claims", "articles", "actors"].includes(what) ? what : "events", query: query.toString() };
}

export function Tools() {
  const { what, query } = shownNow();
  return (
    <details class="facet tools-menu">
      <summary>{t("tools.title")}</summary>
      <div class="menu">
        <h2>{t("export.title")}</h2>
        <p class="faint">{t("export.note")}</p>
        <ul>
          {(["csv", "json"] as const).map((f) => (
            <li key={f}>
              <a href={`/api/export?format=${f}&what=${what}${query ? `&${query}` : ""}`} download>
                {t(`export.${f}`, { what: t(`export.what.${what}`) })}
              </a>
            </li>
          ))}
          <li>
            <button type="button" class="link" onClick={() => void import("./report.ts").then((m) => m.saveReport())}>
              {t("export.html")}
            </button>
          </li>
        </ul>
        <label>
          <span>{t("tools.language")}</span>
          <select value={language.value} onChange={(e) => choose(e.currentTarget.value)}>
            {faces.value.map((f) => (
              <option key={f.code} value={f.code} lang={f.code}>
                {f.name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{t("tools.theme")}</span>
          <select
            value={theme.value}
            onChange={(e) => {
              theme.value = e.currentTarget.value;
              remember("theme", theme.value);
              dress();
            }}
          >
            {themes.map((k) => (
              <option key={k} value={k}>
                {t(`theme.${k}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
    </details>
  );
}
