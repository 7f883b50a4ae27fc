/** Counting claims: by who speaks on either side, who passed them on, and from whom they spring. */
import type { Filter } from "../model/filter.ts";
import { claimWhere } from "./filter.ts";
import type { Store } from "./store.ts";

export interface LedgerCounts {
  readonly asserts: readonly Counted[];
  readonly denies: readonly Counted[];
  readonly via: readonly Counted[];
  readonly origins: readonly Counted[];
  readonly parties: { readonly yes: number; readonly no: number };
  readonly disputes: { readonly both: number; readonly asserted: number; readonly denied: number };
}

interface Counted {
  readonly value: string;
  readonly count: number;
}

/** Counts of the claims that a filter leaves, the most frequent values first, at most `most` of each. */
export function countLedger(store: Store, f: Filter, most: number): LedgerCounts {
  const { sql, values } = claimWhere(store, f);
  const kept = `(select c.* from claim c ${sql})`;
  const list = (value: string, from: string): Counted[] =>
    store.db.all<{ value: string; count: number }>(
      `select ${value} as value, count(distinct c.n) as count from ${kept} c ${from} group by 1 order by 2 desc, 1 limit ?`,
      ...values,
      most,
    );
  const speakers = (side: string): Counted[] =>
    list(
      "s.actor",
      `join item i on i.claim = c.id and i.side = '${side}' join said s on s.n = i.n and s.role = 'speaker'`,
    );
  const sums = store.db.get<Record<string, number>>(
    `select coalesce(sum(c.asserted > 0 and c.denied > 0), 0) as both, coalesce(sum(c.denied = 0), 0) as asserted, coalesce(sum(c.asserted = 0), 0) as denied,
       coalesce(sum(exists (select 1 from json_each(c.view, '$.origins') o where json_extract(o.value, '$.party') = 1)), 0) as yes,
       coalesce(sum(exists (select 1 from json_each(c.view, '$.origins') o where json_extract(o.value, '$.party') = 0)), 0) as no
     from ${kept} c`,
    ...values,
  );
  const sum = (name: string): number => Number(sums?.[name] ?? 0);
  return {
    asserts: speakers("asserted"),
    denies: speakers("denied"),
    via: list("v.value", "join item i on i.claim = c.id join told t on t.n = i.n, json_each(t.view, '$.via') v"),
    origins: list("json_extract(o.value, '$.id')", ", json_each(c.view, '$.origins') o"),
    parties: { yes: sum("yes"), no: sum("no") },
    disputes: { both: sum("both"), asserted: sum("asserted"), denied: sum("denied") },
  };
}
