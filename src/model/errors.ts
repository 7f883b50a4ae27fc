/** A fault that the person at the keyboard can mend. `hint` says how; `where` is `file:line` where known. */
export class UserError extends Error {
  readonly hint: string | null;
  readonly where: string | null;
  constructor(message: string, options: { hint?: string; where?: string } = {}) {
    super(message);
    this.name = "UserError";
    this.hint = options.hint ?? null;
    this.where = options.where ?? null;
  }
}
