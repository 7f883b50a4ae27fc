/** Pairs that the machine is not sure of: y same, n different, h not enough to tell, u undo. */
import { useSignal } from "@preact/signals";
import { edition, post, type Trouble, useGet } from "./api.ts";
import { EvidenceItem } from "./evidence.tsx";
import { useKeys } from "./keys.ts";
import { kindText, placeName } from "./names.ts";
import { EventTitle, State, StatusTag, When } from "./pieces.tsx";
import type { EventView, Part, Question } from "./types.ts";
import { label, t } from "./words.ts";

type Ref = Question["left"];

export function Inbox() {
  const answer = useGet<Part<Question>>("/api/inbox?limit=10");
  return (
    <section class="inbox" aria-label={t("nav.inbox")}>
      <State answer={answer.value}>{(part) => <Desk part={part} />}</State>
    </section>
  );
}

const verdicts = [
  ["y", "same"],
  ["n", "different"],
  ["h", "unsure"],
] as const;

function Desk({ part }: { part: Part<Question> }) {
  const trouble = useSignal<Trouble | null>(null);
  const busy = useSignal(false);
  const judged = useSignal(0);
  const question = part.items[0];
  const act = (body: unknown, by: number) => {
    if (busy.value) return;
    busy.value = true;
    trouble.value = null;
    post<{ done: boolean }>("/api/judgements", body)
      .then(
        (r) => {
          if (r.done) judged.value += by;
          edition.value += 1;
        },
        (e: unknown) => {
          trouble.value = e as Trouble;
        },
      )
      .finally(() => {
        busy.value = false;
      });
  };
  const judge = (verdict: string) => {
    if (!question) return false;
    act({ left: question.left, right: question.right, verdict }, 1);
  };
  const undo = () => act({ undo: true }, -1);
  useKeys({ y: () => judge("same"), n: () => judge("different"), h: () => judge("unsure"), u: undo });
  return (
    <>
      <div class="bar">
        <h1>{t("inbox.title", { n: part.total })}</h1>
        <span class="space" />
        <button type="button" onClick={undo}>
          {t("inbox.undo")} <kbd>u</kbd>
        </button>
      </div>
      {trouble.value && (
        <p class="warning" role="alert">
          {t("state.error")} <bdi>{trouble.value.message}</bdi>
        </p>
      )}
      {!question ? (
        <div class="state" role="status">
          <h2>{t("inbox.empty")}</h2>
          <p>{t("inbox.empty.hint")}</p>
        </div>
      ) : (
        <>
          <p class="ask">
            {t("inbox.question")}{" "}
            <span class="faint">{t("inbox.score", { percent: Math.round(question.score * 100) })}</span>
          </p>
          <ul class="reasons">
            {question.because.map((b) => (
              <li key={b} class="tag">
                {reasonText(b)}
              </li>
            ))}
          </ul>
          <div class="sides">
            <Half event={question.leftEvent} item={question.left} />
            <Half event={question.rightEvent} item={question.right} />
          </div>
          <div class="verdicts" role="group" aria-label={t("inbox.question")}>
            {verdicts.map(([key, verdict]) => (
              <button
                key={key}
                type="button"
                disabled={busy.value}
                class={verdict === "same" ? "primary" : undefined}
                onClick={() => judge(verdict)}
              >
                {t(`inbox.${verdict}`)} <kbd>{key}</kbd>
              </button>
            ))}
          </div>
        </>
      )}
    </>
  );
}

/** `date:meets` -> words; `person:ID` -> words and the id, for codes that carry one. */
function reasonText(code: string): string {
  const words = label("because", code);
  if (words !== code) return words;
  const cut = code.indexOf(":");
  const kind = label("because", code.slice(0, Math.max(0, cut)));
  return cut > 0 ? `${kind}: ${code.slice(cut + 1)}` : code;
}

function Half({ event, item }: { event: EventView | null; item: Ref }) {
  if (!event)
    return (
      <div class="side">
        <code>
          {item.article} {item.item}
        </code>
      </div>
    );
  const mine = event.evidence.filter((e) => e.article === item.article && e.item === item.item);
  return (
    <div class="side">
      <p class="over">{kindText(event)}</p>
      <h2>
        <EventTitle event={event} linked />
      </h2>
      <p>
        <StatusTag status={event.status} intensity={event.intensity} /> <When date={event.date} />{" "}
        {event.place && <bdi class="faint">{placeName(event.place)}</bdi>}
      </p>
      <ul>
        {(mine.length ? mine : event.evidence).slice(0, 3).map((e) => (
          <li key={`${e.article} ${e.item} ${e.at.start}`}>
            <EvidenceItem evidence={e} />
          </li>
        ))}
      </ul>
    </div>
  );
}
