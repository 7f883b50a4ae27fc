/** The built page from dist/web: a fixed set of files, listed once, so no path of a request ever reaches the disk. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

export interface Asset {
  readonly file: string;
  readonly type: string;
  /** Its name carries a content hash. */
  readonly lasting: boolean;
}

/** Folder -> address (`/assets/x.js`) -> file. An absent folder gives no assets. */
export function assetsIn(folder: string): ReadonlyMap<string, Asset> {
  const found = new Map<string, Asset>();
  const walk = (at: string) => {
    for (const name of readdirSync(at).sort()) {
      const file = join(at, name);
      if (statSync(file).isDirectory()) walk(file);
      else {
        const type = types[extname(name)];
        const path = `/${relative(folder, file).split(sep).join("/")}`;
        if (type) found.set(path, { file, type, lasting: path.startsWith("/assets/") });
      }
    }
  };
  try {
    walk(folder);
  } catch {
    return new Map();
  }
  return found;
}

/** The bytes of an asset. */
export const bytesOf = (asset: Asset): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(asset.file));
