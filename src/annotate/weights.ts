/** The weight files: a JSON head and byte sections, deflated; tables are kept as gaps between sorted keys. */
import { readFileSync } from "node:fs";
import { deflateSync, inflateSync } from "node:zlib";
import { UserError } from "../model/errors.ts";
import type { TableData } from "./tables.ts";

const MAGIC = "relazione-weights@1";

/** A weight file: a plain head and named byte sections. */
export interface WeightFile {
  readonly head: Record<string, unknown>;
  readonly sections: ReadonlyMap<string, Uint8Array>;
}

/** Bytes of a weight file. */
export function packWeights(file: WeightFile): Uint8Array {
  const names = [...file.sections.keys()];
  const head = new TextEncoder().encode(
    JSON.stringify({
      magic: MAGIC,
      head: file.head,
      sections: names.map((name) => [name, file.sections.get(name)?.length ?? 0]),
    }),
  );
  const parts: Uint8Array[] = [new Uint8Array(new Uint32Array([head.length]).buffer), head];
  for (const name of names) parts.push(file.sections.get(name) as Uint8Array);
  return deflateSync(Buffer.concat(parts), { level: 9 });
}

/** Reads a weight file; UserError when it is missing or not one of ours. */
export function readWeights(path: string): WeightFile {
  let bytes: Uint8Array<ArrayBufferLike>;
  try {
    bytes = inflateSync(readFileSync(path));
  } catch (error) {
    throw new UserError(`cannot read the weights ${path}: ${(error as Error).message}`, {
      hint: "train them with: npm run train -- CODE --data DIR",
    });
  }
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const headLength = view.getUint32(0, true);
    const parsed = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + headLength)));
    if (parsed.magic !== MAGIC) throw new Error(`expected ${MAGIC}`);
    const sections = new Map<string, Uint8Array>();
    let at = 4 + headLength;
    for (const [name, length] of parsed.sections as [string, number][]) {
      sections.set(name, bytes.subarray(at, at + length));
      at += length;
    }
    return { head: parsed.head, sections };
  } catch (error) {
    throw new UserError(`the weights ${path} are damaged: ${(error as Error).message}`, {
      hint: "train them again with: npm run train -- CODE --data DIR",
    });
  }
}

function pushVarint(out: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    out.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
}

/** Puts a table into sections `name.keys`, `name.lengths`, `name.class`, `name.high`, `name.low`. */
export function putTable(sections: Map<string, Uint8Array>, name: string, data: TableData): void {
  const keys: number[] = [];
  const lengths: number[] = [];
  let last = 0;
  for (let i = 0; i < data.keys.length; i++) {
    const key = (data.keys[i] as number) >>> 0;
    pushVarint(keys, key - last);
    last = key;
    pushVarint(lengths, (data.offsets[i + 1] as number) - (data.offsets[i] as number));
  }
  const parts = ["class", "high", "low"].map((part) => [part, new Uint8Array(data.cells.length)] as const);
  parts.forEach(([, bytes], k) => {
    for (let i = 0; i < data.cells.length; i++) bytes[i] = (data.cells[i] as number) >>> (16 - 8 * k);
  });
  sections.set(
    `${name}.shape`,
    new Uint8Array(new Uint32Array([data.classes, data.keys.length, data.cells.length]).buffer),
  );
  sections.set(`${name}.keys`, Uint8Array.from(keys));
  sections.set(`${name}.lengths`, Uint8Array.from(lengths));
  for (const [part, bytes] of parts) sections.set(`${name}.${part}`, bytes);
}

/** Is there a table of that name? */
export function hasTable(file: WeightFile, name: string): boolean {
  return file.sections.has(`${name}.shape`);
}

/** Takes a table out of a weight file; RangeError when the file has none of that name. */
export function takeTable(file: WeightFile, name: string): TableData {
  const take = (part: string): Uint8Array => {
    const bytes = file.sections.get(`${name}.${part}`);
    if (!bytes) throw new RangeError(`no table ${name} in the weights`);
    return bytes;
  };
  const shapeBytes = take("shape");
  const shape = new DataView(shapeBytes.buffer, shapeBytes.byteOffset, shapeBytes.byteLength);
  const classes = shape.getUint32(0, true);
  const count = shape.getUint32(4, true);
  const total = shape.getUint32(8, true);
  const keys = readVarints(take("keys"), count);
  const offsets = new Int32Array(count + 1);
  const lengths = readVarints(take("lengths"), count);
  let last = 0;
  for (let i = 0; i < count; i++) {
    last = (last + (keys[i] as number)) | 0;
    keys[i] = last;
    offsets[i + 1] = (offsets[i] as number) + (lengths[i] as number);
  }
  const classOf = take("class");
  const high = take("high");
  const low = take("low");
  const cells = new Uint32Array(total);
  for (let i = 0; i < total; i++)
    cells[i] = ((classOf[i] as number) << 16) | ((high[i] as number) << 8) | (low[i] as number);
  return { classes, keys, offsets, cells };
}

function readVarints(bytes: Uint8Array, count: number): Int32Array {
  const out = new Int32Array(count);
  let at = 0;
  for (let i = 0; i < count; i++) {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = bytes[at++] as number;
      value += (byte & 127) * scale;
      if (byte < 128) break;
      scale *= 128;
    }
    out[i] = value | 0;
  }
  return out;
}
