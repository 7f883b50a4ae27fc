/** A sentence with its source, its way to us, and the rule that read it. */
import { useSignal } from "@preact/signals";
import { linkTo } from "./address.ts";
import { Chain, citationOf, Sentence, StatusTag, When } from "./pieces.tsx";
import type { EvidenceView } from "./types.ts";
import { t } from "./words.ts";

export function EvidenceItem({ evidence: e }: { evidence: EvidenceView }) {
  return (
    <div class="evidence">
      <div class="evidence-head">
        <bdi class="outlet">{e.outlet ?? t("source.unknown")}</bdi>
        <span class="faint">
          <When date={e.published} />
        </span>
        {e.status && <StatusTag status={e.status} />}
      </div>
      <blockquote>
        <Sentence text={e.sentence} lit={e.lit} />
      </blockquote>
      {e.via.length > 0 && <Chain speaker={[]} via={e.via} outlet={e.outlet} />}
      <EvidenceFoot evidence={e} />
    </div>
  );
}

/** Links under a sentence: into the article, into the clipboard; and the rule. */
export function EvidenceFoot({ evidence: e }: { evidence: EvidenceView }) {
  const copied = useSignal(false);
  return (
    <div class="evidence-foot">
      <a href={linkTo(`article/${e.article}`, { at: String(e.at.start) })}>{t("evidence.article")}</a>
      <button
        type="button"
        class="link"
        onClick={async () => {
          await navigator.clipboard?.writeText(citationOf(e));
          copied.value = true;
          setTimeout(() => {
            copied.value = false;
          }, 1500);
        }}
      >
        {t(copied.value ? "evidence.copied" : "evidence.copy")}
      </button>
      <span class="rule" title={t("evidence.rule")}>
        <span class="hidden">{t("evidence.rule")} </span>
        <bdi>{e.rule}</bdi>
      </span>
    </div>
  );
}
