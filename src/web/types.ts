/** The views' data under short names. Types only: the page holds no code of another room. */
import type { ArticleView, ClaimView, EventView } from "../show/views.ts";

export type * from "../show/views.ts";
export type Actor = EventView["actors"][number];
export type Span = EventView["evidence"][number]["at"];
export type Reading = ArticleView["reading"];
export type Statement = Reading["statements"][number];
export type ReadEvent = Reading["events"][number];
export type Said = ClaimView["asserted"][number];

/** Some of a list, and how long the whole is. */
export interface Part<T> {
  readonly total: number;
  readonly items: readonly T[];
}

/** Every status, in the order of the legend. */
export const statuses = [
  "occurred",
  "ongoing",
  "planned",
  "pledged",
  "alleged",
  "denied",
  "called-for",
  "hypothetical",
] as const satisfies readonly EventView["status"][];
