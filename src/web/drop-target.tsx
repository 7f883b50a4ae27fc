/** Files, texts and addresses that are let go or pasted anywhere on the page. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { offer, sendFiles } from "./taking.ts";
import { t } from "./words.ts";

const writes = (at: EventTarget | null): boolean =>
  at instanceof HTMLElement && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName));

/** Shows that files, a text or an address may be let go, and takes them; and takes what is pasted. */
export function DropTarget() {
  const over = useSignal(false);
  useEffect(() => {
    let depth = 0;
    const holds = (e: DragEvent) =>
      !writes(e.target) && (e.dataTransfer?.types.some((k) => /^(Files|text\/(plain|uri-list))$/.test(k)) ?? false);
    const enter = (e: DragEvent) => {
      if (!holds(e)) return;
      depth += 1;
      over.value = true;
    };
    const leave = () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) over.value = false;
    };
    const hold = (e: DragEvent) => {
      if (holds(e)) e.preventDefault();
    };
    const takeFrom = (data: DataTransfer) => {
      if (data.files.length > 0) sendFiles(data.files);
      else void offer(data.getData("text/uri-list").split(/\r?\n/)[0] || data.getData("text/plain"));
    };
    const drop = (e: DragEvent) => {
      if (!holds(e) || !e.dataTransfer) return;
      e.preventDefault();
      depth = 0;
      over.value = false;
      takeFrom(e.dataTransfer);
    };
    const paste = (e: ClipboardEvent) => {
      if (writes(e.target) || !e.clipboardData) return;
      e.preventDefault();
      takeFrom(e.clipboardData);
    };
    const pairs = [
      ["dragenter", enter],
      ["dragleave", leave],
      ["dragover", hold],
      ["drop", drop],
      ["paste", paste],
    ] as const;
    for (const [name, f] of pairs) addEventListener(name, f as EventListener);
    return () => {
      for (const [name, f] of pairs) removeEventListener(name, f as EventListener);
    };
  }, []);
  return over.value ? <div class="drop">{t("intake.drop")}</div> : null;
}
