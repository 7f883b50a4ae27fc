/** Errors of the API: one shape, `{error: {code, message, hint}}`, whatever went wrong. */
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { UserError } from "../model/errors.ts";

/** A request that cannot be met, with the status it is answered by. */
export class Fault extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly hint: string | null;
  constructor(status: ContentfulStatusCode, code: string, message: string, hint: string | null = null) {
    super(message);
    this.name = "Fault";
    this.status = status;
    this.code = code;
    this.hint = hint;
  }
}

/** Any thrown value -> answer. A fault of the program itself shows no detail of this machine. */
export function answerTo(error: unknown, c: Context): Response {
  const fault =
    error instanceof Fault
      ? error
      : error instanceof UserError
        ? new Fault(400, "bad-input", error.message, error.hint)
        : error instanceof RangeError
          ? new Fault(400, "bad-request", error.message)
          : new Fault(500, "internal", "The program failed on this request.");
  return c.json({ error: { code: fault.code, message: fault.message, hint: fault.hint } }, fault.status);
}
