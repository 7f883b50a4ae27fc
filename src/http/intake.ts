/** Body of POST /api/articles -> inputs: pasted text and addresses as JSON, dropped files as a form. */
import type { Context } from "hono";
import { z } from "zod";
import type { Input } from "./dossier.ts";
import { Fault } from "./fault.ts";

const dayOrNone = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .nullish();
const pasted = z.object({ text: z.string().min(1), source: z.string().max(400).optional(), published: dayOrNone });
const addressed = z.object({ address: z.url({ protocol: /^https?$/ }).max(2000), published: dayOrNone });
const one = z.union([pasted, addressed]);
const body = z.union([one, z.object({ inputs: z.array(one).min(1).max(500) })]);

/** Most bytes of one request. */
export const largestBody = 64 * 1024 * 1024;

/** Reads the inputs of a request; a body of another shape is a Fault. */
export async function inputsOf(c: Context): Promise<readonly Input[]> {
  const type = c.req.header("content-type") ?? "";
  if (type.startsWith("application/json")) {
    const json = await c.req.json().catch(() => {
      throw new Fault(400, "bad-json", "The body is not JSON.");
    });
    const parsed = body.safeParse(json);
    if (!parsed.success)
      throw new Fault(400, "bad-body", "Send {text, source?, published?}, {address, published?} or {inputs: [...]}.");
    const list = "inputs" in parsed.data ? parsed.data.inputs : [parsed.data];
    return list.map((p) =>
      "address" in p
        ? { kind: "address", source: p.address, published: p.published ?? null }
        : { kind: "text", source: p.source || "pasted", text: p.text, published: p.published ?? null },
    );
  }
  const form = await c.req.formData().catch(() => {
    throw new Fault(400, "bad-form", "The form could not be read.");
  });
  const inputs: Input[] = [];
  for (const value of form.getAll("file")) {
    if (typeof value === "string") continue;
    const bytes = new Uint8Array(await value.arrayBuffer());
    inputs.push({ kind: "file", source: value.name || "dropped", bytes, published: null });
  }
  if (inputs.length === 0) throw new Fault(400, "no-file", "The form holds no file.");
  return inputs;
}
