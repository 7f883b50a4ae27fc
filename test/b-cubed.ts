/** B-cubed F1 of groups by name. */
export function bcubed(items: readonly { readonly gold: string; readonly system: string }[]): number {
  let p = 0;
  let r = 0;
  for (const x of items) {
    const both = items.filter((y) => y.gold === x.gold && y.system === x.system).length;
    p += both / items.filter((y) => y.system === x.system).length;
    r += both / items.filter((y) => y.gold === x.gold).length;
  }
  p /= items.length;
  r /= items.length;
  return (2 * p * r) / (p + r);
}
