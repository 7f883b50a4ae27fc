/** Paths, folders and globs -> the files to read, in an order that is the same everywhere. */
import { lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import type { Skipped } from "../model/article.ts";

/** `path` opens the file, `name` is what it is called: its name, or its path below the folder that was given. */
export interface FileEntry {
  readonly path: string;
  readonly name: string;
  readonly size: number;
}

/** Walks the inputs in the order given, the entries of a folder by name. Faults come where they lie. */
export function* walk(inputs: readonly string[]): Generator<FileEntry | Skipped> {
  const seen = new Set<string>();
  for (const input of inputs) {
    const kind = kindOf(input);
    if (kind === null && isGlob(input)) {
      let any = false;
      for (const path of expandGlob(input)) {
        any = true;
        yield* enter(path, seen);
      }
      if (!any) yield skipped(input, "not-found", "no file fits this pattern");
    } else yield* enter(input, seen);
  }
}

function* enter(path: string, seen: Set<string>): Generator<FileEntry | Skipped> {
  const kind = kindOf(path);
  if (kind === "folder") {
    const root = realpathSync(path);
    yield* walkFolder(path, "", root, seen);
  } else yield* file(path, basename(path), seen);
}

function* walkFolder(folder: string, prefix: string, root: string, seen: Set<string>): Generator<FileEntry | Skipped> {
  let names: string[];
  try {
    names = readdirSync(folder).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  } catch (e) {
    yield skipped(folder, "unreadable", reasonOf(e));
    return;
  }
  for (const entry of names) {
    if (entry.startsWith(".")) continue;
    const path = join(folder, entry);
    const name = prefix === "" ? entry : `${prefix}/${entry}`;
    let isLink: boolean;
    try {
      isLink = lstatSync(path).isSymbolicLink();
    } catch (e) {
      yield skipped(path, "unreadable", reasonOf(e));
      continue;
    }
    if (isLink) {
      const target = realOf(path);
      if (target === null) yield skipped(path, "broken-link", "the link leads to nothing");
      else if (target !== root && !target.startsWith(root.endsWith(sep) ? root : root + sep))
        yield skipped(path, "outside", "the link leads out of the folder");
      else if (kindOf(path) === "file") yield* file(path, name, seen);
      continue;
    }
    if (kindOf(path) === "folder") yield* walkFolder(path, name, root, seen);
    else yield* file(path, name, seen);
  }
}

/** One file; a file that was already given, also by another way, is passed over. */
function* file(path: string, name: string, seen: Set<string>): Generator<FileEntry | Skipped> {
  let link = false;
  try {
    link = lstatSync(path).isSymbolicLink();
  } catch (e) {
    yield (e as NodeJS.ErrnoException).code === "ENOENT"
      ? skipped(path, "not-found", "there is no such file")
      : skipped(path, "unreadable", reasonOf(e));
    return;
  }
  const real = realOf(path);
  if (real === null) {
    yield link
      ? skipped(path, "broken-link", "the link leads to nothing")
      : skipped(path, "unreadable", "its place cannot be told");
    return;
  }
  if (seen.has(real)) return;
  seen.add(real);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) yield skipped(path, "unreadable", "it is gone");
  else if (!stat.isFile()) yield skipped(path, "unreadable", "this is neither a file nor a folder");
  else yield { path, name, size: stat.size };
}

function kindOf(path: string): "file" | "folder" | "other" | null {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    return !stat ? null : stat.isDirectory() ? "folder" : stat.isFile() ? "file" : "other";
  } catch {
    return null;
  }
}

function realOf(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

const isGlob = (input: string): boolean => /[*?]|\[.+\]/.test(input);

/** Paths that fit a pattern of `*`, `**`, `?` and `[...]`, sorted. */
function expandGlob(pattern: string): string[] {
  const fixed: string[] = [];
  const parts = pattern.split("/");
  while (parts.length > 0 && !isGlob(parts[0] ?? "")) fixed.push(parts.shift() ?? "");
  const base = fixed.join("/") || (pattern.startsWith("/") ? "/" : ".");
  const test = new RegExp(`^${parts.map(globPart).join("/").replaceAll("(?:.*)/", "(?:.*/)?")}$`, "u");
  const depth = parts.includes("**") ? 64 : parts.length;
  const found: string[] = [];
  const descend = (folder: string, level: number): void => {
    let names: string[] = [];
    try {
      names = readdirSync(folder);
    } catch {
      return;
    }
    for (const name of names.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))) {
      if (name.startsWith(".")) continue;
      const path = join(folder, name);
      if (test.test(relative(base, path).split(sep).join("/"))) found.push(base === "." ? relative(".", path) : path);
      else if (level < depth && lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) descend(path, level + 1);
    }
  };
  descend(base, 1);
  return found;
}

function globPart(part: string): string {
  if (part === "**") return "(?:.*)";
  return part
    .replace(/[\\^$.+(){}|]/g, "\\$&")
    .replace(/\[!/g, "[^")
    .replace(/\*/g, "[^/]*")
    .replace(/\?/g, "[^/]");
}

const skipped = (source: string, reason: string, message: string): Skipped => ({ source, reason, message });

const reasonOf = (e: unknown): string => {
  const code = (e as NodeJS.ErrnoException).code;
  return code === "EACCES" || code === "EPERM"
    ? "there is no permission to read it"
    : `it cannot be read (${code ?? "unknown"})`;
};
