/** Relations as a table that the keys walk: who with whom, how much of cooperation and of conflict, on how many origins. */
import { useCallback, useMemo } from "preact/hooks";
import { go, linkTo } from "./address.ts";
import { current, useRows } from "./keys.ts";
import { nameOf, stateName } from "./names.ts";
import { More, useShown } from "./paged.tsx";
import { ToneCells, ToneHeads } from "./tones.tsx";
import type { NetworkView } from "./types.ts";
import { number, t } from "./words.ts";

type Edge = NetworkView["edges"][number];

interface Props {
  readonly nodes: NetworkView["nodes"];
  readonly edges: readonly Edge[];
  readonly caption: string;
  /** Called with an actor that is to be put in the centre; without it a name leads to the actor's page. */
  readonly onFocus?: (id: string) => void;
  /** Whose relations they are: then only the other side is named. */
  readonly of?: string;
  /** Do j and k walk it? */
  readonly walked?: boolean;
}

const pairOf = (e: Edge): string => `${e.left},${e.right}`;

export function Relations({ nodes, edges, caption, onFocus, of, walked = true }: Props) {
  const byId = useMemo(() => new Map(nodes.map((n) => [n.id, n])), [nodes]);
  const ids = useMemo(() => edges.map(pairOf), [edges]);
  const open = useCallback((id: string) => {
    current.value = id;
    go({ open: `pair:${id}` });
  }, []);
  useRows(ids, open, walked);
  const shown = useShown(ids);
  const who = (id: string) => {
    const n = byId.get(id);
    const name = <bdi>{n ? nameOf(n) : stateName(id)}</bdi>;
    return onFocus ? (
      <button type="button" class="link" onClick={() => onFocus(id)}>
        {name}
      </button>
    ) : (
      <a class="plain" href={linkTo(`actor/${id}`)}>
        {name}
      </a>
    );
  };
  return (
    <div class="table-wrap">
      <table class="edges">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t("network.between")}</th>
            <ToneHeads />
            <th scope="col" class="count">
              {t("column.origins")}
            </th>
            <th scope="col" class="count">
              {t("column.events")}
            </th>
          </tr>
        </thead>
        <tbody>
          {edges.slice(0, shown.value).map((e) => (
            <tr key={pairOf(e)} data-row={pairOf(e)} class={current.value === pairOf(e) ? "pointed" : undefined}>
              <td>
                {of === undefined ? (
                  <>
                    {who(e.left)} – {who(e.right)}
                  </>
                ) : (
                  who(e.left === of ? e.right : e.left)
                )}
              </td>
              <ToneCells of={e} />
              <td class="count">{number(e.origins)}</td>
              <td class="count">
                <a href={linkTo(`pair/${pairOf(e)}`)} aria-label={t("network.pair", { n: e.events })}>
                  {number(e.events)}
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <More shown={shown} of={edges.length} />
    </div>
  );
}
