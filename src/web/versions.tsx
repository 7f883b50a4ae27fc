/** How an article changed: its states one after the other, with the words that went and came; nothing where there is one. */
import { go, linkTo, param } from "./address.ts";
import { useGet } from "./api.ts";
import { dateText } from "./dates.ts";
import type { VersionsView, VersionView } from "./types.ts";
import { t } from "./words.ts";

/** Longer pieces that stayed are shown by their ends. */
const LONG = 300;
const END = 120;

const ofSame = (text: string): string => (text.length <= LONG ? text : `${text.slice(0, END)} … ${text.slice(-END)}`);

function Step({ step, n }: { step: VersionView; n: number }) {
  const came = step.originals.at(-1)?.at.slice(0, 10);
  const day = came ? { from: came, to: came } : step.published;
  const { changes } = step;
  return (
    <li>
      <h3>
        {t("article.version", { n })} <span class="faint">{dateText(day)}</span>
      </h3>
      {changes && (
        <p class="faint">
          {changes.added + changes.removed === 0 ? t("article.reread") : t("article.changes", changes)}
        </p>
      )}
      {changes !== null && changes.added + changes.removed > 0 && (
        <p class="difference" dir="auto">
          {step.difference.map((p, i) => {
            const key = `${i} ${p.kind}`;
            if (p.kind === "added") return <ins key={key}>{p.text}</ins>;
            if (p.kind === "removed") return <del key={key}>{p.text}</del>;
            return <span key={key}>{ofSame(p.text)}</span>;
          })}
        </p>
      )}
    </li>
  );
}

export function Versions({ id }: { id: string }) {
  const view = useGet<VersionsView>(`/api/versions/${id.split("/").map(encodeURIComponent).join("/")}`).value.data;
  if (!view || (view.versions.length < 2 && view.copies.length === 0)) return null;
  const open = param("versions") === "1";
  return (
    <div class="versions">
      {view.versions.length > 1 && (
        <button type="button" aria-expanded={open} onClick={() => go({ versions: open ? null : "1" }, { quiet: true })}>
          {t("article.versions", { n: view.versions.length })}
        </button>
      )}
      {view.copies.length > 0 && (
        <span class="faint">
          {t("article.copies", { n: view.copies.length })}
          {view.copies.slice(0, 20).map((copy, i) => (
            <a key={copy} href={linkTo(`article/${copy}`)}>
              {i + 1}
            </a>
          ))}
        </span>
      )}
      {open && view.versions.length > 1 && (
        <ol>
          {view.versions.map((step, i) => (
            <Step key={`${step.article} ${i}`} step={step} n={i + 1} />
          ))}
        </ol>
      )}
    </div>
  );
}
