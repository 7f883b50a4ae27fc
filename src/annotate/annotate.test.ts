import { existsSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Document } from "../model/sentence.ts";
import { annotate } from "./annotate.ts";
import { loadAnnotator } from "./annotator.ts";

const pack = "languages/it";
const trained = existsSync(`${pack}/weights/syntax.bin`);

/** The laws of every document; throws where one is broken. */
function checkLaws(document: Document): void {
  const { text } = document;
  const covered = new Uint8Array(text.length);
  let last = 0;
  for (const sentence of document.sentences) {
    expect(sentence.start).toBeGreaterThanOrEqual(last);
    expect(sentence.words.length).toBeGreaterThan(0);
    const n = sentence.words.length;
    const depth = new Int32Array(n + 1).fill(-1);
    depth[0] = 0;
    let roots = 0;
    let before = sentence.start;
    sentence.words.forEach((word, i) => {
      if (word.id !== i + 1) throw new Error(`id ${word.id} at ${i}`);
      if (word.start < before || word.end <= word.start) throw new Error("words out of order");
      before = word.start;
      covered.fill(1, word.start, word.end);
      if (word.head === 0) roots++;
      if (word.head < 0 || word.head > n || word.head === word.id) throw new Error(`head ${word.head} of ${n}`);
    });
    if (roots !== 1) throw new Error(`${roots} roots in ${text.slice(sentence.start, sentence.end)}`);
    for (const word of sentence.words) {
      const path: number[] = [];
      let at = word.id;
      while ((depth[at] as number) < 0) {
        path.push(at);
        if (path.length > n) throw new Error("a circle of heads");
        at = (sentence.words[at - 1] as (typeof sentence.words)[number]).head;
      }
      for (const id of path) depth[id] = 1;
    }
    last = sentence.end;
  }
  for (let i = 0; i < text.length; i++) {
    if (!covered[i] && !/[\s\u0085]/.test(text[i] as string))
      throw new Error(`not covered at ${i}: ${JSON.stringify(text[i])}`);
  }
  for (const name of document.names) expect(name.end).toBeGreaterThan(name.start);
}

