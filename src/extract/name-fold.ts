/** How names are compared: without accents and case, and by a key that romanisations of one name share. */

const letters: Readonly<Record<string, string>> = {
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ı: "i",
  ə: "a",
  ħ: "h",
  ŧ: "t",
  ŋ: "ng",
  ĸ: "k",
  ʻ: "",
  ʼ: "",
  "‘": "",
  "’": "",
};

const plainOf = new Map<string, string>();

/** One letter beyond ASCII without its marks. */
function plainLetter(c: string): string {
  const known = plainOf.get(c);
  if (known !== undefined) return known;
  const plain = c
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[\u0080-\u{10ffff}]/gu, (x) => letters[x] ?? x);
  if (plainOf.size > 20_000) plainOf.clear();
  plainOf.set(c, plain);
  return plain;
}

/** Lower case, Latin letters without marks: `Šojgu` -> `sojgu`, `Türkiye` -> `turkiye`. Other scripts stay. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  let i = 0;
  while (i < lower.length && lower.charCodeAt(i) < 128) i++;
  if (i === lower.length) return lower;
  let out = lower.slice(0, i);
  for (const c of lower.slice(i)) out += c.charCodeAt(0) < 128 ? c : plainLetter(c);
  return out;
}

const keys = new Map<string, string>();

/** Key of a folded name part that its romanisations share: `sergej`, `serghei`, `sergey` -> `sergei`; `zelenskyy` -> `zelenski`. */
export function keyOf(part: string): string {
  const known = keys.get(part);
  if (known !== undefined) return known;
  const key = keyed(part);
  if (keys.size > 200_000) keys.clear();
  keys.set(part, key);
  return key;
}

/** Whether no step of keyed would change anything: none of its letters or pairs occurs. */
function isPlain(part: string): boolean {
  let before = 0;
  for (let i = 0; i < part.length; i++) {
    const c = part.charCodeAt(i);
    // h j k q w x y z
    if (c === 104 || c === 106 || c === 107 || c === 113 || (c >= 119 && c <= 122) || c > 126) return false;
    // a letter twice, "ts", "ou"
    if (c === before || (c === 115 && before === 116) || (c === 117 && before === 111)) return false;
    before = c;
  }
  return true;
}

/** The work of keyOf; each step is skipped where its letters do not occur. */
function keyed(part: string): string {
  if (isPlain(part)) return part;
  let key = part;
  if (key.includes("h")) {
    if (key.includes("ch")) key = key.replace(/tsch|tch/g, "c").replace(/sch/g, "s");
    key = key
      .replace(/sh/g, "s")
      .replace(/dzh|zh/g, "z")
      .replace(/[kgctpdb]h/g, (m) => (m === "kh" ? "h" : m === "ch" ? "c" : m === "ph" ? "f" : m[0]!));
  }
  if (key.includes("dj")) key = key.replaceAll("dj", "z");
  if (key.includes("z") || key.includes("ts")) key = key.replace(/ts|tz|cz/g, "z");
  if (/[xkqwjy]/.test(key))
    key = key.replace(/[xkqwjy]/g, (c) => (c === "x" ? "cs" : c === "k" || c === "q" ? "c" : c === "w" ? "v" : c));
  key = key.replace(/oo|ou|ee/g, (m) => (m === "ee" ? "i" : "u"));
  if (/[jy]/.test(key)) key = key.replace(/[jy]/g, "i");
  return /(.)\1/.test(key) ? key.replace(/(.)\1+/g, "$1") : key;
}

/** The consonants of a key: `muhammad`, `mohamed` -> `mhmd`. */
export const boneOf = (key: string): string => key.replace(/[aeiou]/g, "");

/** Whether one letter more, less, other, or two swapped make `a` of `b`. Linear. */
export function near(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  if (a.length === b.length) {
    if (a.slice(i + 1) === b.slice(i + 1)) return true;
    return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
  }
  return a.length > b.length ? a.slice(i + 1) === b.slice(i) : a.slice(i) === b.slice(i + 1);
}

/** Whether two given names can be one: equal keys, an initial, equal consonants, a letter more or two swapped. */
export function sameGiven(a: string, b: string): boolean {
  if (a === b || a === "" || b === "") return a === b;
  if (a.length === 1 || b.length === 1) return a[0] === b[0];
  const bone = boneOf(a);
  if (bone.length >= 3 && bone === boneOf(b)) return true;
  if (Math.min(a.length, b.length) < 4 || !near(a, b)) return false;
  return a.length !== b.length || bone === boneOf(b) || [...a].sort().join("") === [...b].sort().join("");
}

/** `Sergej Lavrov` -> `sergej-lavrov`, for ids. */
export const slugOf = (name: string): string =>
  fold(name)
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80);
