/** The buttons that zoom a picture, for those without a wheel. */
import { t } from "./words.ts";

export function Zoom({ onZoom, onFit }: { onZoom: (factor: number) => void; onFit: () => void }) {
  return (
    <div class="zoom" role="group" aria-label={t("plot.zoom")}>
      <button type="button" aria-label={t("plot.out")} title={t("plot.out")} onClick={() => onZoom(1 / 1.6)}>
        −
      </button>
      <button type="button" aria-label={t("plot.in")} title={t("plot.in")} onClick={() => onZoom(1.6)}>
        +
      </button>
      <button type="button" onClick={onFit}>
        {t("plot.fit")}
      </button>
    </div>
  );
}
