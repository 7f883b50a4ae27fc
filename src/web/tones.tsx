/** Two columns that tables of places, relations and months share: how much of cooperation and how much of conflict. */
import { number, t } from "./words.ts";

export const ToneHeads = () => (
  <>
    <th scope="col" class="count">
      {t("tone.good")}
    </th>
    <th scope="col" class="count">
      {t("tone.bad")}
    </th>
  </>
);

export const ToneCells = ({ of }: { of: { readonly cooperation: number; readonly conflict: number } }) => (
  <>
    <td class="count">{number(of.cooperation)}</td>
    <td class="count">{number(of.conflict)}</td>
  </>
);
