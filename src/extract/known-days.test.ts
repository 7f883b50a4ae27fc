/** Long stretches that mean one known event, for dating what is told of it. */
import { describe, expect, it } from "vitest";
import type { TimeExpression } from "../model/time.ts";
import { withKnownDays } from "./known-days.ts";
import type { KnownEvent } from "./published-ties.ts";

const lastYear: TimeExpression = {
  start: 10,
  end: 20,
  type: "DATE",
  value: "2015",
  from: "2015-01-01",
  to: "2015-12-31",
  granularity: "year",
  rule: "last-unit",
  anchor: "published",
  open: false,
  flag: null,
};
const summit = (from: string, to: string, more: Partial<KnownEvent> = {}): KnownEvent => ({
  what: `summit ${from}`,
  days: { from, to },
  span: { start: 10, end: 20 },
  ...more,
});
const read = (...known: KnownEvent[]) => withKnownDays([lastYear], known)[0]!;

describe("the days of a known event", () => {
  it("are those of what an expression of a year means", () => {
    expect(read(summit("2015-07-08", "2015-07-09"))).toMatchObject({
      from: "2015-07-08",
      to: "2015-07-09",
      rule: "date/known",
    });
  });

  it.each([
    ["another year", [summit("2014-07-08", "2014-07-09")]],
    ["two events", [summit("2015-07-08", "2015-07-09"), summit("2015-02-01", "2015-02-01")]],
    [
      "one of several",
      [summit("2015-07-08", "2015-07-09", { or: [{ what: "b", days: { from: "2015-03-01", to: "2015-03-01" } }] })],
    ],
    ["other words", [summit("2015-07-08", "2015-07-09", { span: { start: 40, end: 44 } })]],
    ["more than the year", [summit("2015-12-30", "2016-01-02")]],
  ])("are not taken from %s", (_, known) => {
    expect(read(...known)).toEqual(lastYear);
  });
});
