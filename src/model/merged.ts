/** What is drawn across articles, in the shape that the store keeps and the views show. */
import type { EventType, Place, Status } from "./event.ts";
import type { DayInterval } from "./time.ts";

/** An independent origin of what is told, and the outlets that spread it. */
export interface Origin {
  readonly name: string;
  /** Is the origin itself a party to what it tells? null: not known. */
  readonly party: boolean | null;
  readonly outlets: readonly string[];
}

/** A merged event but for those who act in it: the store names them by id, a view shows them. */
export interface MergedEvent {
  readonly id: string;
  readonly type: EventType;
  readonly mode: string | null;
  readonly date: (DayInterval & { readonly basis: "said" | "implied" }) | null;
  readonly place: Place | null;
  /** As of the latest article. */
  readonly status: Status;
  readonly history: readonly {
    readonly status: Status;
    readonly article: string;
    readonly published: DayInterval | null;
  }[];
  readonly outlets: readonly string[];
  /** PLOVER intensity, -10..10. */
  readonly intensity: number;
}
