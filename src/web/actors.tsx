/** All actors, the most present first. */
import { linkTo } from "./address.ts";
import { Listing } from "./listing.tsx";
import { nameOf, stateName } from "./names.ts";
import type { ActorView } from "./types.ts";
import { label, number } from "./words.ts";

const path = (a: ActorView): string => `actor/${a.id}`;

export function Actors() {
  return (
    <Listing<ActorView>
      of="actors"
      path={path}
      columns={[
        {
          head: "column.actor",
          kind: "what",
          cell: (a) => (
            <>
              <a class="plain" href={linkTo(path(a))}>
                <bdi>{nameOf(a)}</bdi>
              </a>
              {a.offices[0] && (
                <span class="snippet">
                  <bdi>{a.offices.at(-1)!.title}</bdi>
                </span>
              )}
            </>
          ),
        },
        { head: "column.kind", kind: "wide-only", cell: (a) => label("kind", a.kind) },
        {
          head: "column.country",
          kind: "wide-only",
          cell: (a) => (a.country && a.kind !== "state" ? stateName(a.country) : ""),
        },
        { head: "column.events", kind: "count", cell: (a) => number(a.events) },
        { head: "column.statements", kind: "count", cell: (a) => number(a.statements) },
        { head: "column.articles", kind: "count", cell: (a) => number(a.articles) },
      ]}
    />
  );
}
