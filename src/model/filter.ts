/** What a view is narrowed to: the same for every face and for the store. */

/** Values of each kind; lists mean any of. */
export interface Values {
  readonly actors?: readonly string[];
  readonly types?: readonly string[];
  readonly statuses?: readonly string[];
  readonly acts?: readonly string[];
  readonly places?: readonly string[];
  readonly sources?: readonly string[];
  /** Of claims: who asserts them, who denies them, by whom they were passed on, from whom they spring. */
  readonly asserts?: readonly string[];
  readonly denies?: readonly string[];
  readonly via?: readonly string[];
  readonly origins?: readonly string[];
}

export const disputes = ["both", "asserted", "denied"] as const;
/** On which sides a claim has statements. */
export type Dispute = (typeof disputes)[number];

/** What is wanted, and in `not` what is left out: whatever carries any of its values. Every field is optional. */
export interface Filter extends Values {
  /** Both must take part. */
  readonly pair?: readonly [string, string];
  readonly from?: string;
  readonly to?: string;
  readonly minOrigins?: number;
  /** Of claims: those on which both sides speak, or one alone. */
  readonly dispute?: Dispute;
  /** Of claims: only those told by a party to them (true), or by somebody who is none (false). */
  readonly party?: boolean;
  /** Full-text query over the evidence. */
  readonly query?: string;
  readonly not?: Values;
  readonly limit?: number;
  readonly offset?: number;
}
