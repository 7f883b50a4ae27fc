/** Words of a text as they are compared and searched: folded, with their endings off, the same for every language. */

/** Lower case without accents; `Però` -> `pero`. */
export const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();

/** A folded word without its ending, where enough of it stays: `missili` -> `missil`, `attacks` -> `attack`. */
export function stem(word: string): string {
  if (word.length < 5) return word.length === 4 ? word.replace(/[aeiou]$/, "") : word;
  const bare = word.endsWith("s") ? word.slice(0, -1) : word;
  return bare.replace(/[aeiouyаеёиоуыэюяйь]{1,2}$/u, "") || bare;
}

/** The folded words of a text, in its order. */
export const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** The stems of a text, in its order. */
export const stemsOf = (text: string): string[] => wordsOf(text).map(stem);

/** FNV-1a over UTF-16 units, twice with different seeds, as 16 hexadecimal digits: stable on every machine, no secret. */
export function digest(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x9e3779b1;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 0x01000193);
    b = Math.imul(b ^ c ^ (b >>> 15), 0x85ebca6b);
  }
  return (a >>> 0).toString(16).padStart(8, "0") + ((b ^ (b >>> 13)) >>> 0).toString(16).padStart(8, "0");
}
