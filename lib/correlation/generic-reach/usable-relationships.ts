import type { RelationshipKind } from "#lib/domain/relationship.ts";
import type { ResourceClass } from "#lib/domain/resource-class.ts";

/**
 * What an intruder has at a resource: `calls` is to be heard by it, `acts` to do what it may do, `feeds` to decide what
 * it holds, and `sees` to read it.
 */
export const holds = ["calls", "acts", "feeds", "sees"] as const;
export type Hold = (typeof holds)[number];

export type Use = {
  has: Hold;
  kind: RelationshipKind;
  /** `out` along the relationship as it is read aloud, `in` against it. */
  direction: "out" | "in";
  gives: Exclude<Hold, "sees">;
  onto: readonly ResourceClass[];
  /** Only where the identity it gives is broad or an administrator: a narrow one is what its callers are meant to use. */
  onlyPowerful?: true;
  because: string;
};

const hears: readonly ResourceClass[] = ["api", "compute", "agent", "agent-tool"];
const runs: readonly ResourceClass[] = [
  "compute",
  "notebook",
  "training-job",
  "build",
  "workflow",
  "pipeline",
  "agent",
  "agent-tool",
  "cluster",
];
const stores: readonly ResourceClass[] = [
  "data-store",
  "dataset",
  "vector-store",
  "knowledge-base",
  "image-registry",
  "image",
  "model",
  "model-registry",
  "prompt",
];

/** Which relationships an intruder goes on over, and what that gives: the whole of generic reach in one table. */
export const usableRelationships: readonly Use[] = [
  {
    has: "calls",
    kind: "routes-to",
    direction: "out",
    gives: "calls",
    onto: hears,
    because: "requests are passed on",
  },
  {
    has: "calls",
    kind: "invokes",
    direction: "out",
    gives: "calls",
    onto: hears,
    because: "what a caller says is passed on",
  },
  {
    has: "calls",
    kind: "uses-tool",
    direction: "out",
    gives: "calls",
    onto: ["agent-tool"],
    because: "an agent hands on what it was told",
  },
  {
    has: "calls",
    kind: "runs-as",
    direction: "out",
    gives: "acts",
    onto: ["identity"],
    onlyPowerful: true,
    because: "a flaw, or a well-worded request, borrows its rights",
  },

  {
    has: "acts",
    kind: "runs-as",
    direction: "out",
    gives: "acts",
    onto: ["identity"],
    because: "its credentials are there to take",
  },
  {
    has: "acts",
    kind: "can-assume",
    direction: "out",
    gives: "acts",
    onto: ["identity"],
    because: "it may become that identity",
  },
  {
    has: "acts",
    kind: "can-escalate-to",
    direction: "out",
    gives: "acts",
    onto: ["identity"],
    because: "it can give itself those rights",
  },
  {
    has: "acts",
    kind: "member-of",
    direction: "out",
    gives: "acts",
    onto: ["identity"],
    because: "members have the group's rights",
  },
  {
    has: "acts",
    kind: "can-manage",
    direction: "out",
    gives: "acts",
    onto: [...runs, "identity"],
    because: "what it runs, or whom it trusts, can be changed",
  },
  {
    has: "acts",
    kind: "can-manage",
    direction: "out",
    gives: "feeds",
    onto: [...stores, "repository"],
    because: "what it holds can be changed",
  },
  {
    has: "acts",
    kind: "can-write",
    direction: "out",
    gives: "feeds",
    onto: stores,
    because: "what it holds can be changed",
  },
  {
    has: "acts",
    kind: "holds-credential-of",
    direction: "out",
    gives: "acts",
    onto: ["identity", "credential"],
    because: "the credential opens it",
  },
  {
    has: "acts",
    kind: "built-by",
    direction: "in",
    gives: "acts",
    onto: ["compute", "model-deployment"],
    because: "what was built there runs as built",
  },

  {
    has: "feeds",
    kind: "ingests",
    direction: "in",
    gives: "feeds",
    onto: stores,
    because: "it is filled from there",
  },
  {
    has: "feeds",
    kind: "indexes-into",
    direction: "in",
    gives: "feeds",
    onto: ["knowledge-base"],
    because: "it looks up there",
  },
  {
    has: "feeds",
    kind: "grounded-on",
    direction: "in",
    gives: "calls",
    onto: ["agent", "compute"],
    because: "what it reads there it takes for instructions",
  },
  {
    has: "feeds",
    kind: "trained-on",
    direction: "in",
    gives: "feeds",
    onto: ["model"],
    because: "it learned from there",
  },
  {
    has: "feeds",
    kind: "stores-artifacts-in",
    direction: "in",
    gives: "feeds",
    onto: ["model"],
    because: "its files lie there",
  },
  {
    has: "feeds",
    kind: "pulls-image",
    direction: "in",
    gives: "acts",
    onto: ["compute", "notebook", "training-job", "build", "model-deployment"],
    because: "it runs what lies there",
  },
  {
    has: "feeds",
    kind: "contains",
    direction: "out",
    gives: "acts",
    onto: ["workflow"],
    because: "a repository's own files are its pipelines",
  },

  {
    has: "sees",
    kind: "holds-credential-of",
    direction: "out",
    gives: "acts",
    onto: ["identity", "credential"],
    because: "the credential opens it",
  },
];

