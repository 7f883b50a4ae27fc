/** All articles of the dossier, with what was found in each. */
import { linkTo } from "./address.ts";
import { Listing } from "./listing.tsx";
import { When } from "./pieces.tsx";
import type { ArticleLine } from "./types.ts";
import { number, t } from "./words.ts";

const path = (a: ArticleLine): string => `article/${a.id}`;

export function Articles() {
  return (
    <Listing<ArticleLine>
      of="articles"
      path={path}
      columns={[
        { head: "column.published", kind: "when", cell: (a) => <When date={a.published} /> },
        {
          head: "column.article",
          kind: "what",
          cell: (a) => (
            <>
              <a class="plain" href={linkTo(path(a))}>
                <bdi>{a.title ?? a.source}</bdi>
              </a>
              <span class="snippet">
                <bdi>{a.source}</bdi> · {a.language}
                {!a.read && <span class="tag"> {t("articles.unread")}</span>}
              </span>
            </>
          ),
        },
        { head: "column.outlet", kind: "wide-only", cell: (a) => <bdi>{a.outlet ?? "–"}</bdi> },
        { head: "column.events", kind: "count", cell: (a) => number(a.events) },
        { head: "column.statements", kind: "count", cell: (a) => number(a.statements) },
      ]}
    />
  );
}
