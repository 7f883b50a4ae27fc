/** Blocks and pieces of an article give its text back, whatever was read in it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blocksOf, type Lit, layers, litOf, piecesOf } from "./layers.ts";
import type { Reading } from "./types.ts";

const readingOf = (text: string, furniture: { at: number; text: string; rule: string }[] = []): Reading => ({
  article: {
    id: "a",
    source: "a.txt",
    language: "und",
    title: null,
    outlet: null,
    author: null,
    published: null,
    text,
    furniture,
  },
  actors: [],
  mentions: [],
  times: [],
  events: [],
  statements: [],
  flags: [],
});

const text = fc.string({ unit: fc.constantFrom("a", " ", "\n", "\uD800", "\u202E", "è", "<b>"), maxLength: 60 });

describe("an article in blocks", () => {
  it("loses nothing but line breaks and blank lines", () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(80), { maxLength: 4 }), (body, ats) => {
        const blocks = blocksOf(
          readingOf(
            body,
            ats.map((at) => ({ at, text: "F", rule: "r" })),
          ),
          true,
        );
        expect(blocks.filter((b) => b.furniture !== null)).toHaveLength(ats.length);
        for (const b of blocks)
          if (b.furniture === null) expect(body.slice(b.start, b.start + b.text.length)).toBe(b.text);
        const shown = blocks
          .filter((b) => b.furniture === null)
          .map((b) => b.text)
          .join("");
        expect(shown.replace(/\s/g, "")).toBe(body.replace(/\s/g, ""));
      }),
    );
  });

  it("cuts a block at the edges of spans and gives it back whole", () => {
    fc.assert(
      fc.property(
        text,
        fc.array(fc.tuple(fc.nat(60), fc.nat(20), fc.constantFrom(...layers)), { maxLength: 8 }),
        (body, spans) => {
          const lit: Lit[] = spans.map(([start, length, layer]) => ({
            layer,
            item: "x",
            rule: "r",
            start,
            end: start + length,
          }));
          for (const b of blocksOf(readingOf(body), false)) {
            const pieces = piecesOf(b, lit);
            expect(pieces.map((p) => p.text).join("")).toBe(b.text);
            for (const p of pieces)
              for (const k of p.layers)
                expect(lit.some((l) => l.layer === k && l.start <= p.start && l.end >= p.start + p.text.length)).toBe(
                  true,
                );
          }
        },
      ),
    );
  });

  it("sets aside what lies outside the text", () => {
    const reading = {
      ...readingOf("abc"),
      mentions: [
        { start: 1, end: 2, actor: "x", form: "name" as const, rule: "r" },
        { start: 2, end: 9, actor: "x", form: "name" as const, rule: "r" },
      ],
    };
    const { lit, lost } = litOf(reading);
    expect([lit.length, lost.length]).toEqual([1, 1]);
  });
});