describe.skipIf(!trained)("annotate", () => {
  const annotator = trained ? loadAnnotator(pack) : (null as never);
  const read = (text: string): Document => annotate(text, annotator);
  const tokensOf = (text: string): string[] => read(text).sentences.flatMap((s) => s.words.map((w) => w.form));

  it("splits articulated prepositions and clitics, which share their span", () => {
    const words = read("Vuole parlargli della pace.").sentences[0]?.words ?? [];
    expect(words.map((w) => w.form)).toEqual(["Vuole", "parlar", "gli", "di", "la", "pace", "."]);
    expect(words.map((w) => w.lemma)).toEqual(["volere", "parlare", "gli", "di", "il", "pace", "."]);
    expect([words[3]?.start, words[3]?.end]).toEqual([words[4]?.start, words[4]?.end]);
  });

  it("knows abbreviations, initials, numbers, links and glued text", () => {
    expect(read("Il sig. Rossi incontra J. Verdi. Poi parte.").sentences).toHaveLength(2);
    expect(tokensOf("Costa 1.250,50 euro, vedi www.esempio.it.")).toEqual([
      "Costa",
      "1.250,50",
      "euro",
      ",",
      "vedi",
      "www.esempio.it",
      ".",
    ]);
    expect(tokensOf("Ha parlato LavrovLa porta è chiusa.")).toContain("Lavrov");
    expect(read("Tutto è finito.Ora si riparte.").sentences).toHaveLength(2);
    expect(tokensOf("È un po' tardi, l'«Unità» lo sa")).toEqual([
      "È",
      "un",
      "po'",
      "tardi",
      ",",
      "l'",
      "«",
      "Unità",
      "»",
      "lo",
      "sa",
    ]);
  });

  it("ends sentences at line breaks, but not in hard-wrapped prose", () => {
    expect(read("Un titolo senza punto\nIl testo comincia qui.").sentences).toHaveLength(2);
    const line = "questa riga di prosa continua per molte parole ancora e poi";
    expect(read(`Comincia e ${line}\n${line}\n${line}\n${line}\n${line}\n${line} finisce.`).sentences).toHaveLength(1);
  });

  it("makes a sentence of a dateline, not of an aside or a list of names", () => {
    const lead = "Il governo ha annunciato che i colloqui riprenderanno a settembre.";
    for (const head of ["ROMA (Agenzia)", "Città di Alfa, 3 maggio 2031", "L’Aia, venerdì 3 maggio"])
      expect(read(`${head} – ${lead}`).sentences.map((s) => s.end)[0], head).toBe(head.length + 2);
    expect(read("Rossi – Il ministro lo ha confermato oggi davanti alle Camere – non andrà.").sentences).toHaveLength(
      1,
    );
    expect(read("L’incontro tra i due – Rossi e Verdi lo sanno da molti mesi ormai.").sentences).toHaveLength(1);
  });

  it("finds subject, object and root of a plain sentence", () => {
    const words = read("Il ministro ha firmato l'accordo.").sentences[0]?.words ?? [];
    const byForm = new Map(words.map((w) => [w.form, w]));
    expect(byForm.get("firmato")).toMatchObject({ head: 0, upos: "VERB", lemma: "firmare" });
    expect(byForm.get("ministro")).toMatchObject({ deprel: "nsubj", head: byForm.get("firmato")?.id });
    expect(byForm.get("accordo")).toMatchObject({ deprel: "obj", head: byForm.get("firmato")?.id });
  });

  it("restores missing accents and reads curly and straight quotes alike", () => {
    const lemmas = (text: string): string[] => read(text).sentences.flatMap((s) => s.words.map((w) => w.lemma));
    expect(lemmas("La liberta' e' grande perche' cresce")).toContain("libertà");
    expect(lemmas("La citta e' grande perche' cresce")).toContain("essere");
    expect(tokensOf("l’accordo").length).toBe(tokensOf("l'accordo").length);
    expect(tokensOf("dieci\u00a0milioni")).toEqual(["dieci", "milioni"]);
  });

  it.skipIf(!existsSync(`${pack}/weights/names.bin`))("finds names with exact spans", () => {
    const text = "Il presidente Mario Rossi è arrivato a Parigi. Rossi parlerà domani a Roma.";
    const found = read(text).names.map((n) => `${n.type}:${text.slice(n.start, n.end)}`);
    expect(found).toContain("PER:Mario Rossi");
    expect(found).toContain("LOC:Parigi");
    expect(found).toContain("LOC:Roma");
  });

  it("holds its laws for any text", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "della",
        "dell'",
        "L'",
        "Putin",
        " ",
        "\n",
        "\n\n",
        ".",
        "...",
        "!?",
        "«",
        "»",
        '"',
        "'",
        "(",
        ")",
        ",",
        "1.5",
        "e'",
        "\ud800",
        "\udc00",
        "😀",
        "👨‍👩‍👧",
        "שלום",
        "مرحبا",
        "\u0000",
        "\u0007",
        "\u00a0",
        "\u200b",
        "\ufeff",
        "\u202e",
        "@",
        "#a",
        "http://",
        "parlargli",
        "a-b",
        "S.p.A.",
        "中文",
      ),
      fc.string({ unit: "binary", maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (parts) => checkLaws(read(parts.join("")))),
      { numRuns: 300 },
    );
  });

  it("holds them for lone surrogates, punctuation alone and nothing", () => {
    for (const text of ["", " ", "\n", "...", "()", "«»", "\ud83d", "\udc00\ud83d x", "?!", '"', ", , ,", "-", "'"])
      checkLaws(read(text));
  });

  it("is linear on a sentence of 10,000 words and on a million characters without a stop", () => {
    const phrase = "il presidente della repubblica ha detto, oggi, che (forse) verrà a parlare di pace e ";
    const time = (text: string): number => {
      const before = process.cpuUsage();
      checkLaws(read(text));
      const used = process.cpuUsage(before);
      return (used.user + used.system) / 1000;
    };
    time(phrase.repeat(100));
    const one = time(phrase.repeat(600));
    const four = time(phrase.repeat(2400));
    expect(four).toBeLessThan(Math.max(400, one * 14));
    checkLaws(read("x".repeat(1_000_000)));
    checkLaws(read("a.a".repeat(30_000)));
    checkLaws(read(phrase.repeat(12_000).slice(0, 1_000_000)));
  }, 240_000);
});
