/** A button that puts a text on the clipboard and says that it did. */
import { useSignal } from "@preact/signals";
import { t } from "./words.ts";

export function Copy({ words, text }: { words: string; text: () => string }) {
  const copied = useSignal(false);
  return (
    <button
      type="button"
      class="link"
      onClick={async () => {
        await navigator.clipboard?.writeText(text());
        copied.value = true;
        setTimeout(() => {
          copied.value = false;
        }, 1500);
      }}
    >
      {copied.value ? t("evidence.copied") : words}
    </button>
  );
}