export type Taking = Pick<Use, "has" | "kind" | "direction" | "onto" | "because">;

/** The last step: over which relationships what matters is lost, once an intruder is beside it. */
export const takings: readonly Taking[] = [
  {
    has: "calls",
    kind: "runs-as",
    direction: "out",
    onto: ["identity"],
    because: "an administrator is borrowed",
  },
  {
    has: "acts",
    kind: "can-read",
    direction: "out",
    onto: ["data-store", "dataset", "vector-store", "secret", "key-vault", "model"],
    because: "it is read",
  },
  {
    has: "acts",
    kind: "can-write",
    direction: "out",
    onto: ["data-store", "dataset", "vector-store", "model"],
    because: "it is changed or encrypted",
  },
  {
    has: "acts",
    kind: "can-manage",
    direction: "out",
    onto: [
      "data-store",
      "dataset",
      "vector-store",
      "secret",
      "key-vault",
      "model",
      "model-deployment",
      "agent",
      "identity",
      "compute",
      "api",
    ],
    because: "it is reconfigured",
  },
  {
    has: "acts",
    kind: "runs-as",
    direction: "out",
    onto: ["identity"],
    because: "an administrator's credentials are there to take",
  },
  {
    has: "acts",
    kind: "can-assume",
    direction: "out",
    onto: ["identity"],
    because: "it may become an administrator",
  },
  {
    has: "acts",
    kind: "can-escalate-to",
    direction: "out",
    onto: ["identity"],
    because: "it can make itself an administrator",
  },
  {
    has: "acts",
    kind: "member-of",
    direction: "out",
    onto: ["identity"],
    because: "the group is an administrator",
  },
  {
    has: "acts",
    kind: "holds-credential-of",
    direction: "out",
    onto: ["identity", "data-store", "vector-store", "secret", "model-deployment"],
    because: "the credential opens it",
  },
  {
    has: "feeds",
    kind: "grounded-on",
    direction: "in",
    onto: ["agent"],
    because: "it answers from what an intruder wrote",
  },
  {
    has: "feeds",
    kind: "trained-on",
    direction: "in",
    onto: ["model"],
    because: "it learned what an intruder wrote",
  },
  {
    has: "feeds",
    kind: "serves",
    direction: "in",
    onto: ["model-deployment"],
    because: "it answers as an intruder's model does",
  },
  {
    has: "sees",
    kind: "holds-credential-of",
    direction: "out",
    onto: ["identity", "data-store", "vector-store", "secret", "model-deployment"],
    because: "the credential opens it",
  },
];
