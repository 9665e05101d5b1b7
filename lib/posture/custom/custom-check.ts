import type { CustomCheckDefinition } from "#lib/contract/custom-checks.ts";
import { fail, notApplicable, pass, type Check, type Outcome } from "#lib/domain/check.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { resourceTypes, type Resource, type ResourceType } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { toExamples } from "./example.ts";
import { compileExpression, type Compiled } from "./expression.ts";
import { factsOf } from "./fact-map.ts";
import { variablesOf } from "./fact-type.ts";
import { during, newRun, type Run } from "./run.ts";
import type { Problem } from "./syntax.ts";

export const customPrefix = "custom/";
export const customId = (slug: string): string => customPrefix + slug;

export type FieldProblems = Partial<Record<"when" | "passes", Problem[]>>;

/** A definition as a check that the engine runs like any other, or what is wrong with its expressions. */
export function compileCustomCheck(
  definition: CustomCheckDefinition,
  version: number,
): { check: Check } | { problems: FieldProblems } {
  const variables = variablesOf(definition.class, definition.type);
  const passes = compileExpression(definition.passes, variables);
  const when = definition.when === null ? null : compileExpression(definition.when, variables);
  const problems: FieldProblems = {
    ...("problems" in passes ? { passes: passes.problems } : {}),
    ...(when && "problems" in when ? { when: when.problems } : {}),
  };
  if ("problems" in passes || (when && "problems" in when)) return { problems };
  return { check: toCheck(definition, version, passes.compiled, when?.compiled ?? null) };
}

function toCheck(
  definition: CustomCheckDefinition,
  version: number,
  passes: Compiled,
  when: Compiled | null,
): Check {
  const { slug, title, severity, layer, risk, remediation, references, failure } = definition;
  const id = customId(slug);
  const check: Check = {
    id,
    version,
    title,
    severity,
    layer,
    function: definition.function,
    risk,
    remediation: { summary: remediation, cli: "", terraform: "", console: [] },
    references,
    follows: [...new Set([...passes.follows, ...(when?.follows ?? [])])],
    appliesTo: typesOf(definition),
    parameters: {},
    values: {},
    withValues: () => check,
    logic: JSON.stringify([definition.when, definition.passes, failure]),
    evaluate: (resource, graph) => outcomeOf(id, { passes, when, failure }, resource, graph),
    examples: toExamples(definition),
  };
  return check;
}

export function typesOf(definition: Pick<CustomCheckDefinition, "class" | "type">): ResourceType[] {
  // Safe because these are the keys of that very object.
  const types = Object.keys(resourceTypes) as ResourceType[];
  return types.filter(
    (type) =>
      resourceTypes[type].class === definition.class &&
      (definition.type === null || type === definition.type),
  );
}

type Decision = { passes: Compiled; when: Compiled | null; failure: string };

function outcomeOf(id: string, decision: Decision, resource: Resource, graph: ResourceGraph): Outcome {
  graph.forgetGap();
  const run = newRun(graph, resource.key);
  const decided = during(run, () => decide(decision, resource));
  const unknown = unknownOf(id, run, graph, decided);
  if (unknown) return { status: "unknown", unknown };
  if (decided === "pass") return pass;
  return decided === "fail" ? fail(decision.failure, run.evidence) : notApplicable;
}

type Decided = "pass" | "fail" | "not-applicable" | { error: string };

function decide({ passes, when }: Decision, resource: Resource): Decided {
  const facts = factsOf(resource);
  const applies = when ? when.evaluate(facts) : true;
  if (applies === false) return "not-applicable";
  if (applies !== true) return applies;
  const passed = passes.evaluate(facts);
  if (typeof passed !== "boolean") return passed;
  return passed ? "pass" : "fail";
}

/** What was not collected decides nothing, whatever the expression says of the rest; nor does what it could not read. */
function unknownOf(id: string, run: Run, graph: ResourceGraph, decided: Decided): Unknown | null {
  const missing = run.unknown ?? graph.gapRead;
  if (missing) return missing;
  const message =
    run.exceeded ?? (typeof decided === "object" ? `It could not be decided: ${decided.error}` : null);
  return message === null
    ? null
    : { reason: "failed", call: id, permission: null, message: message.slice(0, 300) };
}
