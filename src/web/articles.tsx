/** All articles of the dossier, with what was found in each. */
import { useCallback, useMemo } from "preact/hooks";
import { filterQuery, linkTo } from "./address.ts";
import { useGet } from "./api.ts";
import { current, useRows } from "./keys.ts";
import { More, useShown } from "./paged.tsx";
import { Count, State, When } from "./pieces.tsx";
import type { ArticleLine, Part } from "./types.ts";
import { t } from "./words.ts";

export function Articles() {
  const query = filterQuery.value;
  const answer = useGet<Part<ArticleLine>>(`/api/articles?limit=1000${query ? `&${query}` : ""}`);
  return (
    <section aria-label={t("nav.articles")}>
      <State answer={answer.value} empty={(d) => d.items.length === 0}>
        {(data) => <List part={data} />}
      </State>
    </section>
  );
}

function List({ part }: { part: Part<ArticleLine> }) {
  const ids = useMemo(() => part.items.map((a) => a.id), [part]);
  const open = useCallback((id: string) => {
    location.hash = linkTo(`article/${id}`);
  }, []);
  const shown = useShown(ids);
  useRows(ids, open);
  return (
    <div class="table-wrap">
      <table class="articles">
        <caption>
          <h1>{t("articles.title", { n: part.total })}</h1>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("column.published")}</th>
            <th scope="col">{t("column.article")}</th>
            <th scope="col" class="wide-only">
              {t("column.outlet")}
            </th>
            <th scope="col" class="count">
              {t("column.events")}
            </th>
            <th scope="col" class="count">
              {t("column.statements")}
            </th>
          </tr>
        </thead>
        <tbody>
          {part.items.slice(0, shown.value).map((a) => (
            <tr key={a.id} data-row={a.id} class={current.value === a.id ? "pointed" : undefined}>
              <td class="when">
                <When date={a.published} />
              </td>
              <td class="what">
                <a class="plain" href={linkTo(`article/${a.id}`)}>
                  <bdi>{a.title ?? a.source}</bdi>
                </a>
                <span class="snippet">
                  <bdi>{a.source}</bdi> · {a.language}
                  {!a.read && <span class="tag"> {t("articles.unread")}</span>}
                </span>
              </td>
              <td class="wide-only">
                <bdi>{a.outlet ?? "–"}</bdi>
              </td>
              <Count n={a.events} />
              <Count n={a.statements} />
            </tr>
          ))}
        </tbody>
      </table>
      <More shown={shown} of={ids.length} />
      {part.items.length < part.total && <p class="faint">{t("table.cut", { n: part.total - part.items.length })}</p>}
    </div>
  );
}
