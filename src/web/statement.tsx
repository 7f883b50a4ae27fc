/** Statements: the way each took, what kind of speech it is, its sentence; and the two sides of a claim. */
import { linkTo } from "./address.ts";
import { EvidenceFoot } from "./evidence.tsx";
import { namesOf } from "./names.ts";
import { Chain, Names, Sentence, When } from "./pieces.tsx";
import type { ClaimView, Said } from "./types.ts";
import { label, t } from "./words.ts";

export function StatementItem({ said }: { said: Said }) {
  return (
    <div class="evidence">
      <div class="evidence-head">
        <Chain speaker={said.speaker} via={said.via} outlet={said.evidence.outlet} />
      </div>
      <div class="evidence-head">
        <span class="act">{label("act", said.act)}</span>
        {said.quote !== null && <span class="tag">{t("claims.quoted")}</span>}
        <span class="faint">
          <When date={said.evidence.published} />
        </span>
      </div>
      <blockquote>
        <Sentence text={said.evidence.sentence} lit={said.evidence.lit} />
      </blockquote>
      <EvidenceFoot evidence={said.evidence} />
    </div>
  );
}

type Level = "h2" | "h3";

function Side(p: { title: string; said: readonly Said[]; kind: string; level: Level }) {
  const { title, said, kind, level: Heading } = p;
  return (
    <div class={`side ${kind}`}>
      <Heading>{title}</Heading>
      <ul>
        {said.map((s) => (
          <li key={`${s.article} ${s.id}`}>
            <StatementItem said={s} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Who asserts and who denies, side by side; one side alone takes both columns. */
export function Sides({ claim, level = "h3" }: { claim: ClaimView; level?: Level }) {
  const { asserted, denied } = claim.counts;
  return (
    <div class={asserted > 0 && denied > 0 ? "sides" : "sides one"}>
      {asserted > 0 && (
        <Side title={t("claims.asserted", { n: asserted })} said={claim.asserted} kind="asserted" level={level} />
      )}
      {denied > 0 && <Side title={t("claims.denied", { n: denied })} said={claim.denied} kind="denied" level={level} />}
    </div>
  );
}

/** Family of events or act of speech, with its topic, in the reader's words. */
function codeText({ code, topic }: ClaimView["what"]): string {
  const family = label("family", code);
  const kind = family === code ? label("act", code) : family;
  return topic ? `${kind} (${label("topic", topic)})` : kind;
}

/** `Iran → Russia: aid (drones)` as plain text. */
export const claimTitle = (what: ClaimView["what"]): string =>
  `${namesOf(what.from) || t("event.nobody")}${what.to.length ? ` → ${namesOf(what.to)}` : ""}: ${codeText(what)}`;

/** The same with its actors as links; `path` leads from its kind to the claim's own page. */
export function ClaimTitle({ what, path }: { what: ClaimView["what"]; path?: string }) {
  return (
    <>
      {what.from.length > 0 ? <Names list={what.from} /> : <span class="faint">{t("event.nobody")}</span>}
      {what.to.length > 0 && (
        <>
          <span class="arrow" role="img" aria-label={t("event.towards")}>
            →
          </span>
          <Names list={what.to} />
        </>
      )}
      {": "}
      {path === undefined ? codeText(what) : <a href={linkTo(path)}>{codeText(what)}</a>}
    </>
  );
}

/** Does anybody speak on the other side? */
export function Dispute({ counts }: { counts: ClaimView["counts"] }) {
  if (counts.asserted > 0 && counts.denied > 0) return <span class="tag disputed">{t("claims.disputed")}</span>;
  return <span class="faint">{t(counts.denied > 0 ? "claims.onesided.denied" : "claims.onesided.asserted")}</span>;
}
