/** The ledger of claims: who asserts and who denies, side by side, with sentences and the way they took. */
import { useSignal } from "@preact/signals";
import { useCallback, useMemo } from "preact/hooks";
import { filterQuery, go, linkTo } from "./address.ts";
import { useGet } from "./api.ts";
import { claimText } from "./cite.ts";
import { Copy } from "./copy.tsx";
import { current, useRows } from "./keys.ts";
import { Origins, State } from "./pieces.tsx";
import { ClaimTitle, claimTitle, Dispute, Sides } from "./statement.tsx";
import type { ClaimView, Part } from "./types.ts";
import { t } from "./words.ts";

/** Claims fetched at a time. */
const page = 25;

export function Claims() {
  const query = filterQuery.value;
  const shown = useSignal(page);
  const answer = useGet<Part<ClaimView>>(`/api/claims?light=1&limit=${shown.value}${query ? `&${query}` : ""}`);
  return (
    <section class="claims" aria-label={t("nav.claims")}>
      <State answer={answer.value} empty={(d) => d.items.length === 0}>
        {(data) => (
          <>
            <Ledger claims={data.items} total={data.total} />
            {data.items.length < data.total && (
              <button
                type="button"
                class="more"
                onClick={() => {
                  shown.value += page;
                }}
              >
                {t("table.more", { n: data.total - data.items.length })}
              </button>
            )}
          </>
        )}
      </State>
    </section>
  );
}

const pathOf = (id: string): string => `claim/${id}`;

function Ledger({ claims, total }: { claims: readonly ClaimView[]; total: number }) {
  const ids = useMemo(() => claims.map((c) => c.id), [claims]);
  const open = useCallback((id: string) => {
    current.value = id;
    location.hash = linkTo(pathOf(id));
  }, []);
  useRows(ids, open);
  return (
    <>
      <div class="bar">
        <h1>{t("claims.title", { n: total })}</h1>
        <span class="faint">{t("claims.note")}</span>
      </div>
      {claims.map((c) => (
        <Claim key={c.id} claim={c} />
      ))}
    </>
  );
}

function Claim({ claim }: { claim: ClaimView }) {
  const { asserted, denied } = claim.counts;
  const hidden = asserted + denied - claim.asserted.length - claim.denied.length;
  return (
    <article
      class={`claim${current.value === claim.id ? " pointed" : ""}`}
      data-row={claim.id}
      aria-labelledby={`h-${claim.id}`}
    >
      <header>
        <h2 id={`h-${claim.id}`}>
          <ClaimTitle what={claim.what} path={pathOf(claim.id)} />
        </h2>
        <Dispute counts={claim.counts} />
        <span class="space" />
        {claim.events[0] && (
          <button type="button" class="link" onClick={() => go({ open: `event:${claim.events[0]}` })}>
            {t("claims.event", { n: claim.events.length })}
          </button>
        )}
        <Copy words={t("event.copy")} text={() => claimText(claimTitle(claim.what), claim)} />
      </header>
      <Origins outlets={claim.outlets} origins={claim.origins} />
      <Sides claim={claim} />
      {hidden > 0 && <a href={linkTo(pathOf(claim.id))}>{t("claims.more", { n: hidden })}</a>}
    </article>
  );
}
