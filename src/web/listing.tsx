/** A table of everything of one kind, row by row: fetched under the filters, drawn in parts, walked by the keys. */
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useCallback, useMemo } from "preact/hooks";
import { filterQuery, linkTo } from "./address.ts";
import { useGet } from "./api.ts";
import { current, useRows } from "./keys.ts";
import { More, useShown } from "./paged.tsx";
import { State } from "./pieces.tsx";
import type { Part } from "./types.ts";
import { t } from "./words.ts";

/** Rows fetched at first; later thrice as many at a time. */
const step = 200;

interface Column<T> {
  /** Key of its head. */
  readonly head: string;
  readonly kind?: "what" | "when" | "count" | "wide-only";
  readonly cell: (row: T) => ComponentChildren;
}

interface Props<T> {
  /** Key of the view: `actors`, as the API names it. */
  readonly of: string;
  readonly columns: readonly Column<T>[];
  /** Path of the page of a row. */
  readonly path: (row: T) => string;
}

export function Listing<T extends { readonly id: string }>({ of, ...rest }: Props<T>) {
  const query = filterQuery.value;
  const asked = useSignal(step);
  const answer = useGet<Part<T>>(`/api/${of}?limit=${asked.value}${query ? `&${query}` : ""}`);
  return (
    <section aria-label={t(`nav.${of}`)}>
      <State answer={answer.value} empty={(d) => d.items.length === 0}>
        {(part) => (
          <Rows
            part={part}
            of={of}
            onMore={() => {
              asked.value = part.items.length + 3 * step;
            }}
            {...rest}
          />
        )}
      </State>
    </section>
  );
}

function Rows<T extends { readonly id: string }>({
  part,
  of,
  columns,
  path,
  onMore,
}: Props<T> & { part: Part<T>; onMore: () => void }) {
  const { items, total } = part;
  const ids = useMemo(() => items.map((row) => row.id), [items]);
  const open = useCallback(
    (id: string) => {
      const row = items.find((r) => r.id === id);
      if (row) location.hash = linkTo(path(row));
    },
    [items],
  );
  const shown = useShown(ids);
  useRows(ids, open);
  return (
    <div class="table-wrap">
      <table class={of}>
        <caption>
          <h1>{t(`${of}.title`, { n: total })}</h1>
        </caption>
        <thead>
          <tr>
            {columns.map((c) => (
              <th key={c.head} scope="col" class={c.kind}>
                {t(c.head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.slice(0, shown.value).map((row) => (
            <tr key={row.id} data-row={row.id} class={current.value === row.id ? "pointed" : undefined}>
              {columns.map((c) => {
                const value = c.cell(row);
                // nought is there but does not ask for attention
                return (
                  <td key={c.head} class={c.kind === "count" && value === "0" ? "count faint" : c.kind}>
                    {value}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <More shown={shown} of={ids.length} />
      {shown.value >= items.length && items.length < total && (
        <button type="button" class="more" onClick={onMore}>
          {t("table.more", { n: total - items.length })}
        </button>
      )}
    </div>
  );
}
