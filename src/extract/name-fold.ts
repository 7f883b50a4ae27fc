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

/** Lower case, Latin letters without marks: `Šojgu` -> `sojgu`, `Türkiye` -> `turkiye`. Other scripts stay. */
export function fold(text: string): string {
  let plain = true;
  for (let i = 0; i < text.length; i++)
    if (text.charCodeAt(i) > 127) {
      plain = false;
      break;
    }
  const lower = text.toLowerCase();
  if (plain) return lower;
  return lower
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[\u0080-\u{10ffff}]/gu, (c) => letters[c] ?? c);
}

const keys = new Map<string, string>();

/** Key of a folded name part that its romanisations share: `sergej`, `serghei`, `sergey` -> `sergei`; `zelenskyy` -> `zelenski`. */
export function keyOf(part: string): string {
  const known = keys.get(part);
  if (known !== undefined) return known;
  const key = part
    .replace(/tsch|tch/g, "c")
    .replace(/sch|sh/g, "s")
    .replace(/zh|dzh|dj/g, "z")
    .replace(/kh|gh|ch|th|ph|dh|bh/g, (m) => (m === "kh" ? "h" : m === "ch" ? "c" : m === "ph" ? "f" : m[0]!))
    .replace(/ts|tz|cz/g, "z")
    .replace(/x/g, "ks")
    .replace(/[kq]/g, "c")
    .replace(/w/g, "v")
    .replace(/oo|ou/g, "u")
    .replace(/ee/g, "i")
    .replace(/[jy]/g, "i")
    .replace(/(.)\1+/g, "$1")
    .replace(/(?<=[a-z]{2})ii?$/g, "i");
  if (keys.size > 200_000) keys.clear();
  keys.set(part, key);
  return key;
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
