/** Counting claims: by who speaks on either side, who passed them on, and from whom they spring. */
import type { Filter } from "../model/filter.ts";
import { claimWhere } from "./filter.ts";
import { type Counted, mostOf, sizeOf, tally } from "./marks.ts";
import type { Store } from "./store.ts";

export interface LedgerCounts {
  readonly asserts: readonly Counted[];
  readonly denies: readonly Counted[];
  readonly via: readonly Counted[];
  readonly origins: readonly Counted[];
  readonly parties: { readonly yes: number; readonly no: number };
  readonly disputes: { readonly both: number; readonly asserted: number; readonly denied: number };
}

/** Counts of the claims that a filter leaves, the most frequent values first, at most `most` of each. */
export function countLedger(store: Store, f: Filter, most: number): LedgerCounts {
  const { sql, values } = claimWhere(store, f);
  const row = store.db.get<Record<string, number | string>>(
    `select coalesce(sum(c.asserted > 0 and c.denied > 0), 0) as both, coalesce(sum(c.denied = 0), 0) as asserted, coalesce(sum(c.asserted = 0), 0) as denied,
       coalesce(sum(c.party & 1), 0) as yes, coalesce(sum(c.party >> 1), 0) as no, coalesce(group_concat(c.marks, ''), '') as marks
     from claim c ${sql}`,
    ...values,
  );
  const counts = tally(String(row?.marks ?? ""), ["A", "D", "v", "o"], sizeOf(store.db));
  const list = (role: keyof typeof counts): Counted[] => mostOf(store.db, counts[role], most);
  const sum = (name: string): number => Number(row?.[name] ?? 0);
  return {
    asserts: list("A"),
    denies: list("D"),
    via: list("v"),
    origins: list("o"),
    parties: { yes: sum("yes"), no: sum("no") },
    disputes: { both: sum("both"), asserted: sum("asserted"), denied: sum("denied") },
  };
}
