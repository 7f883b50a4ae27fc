/**
 * Derives places.tsv from GeoNames' cities1000.txt and places-curated.tsv.
 * npx tsx knowledge/build-places.ts CITIES1000.TXT
 * Kept: towns of 100,000 people and more, capitals, first-level seats of 20,000 and more, and the towns that the curated table names.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

interface Row {
  readonly id: string;
  name: string;
  readonly country: string;
  readonly lat: string;
  readonly lon: string;
  readonly kind: string;
  readonly population: number;
  readonly forms: Set<string>;
}

const here = dirname(fileURLToPath(import.meta.url));
const source = process.argv[2];
if (!source) {
  console.error("usage: npx tsx knowledge/build-places.ts CITIES1000.TXT");
  process.exit(2);
}

const table = (path: string): string[][] => readFileSync(path, "utf8").split(/\r?\n/).slice(1).filter((l) => l !== "").map((l) => l.split("\t"));

const iso3 = new Map(table(join(here, "states.tsv")).filter((c) => c[1] !== "").map((c) => [c[1]!, c[0]!]));
const bare = (s: string): string => s.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const latin = /^[\p{Script=Latin}\p{M}\s'’.\-]+$/u;

const curated = table(join(here, "places-curated.tsv"));
const wanted = new Set(curated.filter((c) => c[4] === "city").map((c) => `${bare(c[0]!)} ${c[1]}`));

const rows: Row[] = [];
for (const line of readFileSync(source, "utf8").split("\n")) {
  const c = line.split("\t");
  if (c.length < 15) continue;
  const population = Number(c[14]);
  const code = c[7]!;
  const capital = code === "PPLC";
  const seat = code === "PPLA" && population >= 20_000;
  const country = iso3.get(c[8]!) ?? "";
  const name = c[1]!;
  const named = wanted.has(`${bare(name)} ${country}`) || wanted.has(`${bare(c[2]!)} ${country}`);
  if (!(population >= 100_000 || capital || seat || named) || (code === "PPLX" && !named)) continue;
  const forms = new Set<string>();
  if (latin.test(name) && name.length > 2) forms.add(`:${name}`);
  rows.push({ id: `place/${c[0]}`, name, country, lat: Number(c[4]).toFixed(4), lon: Number(c[5]).toFixed(4), kind: "city", population, forms });
}
rows.sort((a, b) => b.population - a.population);
const byName = new Map<string, Row>();
for (const r of rows) {
  const key = `${bare(r.name)} ${r.country}`;
  if (!byName.has(key)) byName.set(key, r);
}
for (const [name, country, lat, lon, kind, forms] of curated) {
  const list = (forms ?? "").split("|").filter((f) => f !== "");
  const known = kind === "city" ? byName.get(`${bare(name!)} ${country}`) : undefined;
  if (known) {
    known.forms.add(`:${name}`);
    known.name = name!;
    for (const f of list) known.forms.add(f);
  }
  else if (lat) {
    const own = kind === "city" || kind === "venue" || kind === "site" || kind === "island" || kind === "base" ? [`:${name}`] : [`en:${name}`];
    rows.push({ id: `place/${bare(name!).replace(/[^a-z0-9]+/g, "-")}`, name: name!, country: country!, lat: lat!, lon: lon!, kind: kind!, population: 0, forms: new Set([...own, ...list]) });
  } else console.error(`not in GeoNames and without coordinates: ${name} ${country}`);
}
rows.sort((a, b) => (a.country < b.country ? -1 : a.country > b.country ? 1 : b.population - a.population || (a.id < b.id ? -1 : 1)));
const out = ["id\tname\tcountry\tlat\tlon\tkind\tpopulation\tforms"];
for (const r of rows) out.push([r.id, r.name, r.country, r.lat, r.lon, r.kind, r.population || "", [...r.forms].join("|")].join("\t"));
writeFileSync(join(here, "places.tsv"), `${out.join("\n")}\n`);
console.error(`${rows.length} places`);
