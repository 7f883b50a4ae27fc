/** Every pack that can read, and the knowledge, pass their own check. */
import { describe, expect, it } from "vitest";
import { checkKnowledge, checkPack, packCodes } from "../src/check/check.ts";
import { openReader } from "../src/pipeline.ts";

const reader = openReader();

describe("relazione check", () => {
  it("finds no fault in the knowledge", () => {
    expect(checkKnowledge(reader).faults).toEqual([]);
  });
  it.each(packCodes(reader))("finds no fault in the pack %s", (code) => {
    expect(checkPack(code, reader).faults).toEqual([]);
  });
});
