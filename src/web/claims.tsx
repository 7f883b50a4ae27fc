/** The ledger of claims: who asserts and who denies, side by side, with sentences and the way they took. */
import { useSignal } from "@preact/signals";
import { useCallback, useMemo } from "preact/hooks";
import { filterQuery, go } from "./address.ts";
import { useGet } from "./api.ts";
import { EvidenceFoot } from "./evidence.tsx";
import { current, useRows } from "./keys.ts";
import { nameOf, stateByName } from "./names.ts";
import { Chain, Names, Origins, Sentence, State, When } from "./pieces.tsx";
import type { Actor, ClaimView, Part, Said } from "./types.ts";
import { label, t } from "./words.ts";

/** Claims fetched at a time. */
const page = 60;

export function Claims() {
  const query = filterQuery.value;
  const shown = useSignal(page);
  const answer = useGet<Part<ClaimView>>(`/api/claims?limit=${shown.value}${query ? `&${query}` : ""}`);
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

/** Who speaks and of whom, drawn from the claim's statements. */
function sidesOf(claim: ClaimView): { speakers: readonly Actor[]; about: readonly Actor[] } {
  const pick = (list: readonly Actor[]) => [...new Map(list.map((a) => [a.id, a])).values()];
  const all = [...claim.asserted, ...claim.denied];
  return { speakers: pick(all.flatMap((s) => s.speaker)), about: pick(all.flatMap((s) => s.about)) };
}

function Claim({ claim }: { claim: ClaimView }) {
  const { about } = sidesOf(claim);
  const disputed = claim.asserted.length > 0 && claim.denied.length > 0;
  return (
    <article
      class={`claim${current.value === claim.id ? " pointed" : ""}`}
      data-row={claim.id}
      aria-labelledby={`h-${claim.id}`}
    >
      <header>
        <h2 id={`h-${claim.id}`}>
          <bdi>{claimTitle(claim)}</bdi>
        </h2>
        {disputed && <span class="tag disputed">{t("claims.disputed")}</span>}
        {about.length > 0 && (
          <span class="faint about">
            {t("claims.about")} <Names list={about} />
          </span>
        )}
        <span class="space" />
        {claim.events[0] && (
          <button type="button" class="link" onClick={() => go({ open: `event:${claim.events[0]}` })}>
            {t("claims.event", { n: claim.events.length })}
          </button>
        )}
      </header>
      <Origins outlets={claim.outlets} origins={claim.origins} />
      <div class="sides">
        <Side
          title={t("claims.asserted", { n: claim.asserted.length })}
          said={claim.asserted}
          none={t("claims.nobody.asserts")}
          kind="asserted"
        />
        <Side
          title={t("claims.denied", { n: claim.denied.length })}
          said={claim.denied}
          none={t("claims.nobody.denies")}
          kind="denied"
        />
      </div>
    </article>
  );
}

/** `aid: North Korea > Russia (arms)` -> its parts in the reader's words; what has another form stands as given. */
function claimTitle(claim: ClaimView): string {
  const parts = /^([\w-]+): (.*?)(?: > (.*?))?(?: \(([\w-]+)\))?$/.exec(claim.about);
  if (!parts) return claim.about;
  const [, code = "", from = "", to = "", topic = ""] = parts;
  const known = new Map(
    [...claim.asserted, ...claim.denied]
      .flatMap((s) => [...s.about, ...s.speaker, ...s.via])
      .map((a) => [a.name, nameOf(a)]),
  );
  const names = (list: string) =>
    list
      .split(", ")
      .map((n) => (n === "?" ? t("event.nobody") : (known.get(n) ?? stateByName(n))))
      .join(", ");
  const type = label("type", code.toUpperCase());
  const kind = type === code.toUpperCase() ? label("act", code) : type;
  const what = topic ? `${kind} (${label("topic", topic)})` : kind;
  return `${names(from)}${to ? ` → ${names(to)}` : ""}: ${what}`;
}

function Side({ title, said, none, kind }: { title: string; said: readonly Said[]; none: string; kind: string }) {
  return (
    <div class={`side ${kind}`}>
      <h3>{title}</h3>
      {said.length === 0 ? (
        <p class="faint none">{none}</p>
      ) : (
        <ul>
          {said.map((s) => (
            <li key={`${s.article} ${s.id}`}>
              <StatementItem said={s} />
            </li>
          ))}
        </ul>
      )}
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
