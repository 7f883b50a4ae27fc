/** Places of events: how closely each is known, and all of them as a table. */
import { go } from "./address.ts";
import { current } from "./keys.ts";
import { isState, placeName, stateAt, stateName } from "./names.ts";
import { More, useShown } from "./paged.tsx";
import { ToneCells, ToneHeads } from "./tones.tsx";
import type { PlaceView } from "./types.ts";
import { number, t } from "./words.ts";

export interface Spot extends PlaceView {
  readonly at: readonly [number, number] | null;
  /** Known only by its state. */
  readonly rough: boolean;
}

export function spotOf(view: PlaceView): Spot {
  const { place } = view;
  const exact = place.lat !== undefined && place.lon !== undefined;
  const at = exact ? ([place.lon!, place.lat!] as const) : place.country ? stateAt(place.country) : null;
  return { ...view, at, rough: !exact || isState(place) };
}

export const openPlace = (name: string): void => {
  current.value = name;
  go({ open: `place:${name}` });
};

export function Places({ spots, ids }: { spots: readonly Spot[]; ids: readonly string[] }) {
  const shown = useShown(ids);
  return (
    <div class="table-wrap">
      <table class="places">
        <caption>{t("map.table")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("column.where")}</th>
            <th scope="col">{t("column.country")}</th>
            <th scope="col" class="wide-only">
              {t("map.precision")}
            </th>
            <ToneHeads />
            <th scope="col" class="count">
              {t("column.events")}
            </th>
          </tr>
        </thead>
        <tbody>
          {spots.slice(0, shown.value).map((s) => (
            <tr
              key={s.place.name}
              data-row={s.place.name}
              class={current.value === s.place.name ? "pointed" : undefined}
            >
              <td>
                <button type="button" class="link" onClick={() => openPlace(s.place.name)}>
                  <bdi>{placeName(s.place)}</bdi>
                </button>
              </td>
              <td>{s.place.country && !isState(s.place) ? stateName(s.place.country) : ""}</td>
              <td class="wide-only faint">{t(s.at ? (s.rough ? "map.rough" : "map.precise") : "map.unknown")}</td>
              <ToneCells of={s} />
              <td class="count">{number(s.events)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <More shown={shown} of={ids.length} />
    </div>
  );
}
