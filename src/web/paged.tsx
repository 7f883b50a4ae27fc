/** Long tables drawn in parts: as many rows as are asked for, and as the keys walk to. */
import { type Signal, useSignal } from "@preact/signals";
import { current } from "./keys.ts";
import { t } from "./words.ts";

/** Rows drawn at first, and rows of one part that is asked for. */
const first = 50;
const part = 100;

/** How many of the rows are drawn. */
export function useShown(ids: readonly string[]): Signal<number> {
  const shown = useSignal(first);
  const at = current.value === null ? -1 : ids.indexOf(current.value);
  if (at >= shown.peek()) shown.value = Math.ceil((at + 1) / part) * part;
  return shown;
}

export function More({ shown, of }: { shown: Signal<number>; of: number }) {
  if (shown.value >= of) return null;
  return (
    <button
      type="button"
      class="more"
      onClick={() => {
        shown.value += part;
      }}
    >
      {t("table.more", { n: of - shown.value })}
    </button>
  );
}
