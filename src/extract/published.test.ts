/** The day of publication, from what a text and the knowledge give. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { annotate } from "../annotate/annotate.ts";
import { loadAnnotator } from "../annotate/annotator.ts";
import { loadTimePack } from "../language/time.ts";
import { type Holding, inferPublished, type KnownEvent } from "./published.ts";
import { findTimes } from "./times.ts";

const folder = join(import.meta.dirname, "../../languages/it");
const pack = loadTimePack(folder, "it");
const annotator = existsSync(join(folder, "weights", "syntax.bin")) ? loadAnnotator(folder) : null;
const none = { given: null, metadata: null, holdings: [] };
const held = (from: string, to: string): Holding => ({
  actor: "person/a",
  office: "minister",
  intervals: [{ from, to }],
});

function infer(text: string, more: { holdings?: readonly Holding[]; events?: readonly KnownEvent[] } = {}) {
  const document = annotator ? annotate(text, annotator) : { text, language: "it", sentences: [], names: [] };
  return inferPublished({ ...none, text, times: findTimes(document, pack), pack, ...more });
}

describe("the day of publication", () => {
  it("is what was given before what the page says, and that before the text", () => {
    const text = "Pubblicato il 3 marzo 2022";
    const times = findTimes({ text, language: "it", sentences: [], names: [] }, pack);
    const days = { from: "2022-03-01", to: "2022-03-01" };
    const other = { from: "2022-03-02", to: "2022-03-02" };
    expect(inferPublished({ ...none, given: days, metadata: other, text, times, pack })).toMatchObject({
      ...days,
      basis: "given",
    });
    expect(inferPublished({ ...none, metadata: other, text, times, pack })).toMatchObject({
      ...other,
      basis: "metadata",
    });
    expect(infer(text)).toMatchObject({ from: "2022-03-03", to: "2022-03-03", basis: "text" });
  });

  it.each([
    ["Oslo, 14 set. 2024 - Il ministro ha firmato.", "2024-09-14"],
    ["OSLO/ROMA, 14 set. 2024 (Agenzie) - Il ministro ha firmato.", "2024-09-14"],
    ["(tradotto dalle agenzie) - 14 set. 2024\nIl ministro ha firmato un accordo.", "2024-09-14"],
    ["14/09/2024\nIl ministro ha firmato un accordo.", "2024-09-14"],
    ["Il ministro ha firmato un accordo.\n\nAggiornato il 5 maggio 2021", "2021-05-05"],
    ["[Mondo] Il ministro firma\n2019/08/23 (ven) 18:15 | Commenti 48\nIl ministro ha firmato.", "2019-08-23"],
    ["Il ministro firma\nRedazione · 12 marzo 2024 · 3 minuti\nIl ministro ha firmato.", "2024-03-12"],
    ["Il ministro firma\n27 gennaio 2025 - 09:14\nIl ministro ha firmato.", "2025-01-27"],
    ["Oggi, mercoledì 18 settembre 2024, il ministro ha firmato.", "2024-09-18"],
  ])("is the date that the text says of itself: %s", (text, day) => {
    expect(infer(text)).toMatchObject({ from: day, to: day, basis: "text" });
  });

  it.skipIf(!annotator)("is not on a weekday that a page of a day and month tells beside today", () => {
    // 30 July was a Sunday in 2023 and a Tuesday in 2024.
    expect(
      infer("OSLO, 30 lug. - Il ministro ha ricevuto oggi i colleghi, che domenica erano a Roma.", {
        holdings: [held("2023-01-01", "2024-12-31")],
      }),
    ).toMatchObject({ from: "2024-07-30", to: "2024-07-30" });
  });

  it("is bounded by those who were in some office, where many are named, and by what anybody could know", () => {
    const people = ["2023-06-01", "2023-01-01", "2022-01-01"].map((from, i) => ({
      ...held(from, i === 2 ? "2023-12-31" : "9999-12-31"),
      actor: `person/${i}`,
    }));
    const text = "Il ministro ha firmato un accordo.";
    const times = findTimes({ text, language: "it", sentences: [], names: [] }, pack);
    const holdings = [held("2021-01-01", "9999-12-31")];
    const found = inferPublished({ ...none, text, times, pack, holdings, people, until: "2025-06-30" });
    // from 120 days before the last took office to 45 days after the first left it
    expect(found).toMatchObject({ from: "2023-02-01", to: "2024-02-14", basis: "inferred" });
    expect(inferPublished({ ...none, text, times, pack, holdings, until: "2022-06-30" })).toMatchObject({
      from: "2021-01-01",
      to: "2022-06-30",
    });
  });

  it("is not a date of history", () => {
    expect(
      infer("La guerra finì nel 1945. Il trattato del 10 febbraio 1947 fissò i confini.", {
        holdings: [held("2024-03-01", "2024-06-30")],
      }),
    ).toMatchObject({ from: "2024-03-01", to: "2024-06-30", basis: "inferred" });
  });

  it("is null without a reason", () => {
    expect(infer("Il ministro ha incontrato martedì il collega.")).toBeNull();
    expect(infer("")).toBeNull();
    expect(infer("Il ministro ha parlato.", { holdings: [held("2000-01-01", "2020-01-01")] })).toBeNull();
  });

  it("is where the offices meet", () => {
    const found = infer("Il ministro ha incontrato il collega.", {
      holdings: [held("2020-01-01", "2024-03-31"), held("2023-10-01", "2026-01-01")],
    });
    expect(found).toMatchObject({ from: "2023-10-01", to: "2024-03-31", basis: "inferred" });
    expect(found?.because).toHaveLength(2);
  });

  it("outvotes an office that disagrees, and says so", () => {
    const four = [
      held("2020-01-01", "2024-03-31"),
      held("2023-10-01", "2026-01-01"),
      held("2023-10-01", "2026-01-01"),
      held("1990-01-01", "1991-01-01"),
    ];
    const found = infer("Il ministro ha incontrato il collega.", { holdings: four });
    expect(found).toMatchObject({ from: "2023-10-01", to: "2024-03-31" });
    expect(found?.because.some((b) => b.startsWith("disagrees: "))).toBe(true);
  });

  it("is cut by a weekday with the day of the month", () => {
    // In 2023 and 2024 only the 14th of June 2024 was a Friday.
    const found = infer("Il ministro è partito venerdì 14 giugno.", { holdings: [held("2023-01-01", "2024-12-31")] });
    expect(found).toMatchObject({ from: "2024-06-14", to: "2024-06-21", basis: "inferred" });
  });

  it("is tied by an anniversary of years to a known event", () => {
    const text = "Il presidente visitò la capitale per la prima volta 24 anni fa.";
    const start = text.indexOf("24");
    const events: KnownEvent[] = [
      { days: { from: "2000-07-19", to: "2000-07-20" }, what: "visit", span: { start, end: start + 11 } },
    ];
    expect(infer(text, { events })).toMatchObject({ from: "2024-01-01", to: "2024-12-31", basis: "inferred" });
  });

  it("is tied by a season to a known event", () => {
    const text = "Lo scorso autunno il leader ha visitato il porto.";
    const events: KnownEvent[] = [
      { days: { from: "2023-10-12", to: "2023-10-17" }, what: "visit", span: { start: 0, end: 18 } },
    ];
    const found = infer(text, { events });
    expect(found?.from).toBe("2023-12-21");
    expect(found && found.to <= "2024-12-20").toBe(true);
  });

  it.skipIf(!annotator)("is before a month that lies ahead and after the day in the lead", () => {
    expect(infer("Il vertice è previsto per luglio.", { holdings: [held("2024-01-01", "2024-10-01")] })).toMatchObject({
      from: "2024-01-01",
      to: "2024-06-30",
    });
    expect(
      infer("Il ministro ha incontrato il collega il 14 settembre.", { holdings: [held("2024-05-01", "2025-05-01")] }),
    ).toMatchObject({ from: "2024-09-14", to: "2024-09-21" });
  });
});
