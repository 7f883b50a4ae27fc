/** Readings as they lie on disk. */
import { inflateRawSync } from "node:zlib";
import { noPack, type Reading } from "../model/reading.ts";

/** The reading in a packed column. */
export const unpack = (bytes: Uint8Array): Reading => JSON.parse(inflateRawSync(bytes).toString("utf8")) as Reading;

/** No pack could read the language of the article. */
export const isUnread = ({ article, events, statements, flags }: Reading): boolean =>
  events.length + statements.length === 0 && (article.language === "und" || flags.some((f) => f.code === noPack));
