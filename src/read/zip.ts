/** ZIP archives: the entries with their bytes, each bounded, so that a bomb bursts nothing. */
import { inflateRawSync } from "node:zlib";

export interface ZipEntry {
  readonly name: string;
  /** Null where it cannot be unpacked: too large, encrypted, broken. */
  readonly bytes: Uint8Array | null;
  readonly fault: "too-large" | "unreadable" | null;
}

/** Entries in the order of the directory. Throws Error where there is no directory. */
export function* zipEntries(archive: Uint8Array, largest: number): Generator<ZipEntry> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = directoryEnd(view);
  if (end < 0) throw new Error("the archive has no directory");
  let at = view.getUint32(end + 16, true);
  const count = view.getUint16(end + 10, true);
  for (let n = 0; n < count && at + 46 <= view.byteLength && view.getUint32(at, true) === 0x02014b50; n++) {
    const flags = view.getUint16(at + 8, true);
    const method = view.getUint16(at + 10, true);
    const packed = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder(flags & 0x800 ? "utf-8" : "latin1").decode(
      archive.subarray(at + 46, at + 46 + nameLength),
    );
    const local = view.getUint32(at + 42, true);
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (name.endsWith("/") || /(?:^|\/)(?:\.|__MACOSX\/)/.test(name)) continue;
    if (size > largest) {
      yield { name, bytes: null, fault: "too-large" };
      continue;
    }
    yield { name, ...unpack(archive, view, local, method, packed, flags, largest) };
  }
}

function unpack(
  archive: Uint8Array,
  view: DataView,
  local: number,
  method: number,
  packed: number,
  flags: number,
  largest: number,
): Omit<ZipEntry, "name"> {
  try {
    if (flags & 1) return { bytes: null, fault: "unreadable" };
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const data = archive.subarray(from, from + packed);
    if (method === 0) return { bytes: data, fault: null };
    if (method === 8) return { bytes: inflateRawSync(data, { maxOutputLength: largest }), fault: null };
    return { bytes: null, fault: "unreadable" };
  } catch (e) {
    return {
      bytes: null,
      fault: (e as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? "too-large" : "unreadable",
    };
  }
}

/** Offset of the record that ends the directory, or -1. */
function directoryEnd(view: DataView): number {
  for (let i = view.byteLength - 22; i >= Math.max(0, view.byteLength - 65_557); i--)
    if (view.getUint32(i, true) === 0x06054b50) return i;
  return -1;
}
