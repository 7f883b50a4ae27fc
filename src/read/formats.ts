/** One input's bytes -> its articles: tells the kind by content and hands on to the reader of that kind. */
import type { Article, Skipped } from "../model/article.ts";
import type { DayInterval } from "../model/time.ts";
import { declaredCharset, decode } from "./decode.ts";
import { readPage } from "./page.ts";
import type { FurniturePacks } from "./phrases.ts";
import { sniffBytes, sniffText } from "./sniff.ts";
import { readText } from "./text.ts";

export interface ReadOptions {
  readonly furniture: FurniturePacks;
  readonly identify?: (text: string) => { readonly language: string };
  /** Publication given by the user for everything read. */
  readonly published?: DayInterval | null;
  /** Largest article in bytes. */
  readonly maxBytes: number;
}

/** Options with the usual limit: 20 MB an article. */
export const readOptions = (options: Omit<ReadOptions, "maxBytes"> & { readonly maxBytes?: number }): ReadOptions => ({
  ...options,
  maxBytes: options.maxBytes ?? 20_000_000,
});

/** Reads bytes of any kind. `source` is a file name or an address; `contentType` the header where there was one. */
export function* readBytes(bytes: Uint8Array, source: string, options: ReadOptions, contentType: string | null = null): Generator<Article | Skipped> {
  if (bytes.length === 0) {
    yield { source, reason: "empty", message: "it is empty" };
    return;
  }
  const packed = sniffBytes(bytes);
  if (packed !== null) {
    yield { source, reason: "binary", message: `${packed} archives are not read yet` };
    return;
  }
  if (bytes.length > options.maxBytes) {
    yield { source, reason: "too-large", message: `${Math.round(bytes.length / 1e6)} MB are too much for one article` };
    return;
  }
  const decoded = decode(bytes, declaredCharset(bytes, contentType));
  if (decoded === null) {
    yield { source, reason: "binary", message: "this is no text" };
    return;
  }
  yield* readDecoded(decoded.text, source, options);
}

/** Reads a decoded text of any kind. */
export function* readDecoded(text: string, source: string, options: ReadOptions): Generator<Article | Skipped> {
  if (text.trim() === "" || !/[\p{L}\p{N}]/u.test(text)) {
    yield { source, reason: "empty", message: "there are no words in it" };
    return;
  }
  const kind = sniffText(text, source);
  if (kind === "html") {
    yield readPage(text, { ...options, source });
    return;
  }
  const article = readText(text, source, options);
  if (article.text.trim() === "") yield { source, reason: "no-article", message: "nothing is left beside page furniture" };
  else yield article;
}
