/** Reads unlabelled text: plain lines, or the words alone of token files (any label column is never looked at). */
import { readFileSync } from "node:fs";
import { UserError } from "../model/errors.ts";

/** Joins tokens to a sentence: no space after an apostrophe or an opening sign, none before a closing one. */
export function joinTokens(tokens: readonly string[]): string {
  let text = "";
  for (const token of tokens) {
    const glued = text === "" || /[\s'’(«“]$/.test(text) || /^[.,;:!?)»”%]/.test(token);
    text += glued ? token : ` ${token}`;
  }
  return text;
}

/** Sentences of a file: `.txt` one a line, `.tsv` the first column with blank lines between, `.conll` the fourth by sentence number. */
export function readRawText(path: string): string[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8").replace(/\r/g, "");
  } catch {
    throw new UserError(`no raw text ${path}`, { hint: "check --heard" });
  }
  if (path.endsWith(".tsv")) {
    return text
      .trim()
      .split(/\n\s*\n/)
      .map((block) => joinTokens(block.split("\n").map((line) => line.split("\t")[0] as string)));
  }
  if (path.endsWith(".conll")) {
    const sentences = new Map<string, string[]>();
    for (const line of text.split("\n")) {
      const [article = "", sentence = "", , token] = line.split("\t");
      if (!token || line.startsWith("#")) continue;
      const key = `${article} ${sentence}`;
      const tokens = sentences.get(key);
      if (tokens) tokens.push(token);
      else sentences.set(key, [token]);
    }
    return [...sentences.values()].map(joinTokens);
  }
  return text.split("\n").filter((line) => line.trim() !== "");
}
