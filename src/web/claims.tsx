/** The ledger of claims: who asserts and who denies, side by side, with sentences and the way they took. */
import { useSignal } from "@preact/signals";
import { useCallback, useMemo } from "preact/hooks";
import { filterQuery, go } from "./address.ts";
import { useGet } from "./api.ts";
import { claimText } from "./cite.ts";
import { Copy } from "./copy.tsx";
import { EvidenceFoot } from "./evidence.tsx";
import { current, useRows } from "./keys.ts";
import { namesOf } from "./names.ts";
import { Chain, Names, Origins, Sentence, State, When } from "./pieces.tsx";
import type { ClaimView, Part, Said } from "./types.ts";
import { label, t } from "./words.ts";

/** Claims fetched at a time. */
const page = 40;

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

function Ledger({ claims, total }: { claims: readonly ClaimView[]; total: number }) {
  const ids = useMemo(() => claims.map((c) => c.id), [claims]);
  const open = useCallback(
    (id: string) => {
      const event = claims.find((c) => c.id === id)?.events[0];
      if (event) go({ open: `event:${event}` });
    },
    [claims],
  );
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

function Claim({ claim: given }: { claim: ClaimView }) {
  const opened = useSignal(false);
  const whole = useGet<ClaimView>(opened.value ? `/api/claims/${encodeURIComponent(given.id)}` : null).value.data;
  const claim = whole ?? given;
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
          <Title what={claim.what} />
        </h2>
        {asserted > 0 && denied > 0 ? (
          <span class="tag disputed">{t("claims.disputed")}</span>
        ) : (
          <span class="faint">{t(denied > 0 ? "claims.onesided.denied" : "claims.onesided.asserted")}</span>
        )}
        <span class="space" />
        {claim.events[0] && (
          <button type="button" class="link" onClick={() => go({ open: `event:${claim.events[0]}` })}>
            {t("claims.event", { n: claim.events.length })}
          </button>
        )}
        <Copy words={t("event.copy")} text={() => claimText(titleOf(claim.what), claim)} />
      </header>
      <Origins outlets={claim.outlets} origins={claim.origins} />
      <div class={asserted > 0 && denied > 0 ? "sides" : "sides one"}>
        {asserted > 0 && <Side title={t("claims.asserted", { n: asserted })} said={claim.asserted} kind="asserted" />}
        {denied > 0 && <Side title={t("claims.denied", { n: denied })} said={claim.denied} kind="denied" />}
      </div>
      {hidden > 0 && (
        <button
          type="button"
          class="link"
          onClick={() => {
            opened.value = true;
          }}
        >
          {t("claims.more", { n: hidden })}
        </button>
      )}
    </article>
  );
}

/** Family of events or act of speech, with its topic, in the reader's words. */
function codeText({ code, topic }: ClaimView["what"]): string {
  const family = label("family", code);
  const kind = family === code ? label("act", code) : family;
  return topic ? `${kind} (${label("topic", topic)})` : kind;
}

/** `Iran → Russia: aid (drones)` as plain text. */
const titleOf = (what: ClaimView["what"]): string =>
  `${namesOf(what.from) || t("event.nobody")}${what.to.length ? ` → ${namesOf(what.to)}` : ""}: ${codeText(what)}`;

function Title({ what }: { what: ClaimView["what"] }) {
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
      {codeText(what)}
    </>
  );
}

function Side({ title, said, kind }: { title: string; said: readonly Said[]; kind: string }) {
  return (
    <div class={`side ${kind}`}>
      <h3>{title}</h3>
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

/** A statement: the way it took, what kind of speech it is, its sentence. */
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
