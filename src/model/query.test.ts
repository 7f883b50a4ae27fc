/** What readers type into the search box, as parts. */
import { expect, it } from "vitest";
import { queryOf } from "./query.ts";

it.each([
  ["grain", [{ all: [["grain"]], none: [] }]],
  ["gas talks", [{ all: [["gas"], ["talk"]], none: [] }]],
  ['"gas supplies"', [{ all: [["gas", "suppl"]], none: [] }]],
  ["gas -drones", [{ all: [["gas"]], none: [["dron"]] }]],
  ['gas -"a loan"', [{ all: [["gas"]], none: [["a", "loan"]] }]],
  [
    "gas | treaty",
    [
      { all: [["gas"]], none: [] },
      { all: [["treat"]], none: [] },
    ],
  ],
  ["al-Jazira", [{ all: [["al"], ["jazir"]], none: [] }]],
])("%s", (text, parts) => {
  expect(queryOf(text)).toEqual(parts);
});

it.each(["", "  ", "-", "|", '"', '""', "-drones", '| "', "* ( ) : ^"])("finds no word in %j", (text) => {
  expect(queryOf(text)).toEqual([]);
});

it("takes a mark that stands alone for none", () => {
  expect(queryOf('gas "supplies')).toEqual([{ all: [["gas"], ["suppl"]], none: [] }]);
});
