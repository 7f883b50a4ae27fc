/** One claim with every sentence of either side. */
import { go, linkTo, subject } from "./address.ts";
import { useGet } from "./api.ts";
import { claimText } from "./cite.ts";
import { Copy } from "./copy.tsx";
import { Origins, State } from "./pieces.tsx";
import { ClaimTitle, claimTitle, Dispute, Sides } from "./statement.tsx";
import type { ClaimView } from "./types.ts";
import { t } from "./words.ts";

export function ClaimPage() {
  const id = subject.value;
  const answer = useGet<ClaimView>(`/api/claims/${id.split("/").map(encodeURIComponent).join("/")}`);
  return <State answer={answer.value}>{(claim) => <Whole claim={claim} />}</State>;
}

function Whole({ claim }: { claim: ClaimView }) {
  return (
    <section class="claims" aria-label={t("nav.claim")}>
      <div class="bar">
        <a href={linkTo("claims")}>{t("nav.claims")}</a>
        <span class="space" />
        <Copy words={t("event.copy")} text={() => claimText(claimTitle(claim.what), claim)} />
      </div>
      <header class="claim-head">
        <h1>
          <ClaimTitle what={claim.what} />
        </h1>
        <Dispute counts={claim.counts} />
      </header>
      <Origins outlets={claim.outlets} origins={claim.origins} />
      {claim.events.length > 0 && (
        <p class="claim-events">
          <span class="faint">{t("claims.events")}</span>{" "}
          {claim.events.map((id, i) => (
            <button key={id} type="button" class="link" onClick={() => go({ open: `event:${id}` })}>
              {t("claims.event.nth", { n: i + 1 })}
            </button>
          ))}
        </p>
      )}
      <Sides claim={claim} level="h2" />
    </section>
  );
}
