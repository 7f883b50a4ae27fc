import { describe, expect, it } from "vitest";
import { lineOf, parseYaml } from "./yaml.ts";

const text = `name: a
rules:
  - name: first
    words: [one,
      two]
  - { name: second, words: [] }
other:
  deep:
    - x
    -
      y: |
        long
        text
      z: 3
`;

describe("lineOf", () => {
  it.each([
    [["name"], 1],
    [["rules"], 3],
    [["rules", 0], 3],
    [["rules", 0, "name"], 3],
    [["rules", 0, "words", 1], 5],
    [["rules", 1], 6],
    [["rules", 1, "words"], 6],
    [["other", "deep", 0], 9],
    [["other", "deep", 1, "z"], 14],
    [["other", "deep", 1, "absent"], 11],
    [["absent"], 1],
  ] as const)("finds %j", (keys, line) => {
    expect(lineOf(text, keys)).toBe(line);
  });
});

describe("parseYaml", () => {
  it("keeps what looks like a date as written", () => {
    expect(parseYaml("day: 2024-01-10\nyes: no", "x.yaml")).toEqual({ day: "2024-01-10", yes: "no" });
  });
  it("names the line of what is no YAML", () => {
    expect(() => parseYaml("a: 1\nb: [1,\nc: 2", "x.yaml")).toThrow(/x\.yaml:\d: /);
    expect(() => parseYaml("a: 1\na: 2", "x.yaml")).toThrow(/x\.yaml:2: duplicated mapping key/);
  });
});
