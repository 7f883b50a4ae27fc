/** The keyboard: j and k through whatever list a view has laid out, Enter opens, Esc closes, / searches, ? helps. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { go, param } from "./address.ts";

interface Rows {
  readonly ids: readonly string[];
  readonly open: (id: string) => void;
}

const rows = signal<Rows | null>(null);

/** The row the keys stand on. */
export const current = signal<string | null>(null);
export const helping = signal(false);

/** Lays out the list that j and k walk; a list that is not `walked` leaves that of its view in place. */
export function useRows(ids: readonly string[], open: (id: string) => void, walked = true): void {
  useEffect(() => {
    if (!walked) return;
    const mine = { ids, open };
    rows.value = mine;
    return () => {
      if (rows.peek() === mine) rows.value = null;
    };
  }, [ids, open, walked]);
}

/** Keys of one view, by `KeyboardEvent.key`; a handler that returns false lets the key pass. */
export function useKeys(handlers: Readonly<Record<string, () => unknown>>): void {
  useEffect(() => {
    const listen = (e: KeyboardEvent) => {
      if (busy(e)) return;
      const handle = handlers[e.key];
      if (handle && handle() !== false) e.preventDefault();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  });
}

function busy(e: KeyboardEvent): boolean {
  if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented) return true;
  const at = e.target;
  if (!(at instanceof HTMLElement)) return false;
  if (at.closest("dialog")) return true;
  return (
    at.isContentEditable ||
    /^(TEXTAREA|SELECT)$/.test(at.tagName) ||
    (at instanceof HTMLInputElement && !/^(checkbox|radio|button)$/.test(at.type))
  );
}

function step(by: number): boolean {
  const list = rows.value;
  if (!list || list.ids.length === 0) return false;
  const at = current.value === null ? -1 : list.ids.indexOf(current.value);
  const next =
    list.ids[at < 0 ? (by > 0 ? 0 : list.ids.length - 1) : Math.min(list.ids.length - 1, Math.max(0, at + by))]!;
  current.value = next;
  if (param("open")) list.open(next);
  requestAnimationFrame(() =>
    document.querySelector(`[data-row="${CSS.escape(next)}"]`)?.scrollIntoView({ block: "nearest" }),
  );
  return true;
}

/** Closes the innermost thing that is open. */
export function closeInnermost(): boolean {
  const menu = document.querySelector<HTMLDetailsElement>("details.facet[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
    return true;
  }
  if (param("open")) {
    const row = current.value;
    go({ open: null });
    if (row)
      document
        .querySelector<HTMLElement>(`[data-row="${CSS.escape(row)}"] a, [data-row="${CSS.escape(row)}"] button`)
        ?.focus();
    return true;
  }
  return false;
}

/** Starts listening, once, for the keys that work everywhere. */
export function listenToKeys(): void {
  addEventListener("keydown", (e) => {
    if (e.key === "Escape" && !(e.target as Element | null)?.closest?.("dialog")) {
      if (e.target instanceof HTMLInputElement && e.target.type === "search") e.target.blur();
      else if (closeInnermost()) e.preventDefault();
      return;
    }
    if (busy(e)) return;
    let done = true;
    if (e.key === "j") done = step(1);
    else if (e.key === "k") done = step(-1);
    else if (e.key === "Enter") {
      const plain = !(e.target instanceof Element && e.target.closest("a, button, summary, input"));
      if (plain && rows.value && current.value && rows.value.ids.includes(current.value))
        rows.value.open(current.value);
      else done = false;
    } else if (e.key === "/") document.querySelector<HTMLInputElement>("input[type=search]")?.focus();
    else if (e.key === "?") helping.value = true;
    else done = false;
    if (done) e.preventDefault();
  });
}
