/** What the server needs of a dossier: the views, and the hand that judges. Tests give one of their own. */
import type { ItemRef, Verdict } from "../model/judgement.ts";
import { viewsOf } from "../show/show.ts";
import type { Views } from "../show/views.ts";
import type { Store } from "../show/whole.ts";

export interface Dossier extends Views {
  judge(left: ItemRef, right: ItemRef, verdict: Verdict): void;
  /** Takes back the latest judgement; false where there is none. */
  undo(): boolean;
}

/** An open store as a dossier; `settle` draws anew what a judgement touches. */
export const dossierOf = (store: Store, settle: () => void = () => undefined): Dossier => ({
  ...viewsOf(store),
  judge: (left, right, verdict) => {
    store.judge(left, right, verdict, "page");
    settle();
  },
  undo: () => {
    const undone = store.undo() !== null;
    if (undone) settle();
    return undone;
  },
});

/** One input handed to the page: pasted text, a dropped file, or an address to fetch. */
export type Input =
  | { readonly kind: "text"; readonly source: string; readonly text: string; readonly published: string | null }
  | { readonly kind: "file"; readonly source: string; readonly bytes: Uint8Array; readonly published: string | null }
  | { readonly kind: "address"; readonly source: string; readonly published: string | null };

/** What became of one input. `article` is its id where it was taken in; `merging`, of no source, once all are read. */
export interface Progress {
  readonly source: string;
  readonly state: "reading" | "added" | "known" | "new-version" | "skipped" | "merging";
  readonly article?: string | null;
  readonly reason?: string | null;
  readonly message?: string | null;
}

export type Ingest = (inputs: readonly Input[]) => AsyncIterable<Progress>;
