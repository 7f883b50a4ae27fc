/** The house: rooms import only what DESIGN.md's table allows, and no file in src/ names a language or holds a word of one. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");
const src = join(root, "src");

const filesBelow = (dir: string, fits: (name: string) => boolean): string[] =>
  readdirSync(dir, { withFileTypes: true }).flatMap((d) =>
    d.isDirectory() ? filesBelow(join(dir, d.name), fits) : fits(d.name) ? [join(dir, d.name)] : [],
  );

const code = filesBelow(src, (n) => /\.tsx?$/.test(n) && !/\.test\.tsx?$/.test(n));

/** The room of a file: the folder below src/, or the file's own name. */
const roomOf = (path: string): string =>
  relative(src, path)
    .split("/")[0]!
    .replace(/\.tsx?$/, "");

function table(): Map<string, ReadonlySet<string>> {
  const rules = new Map<string, ReadonlySet<string>>();
  const design = readFileSync(join(root, "DESIGN.md"), "utf8");
  const rows = design.slice(design.indexOf("| room | may import |")).split("\n").slice(2);
  const rooms: [string[], string][] = [];
  for (const row of rows) {
    const cells = /^\| (.+?) \| (.+?) \|$/.exec(row);
    if (!cells) break;
    rooms.push([cells[1]!.split(", "), cells[2]!]);
  }
  const all = rooms.flatMap(([names]) => names);
  for (const [names, allowed] of rooms) {
    const list =
      allowed === "nothing"
        ? []
        : allowed === "every door"
          ? all
          : allowed.replace(/^types of (\w+) only.*$/, "$1").split(", ");
    for (const name of names) rules.set(name, new Set([...list, name]));
  }
  return rules;
}

/** A quoted string, a template or a regular expression of the code, comments taken out. */
function literals(text: string): string[] {
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, " ").replace(/(^|[\s;{},])\/\/.*$/gm, "$1");
  return [
    ...bare.matchAll(
      /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|(?<=[=(,:!&|?\s])\/(?![/*])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\//g,
    ),
  ].map((m) => m[0]);
}

describe("the house", () => {
  const rules = table();

  it("has a row in DESIGN.md for every room", () => {
    expect([...new Set(code.map(roomOf))].filter((r) => !rules.has(r))).toEqual([]);
  });

  it("imports only what the table allows", () => {
    const faults: string[] = [];
    for (const file of code) {
      const allowed = rules.get(roomOf(file));
      for (const [, type, target] of readFileSync(file, "utf8").matchAll(
        /(?:import|export)\s+(type\s+)?[^;"']*?from\s+"(\.[^"]+)"/g,
      )) {
        const room = roomOf(resolve(dirname(file), target!));
        if (!allowed?.has(room)) faults.push(`${relative(root, file)} imports ${room}`);
        if (roomOf(file) === "web" && room !== "web" && !type)
          faults.push(`${relative(root, file)} imports more than types of ${room}`);
      }
    }
    expect(faults).toEqual([]);
  });

  it("keeps SQL to the store and exits to the command line", () => {
    const faults: string[] = [];
    for (const file of code) {
      const text = literals(readFileSync(file, "utf8")).join("\n");
      const where = relative(root, file);
      if (
        !["store", "show"].includes(roomOf(file)) &&
        /["'`]\s*(select|insert|update|delete|create table|pragma)\s/i.test(text)
      )
        faults.push(`${where} speaks SQL`);
      if (
        !["cli", "training", "web"].includes(roomOf(file)) &&
        /\bprocess\.exit|\bconsole\.(log|error)\(/.test(readFileSync(file, "utf8"))
      )
        faults.push(`${where} prints or exits`);
    }
    expect(faults).toEqual([]);
  });

  it("names no language and holds no word of one in src/", () => {
    const packs = join(root, "languages");
    const codes = readdirSync(packs).filter((d) => statSync(join(packs, d)).isDirectory());
    const wordsIn = (dir: string): Set<string> => {
      const out = new Set<string>();
      const take = (value: unknown, key: string): void => {
        if (typeof value === "string") {
          if (!["name", "example", "not", "type", "mode", "frame", "act", "english"].includes(key))
            for (const w of value.toLowerCase().match(/\p{L}{5,}/gu) ?? []) out.add(w);
        } else if (Array.isArray(value))
          for (const v of value) take(v, key === "nouns" || key === "verbs" ? "word" : key);
        else if (value && typeof value === "object") for (const [k, v] of Object.entries(value)) take(v, k);
      };
      for (const file of filesBelow(dir, (n) => n.endsWith(".yaml")))
        if (!file.includes("/cases/") && !/(pack|time|furniture|offices|tokens)\.yaml$/.test(file))
          take(load(readFileSync(file, "utf8")), "");
      return out;
    };
    const own = wordsIn(join(packs, "en"));
    const foreign = new Set(
      codes
        .filter((c) => c !== "en")
        .flatMap((c) => [...wordsIn(join(packs, c))])
        .filter((w) => !own.has(w)),
    );
    // words that are English as well
    for (const w of [
      "parte",
      "articles",
      "vertical",
      "partner",
      "leader",
      "premier",
      "portal",
      "sector",
      "radar",
      "intelligence",
      "media",
      "marine",
      "regime",
      "missile",
      "possessives",
      "relatives",
      "descriptions",
      "class",
      "phrase",
      "money",
      "relief",
      "troops",
      "weapons",
      "technology",
      "energy",
      "recipient",
      "toward",
      "against",
      "between",
      "about",
      "person",
      "state",
      "agency",
      "outlet",
      "organisation",
      "singular",
      "plural",
      "tweet",
      "drone",
      "summit",
      "raid",
      "civile",
      "congresso",
      "patriot",
      "relazione",
      "piano",
    ])
      foreign.delete(w);
    const faults: string[] = [];
    for (const file of code) {
      for (const literal of literals(readFileSync(file, "utf8"))) {
        const inner = literal.slice(1, -1);
        if (codes.includes(inner)) faults.push(`${relative(root, file)} names the language ${inner}`);
        for (const w of inner.toLowerCase().match(/\p{L}{5,}/gu) ?? [])
          if (foreign.has(w)) faults.push(`${relative(root, file)}: ${w}`);
      }
    }
    expect(faults).toEqual([]);
  });
});
