import type { ResourceGraph } from "./graph.ts";
import type { Layer } from "./layer.ts";
import type { Relationship, RelationshipKind } from "./relationship.ts";
import type { FacetsOf, ResourceClass } from "./resource-class.ts";
import { classOf, type Resource, type ResourceOfClass } from "./resource.ts";
import type { Severity } from "./severity.ts";
import { UnknownRead } from "./unknown.ts";

/** Where a path may stand: a resource of one of these classes that satisfies `admits`. */
export type Stop = {
  classes: ReadonlySet<ResourceClass>;
  /** Throws `UnknownRead` where it rests on something not collected: then nothing is claimed. */
  admits: (resource: Resource, graph: ResourceGraph) => boolean;
};

/** One edge of a hop: `out` along the relationship, `in` against it; `onto` narrows what it may arrive at. */
export type Step = {
  kind: RelationshipKind;
  direction: "out" | "in";
  onto?: ReadonlySet<ResourceClass>;
  /** Only where it leads into another account. */
  acrossAccounts?: true;
};

export type Hop = {
  over: readonly Step[];
  /** How many edges the hop walks. Zero as minimum makes it optional. */
  min: number;
  max: number;
  /** Classes of the resources between the two stops; null where any may stand there. */
  between: ReadonlySet<ResourceClass> | null;
  to: Stop;
};

/** A resource of one of `classes`. With one class, `where` reads its facets typed. */
export function at<const C extends ResourceClass>(
  classes: C | readonly C[],
  where: (resource: ResourceOfClass<C>, graph: ResourceGraph) => boolean = () => true,
): Stop {
  const admitted = new Set<ResourceClass>(typeof classes === "string" ? [classes] : classes);
  return {
    classes: admitted,
    // Safe because the class was just compared, and the facets follow the class.
    admits: (resource, graph) =>
      admitted.has(classOf(resource.type)) && where(resource as unknown as ResourceOfClass<C>, graph),
  };
}

export const out = (...kinds: RelationshipKind[]): Step[] =>
  kinds.map((kind) => ({ kind, direction: "out" as const }));
export const into = (...kinds: RelationshipKind[]): Step[] =>
  kinds.map((kind) => ({ kind, direction: "in" as const }));

/** The same steps, only where they lead into another account. */
export const acrossAccounts = (steps: readonly Step[]): Step[] =>
  steps.map((step) => ({ ...step, acrossAccounts: true }));

/** From an AI service to the deployments it hosts: not to the agents beside them, which have callers of their own. */
export const toDeployments: readonly Step[] = [...into("hosted-on"), ...out("contains")].map((step) => ({
  ...step,
  onto: new Set<ResourceClass>(["model-deployment"]),
}));

/** The stop reached over one edge, or over up to `max` edges through resources of the classes `between`. */
export function over(
  steps: readonly Step[],
  to: Stop,
  { max = 1, between }: { max?: number; between?: readonly ResourceClass[] } = {},
): Hop {
  return { over: steps, min: 1, max, between: between ? new Set(between) : null, to };
}
/** The same, but the path may also stay where it is if that already satisfies the stop. */
export const maybe = (...args: Parameters<typeof over>): Hop => ({ ...over(...args), min: 0 });

/** True where no such edge leaves the resource; what was not collected is unknown, never absent. */
export function lacks(graph: ResourceGraph, resource: { key: string }, kind: RelationshipKind): boolean {
  const { value, gap } = graph.readingGaps(() => graph.follow(resource.key, kind).length === 0);
  if (value && gap) throw new UnknownRead(gap);
  return value;
}

/** The facets of a class, for a stop that admits several. */
export const facetsOf = <C extends ResourceClass>(
  resource: ResourceOfClass<ResourceClass>,
  wanted: C,
): FacetsOf<C> | null =>
  // Safe because the class is compared first.
  classOf(resource.type) === wanted ? (resource.facets as FacetsOf<C>) : null;

export type Fix = {
  /** What is changed, the same word over all paths, so that one change is counted once. */
  aspect: string;
  /** The stop whose resource is changed. */
  stop: number;
  /** `{n}` stands for the name of the resource at stop n. */
  change: string;
  effort: "low" | "medium" | "high";
  /** Globs over check ids that cover it: their findings on the resource are evidence and close with it. */
  checks: readonly string[];
};

export type PathExample = {
  name: string;
  resources: readonly Resource[];
  relationships: readonly Relationship[];
  /** Keys of every path, in order. */
  paths: readonly (readonly string[])[];
};

type AttackPathSpec = {
  /** The file's name under `lib/correlation/attack-paths`, without its ending. */
  id: string;
  title: string;
  severity: Severity;
  layers: readonly Layer[];
  /** One sentence that an executive understands; `{n}` stands for the name of the resource at stop n. */
  story: string;
  /** Cheapest safe change first. */
  fixes: readonly Fix[];
  /** MITRE ATLAS 5.6 technique ids. */
  atlas: readonly string[];
  /** OWASP ids with their edition. */
  owasp: readonly string[];
  from: Stop;
  hops: readonly Hop[];
  /** The two stops that identify an issue, if not the ends: paths that differ elsewhere are one issue. */
  identity?: { start: number; end: number };
  /** Shapes that say less: where one with the same start ends on this path, only this one is reported. */
  covers?: readonly string[];
  /** Ways of `docs/attack-paths.md` that it answers. */
  answers?: readonly string[];
  /** Built on demand. */
  examples: () => readonly PathExample[];
};

export type AttackPath = Omit<AttackPathSpec, "identity" | "covers" | "answers"> & {
  identity: { start: number; end: number };
  covers: readonly string[];
  answers: readonly string[];
};

export const defineAttackPath = (spec: AttackPathSpec): AttackPath => ({
  ...spec,
  identity: spec.identity ?? { start: 0, end: spec.hops.length },
  covers: spec.covers ?? [],
  answers: spec.answers ?? [],
});
