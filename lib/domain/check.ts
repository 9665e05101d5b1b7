import type { Evidence } from "./evidence.ts";
import { ResourceGraph, type Gap } from "./graph.ts";
import type { Layer } from "./layer.ts";
import {
  defaultsOf,
  valuesSchema,
  type ParameterValues,
  type Parameters,
  type ValuesOf,
} from "./parameter.ts";
import type { Relationship, RelationshipKind } from "./relationship.ts";
import type { FacetsOf, ResourceClass } from "./resource-class.ts";
import {
  classOf,
  resourceTypes,
  type ClassOf,
  type PropertiesOf,
  type Resource,
  type ResourceOfClass,
  type ResourceType,
} from "./resource.ts";
import type { Severity } from "./severity.ts";
import { UnknownRead, type Unknown } from "./unknown.ts";

/** What a check may say. `unknown` is the engine's to say, when the check read what was not collected. */
export type CheckOutcome =
  | { status: "pass" }
  | { status: "fail"; reason: string; evidence: Evidence; restsOnAbsence?: true }
  | { status: "not-applicable" };
export type Outcome = CheckOutcome | { status: "unknown"; unknown: Unknown };
export type OutcomeStatus = Outcome["status"];

export const pass: CheckOutcome = { status: "pass" };
export const notApplicable: CheckOutcome = { status: "not-applicable" };
/** `reason` is a sentence about this resource; `evidence` names the values that were read. */
export const fail = (reason: string, evidence: Evidence): CheckOutcome => ({
  status: "fail",
  reason,
  evidence,
});

export type Remediation = {
  /** The cheapest safe fix, in one sentence. */
  summary: string;
  cli: string;
  terraform: string;
  console: readonly string[];
};

/** As `fail`, where what condemns the resource is that something was not found: across a gap that is unknown. */
export const missing = (reason: string, evidence: Evidence): CheckOutcome => ({
  status: "fail",
  reason,
  evidence,
  restsOnAbsence: true,
});

type CheckMetadata = {
  /** The file's path under `lib/posture/checks`, without its ending. */
  id: string;
  /** States the good condition. */
  title: string;
  severity: Severity;
  layer: Layer;
  function: "protect" | "detect" | "respond";
  /** What happens while the check fails. */
  risk: string;
  remediation: Remediation;
  /** Row of the responsibility model that it is evidence for, where none of the model's patterns names it. */
  evidenceFor?: string;
  /** Primary sources, https. */
  references: readonly string[];
  /** Relationship kinds that `evaluate` follows, either way; what makes a neighbour's change evaluate this again. */
  follows?: readonly RelationshipKind[];
  /** How many steps away `evaluate` looks over them; three if left out. The closer, the less a change evaluates. */
  followDepth?: 1 | 2;
};

type Neighbours = {
  resources?: readonly Resource[];
  relationships?: readonly Relationship[];
  gaps?: readonly Gap[];
};

type ExampleOf<R extends { properties: object; facets: object }, P extends Parameters = Parameters> = {
  name: string;
  /** What the organization set; the rest as usual. */
  parameters?: Partial<ValuesOf<P>>;
  /** Only what the check reads; reading anything else fails the example. */
  properties?: Partial<R["properties"]>;
  facets?: Partial<R["facets"]>;
  derived?: Resource["derived"];
  tags?: Record<string, string>;
  region?: string;
  unknown?: Record<string, Unknown>;
  neighbours?: Neighbours;
};

type ExamplesOf<R extends { properties: object; facets: object }, P extends Parameters = Parameters> = {
  pass: readonly ExampleOf<R, P>[];
  fail: readonly ExampleOf<R, P>[];
  notApplicable?: readonly ExampleOf<R, P>[];
  unknown?: readonly ExampleOf<R, P>[];
};

type TypeCheckSpec<T extends ResourceType, P extends Parameters> = CheckMetadata & {
  /** Several where what is asked is the same of each. */
  appliesTo: T | readonly T[];
  /** What organizations differ on, with what is right for most. */
  parameters?: P;
  evaluate: (resource: Resource<T>, graph: ResourceGraph, parameters: ValuesOf<P>) => CheckOutcome;
  examples: ExamplesOf<{ properties: PropertiesOf<T>; facets: FacetsOf<ClassOf<T>> }, P>;
};

type ClassCheckSpec<C extends ResourceClass, P extends Parameters> = CheckMetadata & {
  appliesToClass: C;
  /** What organizations differ on, with what is right for most. */
  parameters?: P;
  evaluate: (resource: ResourceOfClass<C>, graph: ResourceGraph, parameters: ValuesOf<P>) => CheckOutcome;
  examples: ExamplesOf<{ properties: Record<string, unknown>; facets: FacetsOf<C> }, P>;
};

/** What an example says of its check, deciding by the values that it states. */
export const evaluateExample = (check: Check, { graph, parameters }: CheckExample): Outcome | undefined => {
  const resource = graph.get(exampleKey);
  return resource && check.withValues(parameters).evaluate(resource, graph);
};

export type CheckExample = {
  name: string;
  expected: OutcomeStatus;
  graph: ResourceGraph;
  parameters: ParameterValues;
};

