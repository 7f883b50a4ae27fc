/** One click or two on the same thing: a click waits a moment, for what it opens would move the thing away from the second. */
import { useEffect, useRef } from "preact/hooks";

/** Milliseconds within which a second click may come. */
const wait = 230;

export function useClicks(
  one: (id: string) => void,
  two: (id: string) => void,
): { readonly click: (id: string) => void; readonly double: (id: string) => void } {
  const waiting = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(waiting.current), []);
  return {
    click: (id) => {
      clearTimeout(waiting.current);
      waiting.current = setTimeout(() => one(id), wait);
    },
    double: (id) => {
      clearTimeout(waiting.current);
      two(id);
    },
  };
}
