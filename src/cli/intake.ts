/** Articles out of what the command line names; what cannot be read is named on standard error. */
import { join } from "node:path";
import { loadFurniture } from "../language/furniture.ts";
import type { Article } from "../model/article.ts";
import type { DayInterval } from "../model/time.ts";
import { identify, type Reader } from "../pipeline.ts";
import { readOptions } from "../read/formats.ts";
import { type Bytes, readInput } from "../read/read.ts";
import type { Columns } from "../read/table.ts";
import { skip } from "./faults.ts";

export interface IntakeOptions {
  readonly published?: DayInterval;
  readonly language?: string;
  readonly columns?: Columns;
}

export function intakeOptions(reader: Reader, options: IntakeOptions) {
  return readOptions({
    furniture: loadFurniture(join(reader.root, "languages")),
    published: options.published ?? null,
    ...(options.columns ? { columns: options.columns } : {}),
    identify: options.language ? () => ({ language: options.language! }) : identify,
  });
}

/** The articles in files, folders, archives and standard input, in their order. */
export async function* articlesFrom(
  inputs: readonly (string | Bytes)[],
  reader: Reader,
  options: IntakeOptions,
): AsyncGenerator<Article> {
  for await (const result of readInput(inputs, intakeOptions(reader, options))) {
    if ("article" in result) yield result.article;
    else skip(result.skipped.source, result.skipped.reason, result.skipped.message);
  }
}
