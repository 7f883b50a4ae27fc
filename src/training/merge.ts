/** Averages the frozen tables of models that differ only in how they learned: a steadier model of the same kind. */
import type { TableData } from "../annotate/tables.ts";

/** The mean of tables of the same classes; features whose weights all stay below `least` are dropped. */
export function meanTable(tables: readonly TableData[], least: number): TableData {
  const { classes } = tables[0] as TableData;
  const at = tables.map(() => 0);
  const keys: number[] = [];
  const offsets: number[] = [0];
  const cells: number[] = [];
  const sums = new Float64Array(classes);
  for (;;) {
    let key = -1;
    tables.forEach((table, t) => {
      const own = at[t] as number;
      if (own >= table.keys.length) return;
      const value = (table.keys[own] as number) >>> 0;
      if (key < 0 || value < key) key = value;
    });
    if (key < 0) break;
    sums.fill(0);
    tables.forEach((table, t) => {
      const own = at[t] as number;
      if (own >= table.keys.length || (table.keys[own] as number) >>> 0 !== key) return;
      at[t] = own + 1;
      for (let c = table.offsets[own] as number; c < (table.offsets[own + 1] as number); c++) {
        const cell = table.cells[c] as number;
        sums[cell >>> 16] = (sums[cell >>> 16] as number) + (cell & 0xffff) - 32768;
      }
    });
    let most = 0;
    for (let c = 0; c < classes; c++) {
      sums[c] = Math.max(-32767, Math.min(32767, Math.round((sums[c] as number) / tables.length)));
      most = Math.max(most, Math.abs(sums[c] as number));
    }
    if (most < least) continue;
    for (let c = 0; c < classes; c++) if (sums[c] !== 0) cells.push((c << 16) | ((sums[c] as number) + 32768));
    keys.push(key | 0);
    offsets.push(cells.length);
  }
  return { classes, keys: Int32Array.from(keys), offsets: Int32Array.from(offsets), cells: Uint32Array.from(cells) };
}
