/** Reads the YAML of a pack: values at once, lines only where something is wrong. */
import { CORE_SCHEMA, type EventType, load, type State, YAMLException } from "js-yaml";
import { UserError } from "../model/errors.ts";

/** The value of a YAML text; UserError with file and line where it is none. */
export function parseYaml(text: string, path: string): unknown {
  try {
    return load(text, { schema: CORE_SCHEMA });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const where = `${path}:${error.mark.line + 1}`;
    throw new UserError(`${where}: ${error.reason}`, { where });
  }
}

/** A value with the line on which it begins and what was read inside it: keys and values in turn, or items. */
interface Placed {
  line: number;
  value: unknown;
  readonly inside: Placed[];
}

/** The line of what stands under the keys, or of the innermost thing around it that the text has. */
export function lineOf(text: string, keys: readonly PropertyKey[]): number {
  const top: Placed = { line: 0, value: null, inside: [] };
  const open = [top];
  const listener = (event: EventType, state: State): void => {
    if (event === "open") {
      const node: Placed = { line: state.line, value: null, inside: [] };
      open.at(-1)?.inside.push(node);
      open.push(node);
      return;
    }
    const node = open.pop();
    if (node) node.value = state.result;
  };
  load(text, { schema: CORE_SCHEMA, listener });
  let at = top.inside[0] ?? top;
  for (const key of keys) {
    const { value, inside } = at;
    const next: Placed | undefined = Array.isArray(value)
      ? inside[key as number]
      : inside[inside.findIndex((n, i) => i % 2 === 0 && n.value === String(key)) + 1];
    if (next === undefined || (!Array.isArray(value) && next === inside[0])) break;
    at = next;
  }
  return (at.inside[0]?.line ?? at.line) + 1;
}
