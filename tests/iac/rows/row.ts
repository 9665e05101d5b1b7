/** A call to a provider, the part of its input that tells it from others, and what the provider answers. */
export type Answer = readonly [
  call: string,
  input: Readonly<Record<string, unknown>>,
  output: Readonly<Record<string, unknown>> | "not-found",
];

/**
 * One estate told twice: as Terraform declares it and as the provider answers it. It has the type in a bad and in a
 * good form, at the names `bad` and `good`.
 */
export type Row = {
  type: string;
  /** Types that tell of this one, and have no finding of their own. */
  parts?: readonly string[];
  hcl: string;
  answers: readonly Answer[];
  /** Where the provider lists everything alike, each as it is listed. */
  resources?: readonly object[];
  /** Checks that a plan cannot decide of this type though the provider could, and why. */
  untold?: Readonly<Record<string, string>>;
  /** Why no check condemns the type by itself, where none does. */
  neverBad?: string;
};
