/** Directed and read aloud from `from` to `to`: "the function runs-as the role". */
export const relationshipKinds = [
  // who acts
  "runs-as",
  "can-assume",
  "can-read",
  "can-write",
  "can-invoke",
  "can-manage",
  "can-pass",
  "can-escalate-to",
  "member-of",
  // how it is reached
  "routes-to",
  "invokes",
  "holds-credential-of",
  // what a model is made of and guarded by
  "serves",
  "hosted-on",
  "guarded-by",
  "uses-tool",
  "trained-on",
  "produces",
  "stores-artifacts-in",
  // what grounds it
  "grounded-on",
  "indexes-into",
  "ingests",
  // what surrounds it
  "built-by",
  "pulls-image",
  "encrypted-by",
  "logs-to",
  "monitored-by",
  "in-network",
  "reached-privately-through",
  "contains",
  "governed-by",
] as const;
export type RelationshipKind = (typeof relationshipKinds)[number];

export type Relationship = {
  from: string;
  kind: RelationshipKind;
  to: string;
  /** The deciding statement or setting, where there is one. */
  reason?: string;
};

/** How the reason of a relationship ends that holds only under a condition which was not told. */
export const underCondition = ", under a condition";
/** How sure a computed relationship is, from its reason. */
export const derivedBasis = (reason: string | null | undefined): "derived" | "maybe" =>
  reason?.includes(underCondition) ? "maybe" : "derived";