/** What the registry and the engine see: the resource's type is closed over, so no generic leaks. */
export type Check = CheckMetadata & {
  follows: readonly RelationshipKind[];
  appliesTo: readonly ResourceType[];
  /** Of an organization's own check: which version of it this is. */
  version?: number;
  parameters: Parameters;
  /** What it decides by: the usual values, or an organization's own. */
  values: ParameterValues;
  /** The same check deciding by these values; what they leave out is as usual. */
  withValues: (own: ParameterValues) => Check;
  evaluate: (resource: Resource, graph: ResourceGraph) => Outcome;
  /** Source text and values of the decision: when they change, everything the check applies to is evaluated again. */
  logic: string;
  examples: readonly CheckExample[];
};

export const exampleKey = "example";

/** A check on one type of resource, or on some that have no class of their own. */
export function defineCheck<
  const T extends ResourceType,
  const P extends Parameters = Readonly<Record<never, never>>,
>(spec: TypeCheckSpec<T, P>): Check {
  const { appliesTo, evaluate, examples, parameters, ...metadata } = spec;
  // Safe because the engine only hands over resources whose type is in `appliesTo`, and values its schema parsed.
  return build(metadata, [appliesTo].flat(), parameters ?? {}, evaluate as unknown as Decide, examples);
}

/** A check on every type of a class: a cloud added later inherits it. */
export function defineClassCheck<
  const C extends ResourceClass,
  const P extends Parameters = Readonly<Record<never, never>>,
>(spec: ClassCheckSpec<C, P>): Check {
  const { appliesToClass, evaluate, examples, parameters, ...metadata } = spec;
  const types = typesOfClass(appliesToClass);
  // Safe because every type in `types` has the class whose facets `evaluate` reads, and its schema parsed the values.
  return build(metadata, types, parameters ?? {}, evaluate as unknown as Decide, examples);
}

type Decide = (resource: Resource, graph: ResourceGraph, parameters: ParameterValues) => CheckOutcome;

const typesOfClass = (wanted: ResourceClass): ResourceType[] =>
  // Safe because these are the keys of that very object.
  (Object.keys(resourceTypes) as ResourceType[]).filter((type) => classOf(type) === wanted);

type LooseExamples = ExamplesOf<{ properties: object; facets: object }>;

function build(
  metadata: CheckMetadata,
  appliesTo: readonly ResourceType[],
  parameters: Parameters,
  decide: Decide,
  examples: LooseExamples,
): Check {
  const [exampleType] = appliesTo;
  if (!exampleType) throw new Error(`Check ${metadata.id} applies to no resource type`);
  const schema = valuesSchema(parameters);
  const usual = defaultsOf(parameters);
  const toExample =
    (expected: OutcomeStatus) =>
    (example: LooseExamples["pass"][number]): CheckExample => ({
      name: example.name,
      expected,
      graph: exampleGraph(metadata.id, exampleType, example),
      parameters: schema.parse(example.parameters ?? {}),
    });
  const all = [
    ...examples.pass.map(toExample("pass")),
    ...examples.fail.map(toExample("fail")),
    ...(examples.notApplicable ?? []).map(toExample("not-applicable")),
    ...(examples.unknown ?? []).map(toExample("unknown")),
  ];
  const decidingBy = (values: ParameterValues): Check => {
    const decideByThem = (resource: Resource, graph: ResourceGraph) => decide(resource, graph, values);
    return {
      ...metadata,
      follows: metadata.follows ?? [],
      appliesTo,
      parameters,
      values,
      withValues: (own) => decidingBy({ ...usual, ...own }),
      logic: decide.toString() + (Object.keys(parameters).length > 0 ? JSON.stringify(values) : ""),
      evaluate: (resource, graph) => outcomeOf(resource, graph, decideByThem),
      examples: all,
    };
  };
  return decidingBy(usual);
}

/** A fail proven by facts stands; what is milder, or proven by absence, and was read across a gap is unknown. */
function outcomeOf(
  resource: Resource,
  graph: ResourceGraph,
  decide: (resource: Resource, graph: ResourceGraph) => CheckOutcome,
): Outcome {
  try {
    graph.forgetGap();
    const value = decide(resource, graph);
    const gap = graph.gapRead;
    if (gap === null) return value;
    const stands = value.status === "fail" && value.restsOnAbsence !== true;
    return stands ? value : { status: "unknown", unknown: gap };
  } catch (error) {
    if (error instanceof UnknownRead) return { status: "unknown", unknown: error.unknown };
    throw error;
  }
}

function exampleGraph(
  checkId: string,
  type: ResourceType,
  example: LooseExamples["pass"][number],
): ResourceGraph {
  const { resources = [], relationships = [], gaps = [] } = example.neighbours ?? {};
  const unknown = example.unknown ?? {};
  // Safe because the spec typed what it gives, and reading what it leaves out throws.
  const resource = {
    key: exampleKey,
    type,
    name: exampleKey,
    account: "111122223333",
    region: example.region ?? null,
    tags: example.tags ?? {},
    properties: strictly(checkId, example.properties ?? {}, unknown, "properties"),
    facets: strictly(checkId, example.facets ?? {}, unknown, "facets"),
    unknown,
    derived: example.derived ?? {},
  } as unknown as Resource;
  return new ResourceGraph([resource, ...resources], relationships, gaps);
}

/** Refuses reads of what an example does not state, so no example passes by accident. */
function strictly(checkId: string, stated: object, unknown: Record<string, Unknown>, prefix: string): object {
  return new Proxy(stated, {
    get: (target, property) => {
      if (typeof property === "symbol" || property in target) return Reflect.get(target, property);
      const missing = unknown[`${prefix}.${property}`];
      if (missing) throw new UnknownRead(missing);
      throw new Error(`An example of ${checkId} does not state ${prefix}.${property}, which the check reads`);
    },
  });
}
