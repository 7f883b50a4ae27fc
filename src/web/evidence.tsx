/** A sentence with its source, its way to us, and the rule that read it. */
import { linkTo } from "./address.ts";
import { citationOf, fragmentOf } from "./cite.ts";
import { Copy } from "./copy.tsx";
import { Chain, Sentence, StatusTag, When } from "./pieces.tsx";
import type { EvidenceView } from "./types.ts";
import { t } from "./words.ts";

export const EvidenceItem = ({ evidence }: { evidence: EvidenceView }) => <EvidenceOfArticle list={[evidence]} />;

/** What one article says of an event: the article once, its sentences beneath. */
export function EvidenceOfArticle({ list }: { list: readonly EvidenceView[] }) {
  const e = list[0]!;
  return (
    <div class="evidence">
      <div class="evidence-head">
        <bdi class="outlet">{e.outlet ?? t("source.unknown")}</bdi>
        <span class="faint">
          <When date={e.published} />
        </span>
        {e.status && <StatusTag status={e.status} />}
      </div>
      {e.via.length > 0 && <Chain speaker={[]} via={e.via} outlet={e.outlet} />}
      {list.map((one) => (
        <div key={`${one.item} ${one.at.start}`}>
          <blockquote>
            <Sentence text={one.sentence} lit={one.lit} />
          </blockquote>
          <EvidenceFoot evidence={one} />
        </div>
      ))}
    </div>
  );
}

/** Links under a sentence: into the article, to its source, into the clipboard; and the rule. */
export function EvidenceFoot({ evidence: e }: { evidence: EvidenceView }) {
  const source = fragmentOf(e.source, e.sentence);
  return (
    <div class="evidence-foot">
      <a href={linkTo(`article/${e.article}`, { at: String(e.at.start) })}>{t("evidence.article")}</a>
      {source && (
        <a href={source} target="_blank" rel="noopener noreferrer">
          {t("evidence.source")}
        </a>
      )}
      <Copy words={t("evidence.copy.sentence")} text={() => e.sentence.trim()} />
      <Copy words={t("evidence.copy")} text={() => citationOf(e)} />
      <span class="rule" title={t("evidence.rule")}>
        <span class="hidden">{t("evidence.rule")} </span>
        <bdi>{e.rule}</bdi>
      </span>
    </div>
  );
}
