/** Tells the encoding of bytes that declare none, and are no UTF-8, by the letters in them. */
import { analyse } from "chardet";

/** So many bytes of lines with letters beyond ASCII are looked at. */
const SAMPLE = 24_000;
/** Where fewer such letters stand, nothing can be told but by a very clear answer. */
const FEW = 12;
/** Least confidence, of a hundred, for few letters and for more. */
const CLEAR = 40;
const LIKELY = 20;

/**
 * A label of the encoding standard, or null where the content does not tell. What a page declares without meaning it, as
 * servers do by habit, gives way only to a clear answer.
 */
export function encodingByContent(bytes: Uint8Array, isDeclared = false): string | null {
  const { sample, beyond } = telling(bytes);
  if (beyond === 0 || (isDeclared && beyond < FEW)) return null;
  for (const { name, confidence } of analyse(Buffer.from(sample, "latin1"))) {
    if (confidence < (isDeclared || beyond < FEW ? CLEAR : LIKELY)) return null;
    try {
      return new TextDecoder(name, { fatal: false }).encoding;
    } catch {
      // an encoding of which the platform knows nothing
    }
  }
  return null;
}

/** Japanese in seven bits: its letters stand between escapes, so that it passes for ASCII. */
export function isEscaped(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return ["\u001b$B", "\u001b$@"].some((opens) => buffer.includes(opens)) && buffer.includes("\u001b(");
}

/** Longer tags are none. */
const LONGEST_TAG = 2000;

/**
 * The lines with letters beyond ASCII, without their markup, as Latin-1; no encoding of the web has `<`, `>` or a line
 * feed within a letter.
 */
function telling(bytes: Uint8Array): { readonly sample: string; readonly beyond: number } {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 2_000_000)).toString("latin1");
  let sample = "";
  let beyond = 0;
  const piece = /[^<\n\r]+/g;
  for (let found = piece.exec(text); found && sample.length < SAMPLE; found = piece.exec(text)) {
    const close = text[found.index - 1] === "<" ? found[0].slice(0, LONGEST_TAG).indexOf(">") : -1;
    const shown = found[0].slice(close + 1, close + 1 + SAMPLE);
    const letters = shown.match(/[\x80-\xff]/g)?.length ?? 0;
    if (letters === 0) continue;
    beyond += letters;
    sample += `${shown}\n`;
  }
  return { sample: sample.slice(0, SAMPLE), beyond };
}
