/** mbox: the letters of a mailbox, as newsletters come. */
import { declaredCharset, decode } from "./decode.ts";
import { bytesOf, decodeWords, leavesOf, type Part, partOf } from "./mime.ts";

export interface Letter {
  readonly subject: string | null;
  /** Name of the sender, without the address. */
  readonly from: string | null;
  readonly date: string | null;
  readonly html: Uint8Array | null;
  readonly text: string | null;
}

/** The letters, in their order. */
export function* lettersOf(mailbox: Uint8Array): Generator<Letter> {
  const source = new TextDecoder("latin1").decode(mailbox);
  const start = /^From [^\r\n]*\r?\n/gm;
  const begins: { at: number; from: number }[] = [];
  for (let m = start.exec(source); m; m = start.exec(source)) {
    // a line of a body that begins so has text before it
    if (m.index === 0 || /\n\r?\n$/.test(source.slice(Math.max(0, m.index - 3), m.index)))
      begins.push({ at: m.index, from: start.lastIndex });
  }
  for (const [i, { from }] of begins.entries())
    yield letterOf(partOf(source.slice(from, begins[i + 1]?.at ?? source.length).replace(/^>(>*From )/gm, "$1")));
}

function letterOf(whole: Part): Letter {
  const leaves = leavesOf(whole);
  const find = (type: RegExp): Part | undefined =>
    leaves.find(
      (p) =>
        type.test(p.fields.get("content-type") ?? "text/plain") &&
        !/^attachment/i.test(p.fields.get("content-disposition") ?? ""),
    );
  const html = find(/^text\/html/i);
  const plain = find(/^text\/plain/i);
  const sender = decodeWords(whole.fields.get("from") ?? "");
  const name = /^\s*"?([^"<@]+?)"?\s*</.exec(sender)?.[1] ?? null;
  const subject = decodeWords(whole.fields.get("subject") ?? "").trim();
  const type = plain?.fields.get("content-type") ?? null;
  const bytes = plain ? bytesOf(plain) : null;
  return {
    subject: subject === "" ? null : subject,
    from: name,
    date: whole.fields.get("date") ?? null,
    html: html ? htmlBytes(html) : null,
    text: bytes ? (decode(bytes, declaredCharset(bytes, type))?.text ?? null) : null,
  };
}

/** A letter's page in UTF-8, whatever its part declares. */
function htmlBytes(part: Part): Uint8Array {
  const bytes = bytesOf(part);
  const text = decode(bytes, declaredCharset(bytes, part.fields.get("content-type") ?? null))?.text ?? "";
  return new TextEncoder().encode(text);
}
