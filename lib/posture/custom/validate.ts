import { CustomCheckDefinition, type CustomExample } from "#lib/contract/custom-checks.ts";
import { evaluateExample, type Check, type CheckExample, type Outcome } from "#lib/domain/check.ts";
import type { FieldProblem } from "#lib/domain/errors.ts";
import { facetSchemas, type ResourceClass } from "#lib/domain/resource-class.ts";
import { isResourceType, resourceTypes } from "#lib/domain/resource.ts";
import { compileCustomCheck, typesOf } from "./custom-check.ts";
import { facetsType } from "./fact-type.ts";
import { didYouMean } from "./nearest.ts";

export type Validated = { definition: CustomCheckDefinition; check: Check };

/** A definition whose expressions read what exists and whose examples come out as they say, or all that is wrong. */
export function validateDefinition(input: unknown, version = 1): Validated | { fields: FieldProblem[] } {
  const parsed = CustomCheckDefinition.safeParse(input);
  if (!parsed.success)
    return {
      fields: parsed.error.issues
        .slice(0, 20)
        .map(({ path, message }) => ({ field: path.join("."), message })),
    };
  const definition = parsed.data;
  const known = typeProblems(definition);
  if (known.length > 0) return { fields: known };
  const compiled = compileCustomCheck(definition, version);
  const wrongExamples = exampleProblems(definition);
  if ("problems" in compiled) {
    const { when = [], passes = [] } = compiled.problems;
    const wrong = [
      ...when.map(({ message, at }) => ({ field: "when", message: message + placeOf(at) })),
      ...passes.map(({ message, at }) => ({ field: "passes", message: message + placeOf(at) })),
    ];
    return { fields: [...wrong, ...wrongExamples] };
  }
  if (wrongExamples.length > 0) return { fields: wrongExamples };
  const fields = outcomeProblems(compiled.check);
  return fields.length > 0 ? { fields } : { definition, check: compiled.check };
}

const placeOf = (at: number | null): string => (at === null ? "" : ` (at character ${at + 1})`);

function typeProblems({ class: wanted, type }: CustomCheckDefinition): FieldProblem[] {
  const types = typesOf({ class: wanted, type: null });
  if (type === null && types.length > 0) return [];
  if (type === null) return [{ field: "class", message: "Nothing that is collected has this class" }];
  if (types.some((one) => one === type)) return [];
  return [{ field: "type", message: `${wanted} has no type ${type}.${didYouMean(type, types)}` }];
}

const sides = ["pass", "fail", "notApplicable"] as const;

/** Facts of examples that could never be read, since no resource of the class has them so. */
function exampleProblems({ class: wanted, type, examples }: CustomCheckDefinition): FieldProblem[] {
  return sides.flatMap((side) =>
    examples[side].flatMap((example, at) => [
      ...factProblems(`examples.${side}.${at}`, wanted, type, example),
      ...example.neighbours.flatMap((one, index) =>
        factProblems(`examples.${side}.${at}.neighbours.${index}`, one.class, null, one),
      ),
    ]),
  );
}

function factProblems(
  field: string,
  wanted: ResourceClass,
  type: string | null,
  { facets, properties }: Pick<CustomExample, "facets" | "properties">,
): FieldProblem[] {
  const facetsKnown = facetsType(wanted);
  const names = facetsKnown.kind === "record" ? [...facetsKnown.fields.keys()] : [];
  const unknown = Object.keys(facets)
    .filter((name) => !names.includes(name))
    .map((name) => ({
      field: `${field}.facets.${name}`,
      message: `${wanted} has no facet ${name}.${didYouMean(name, names)}`,
    }));
  const schemas = [
    ["facets", facetSchemas[wanted], facets],
    ...(type !== null && isResourceType(type)
      ? [["properties", resourceTypes[type].properties, properties] as const]
      : []),
  ] as const;
  const unfit = schemas.flatMap(([part, schema, values]) => {
    const result = schema.partial().safeParse(values);
    return (result.error?.issues ?? []).map(({ path, message }) => ({
      field: `${field}.${part}.${path.join(".")}`,
      message,
    }));
  });
  return [...unknown, ...unfit];
}

const fieldOf = {
  pass: "pass",
  fail: "fail",
  "not-applicable": "notApplicable",
  unknown: "unknown",
} as const;

function outcomeProblems(check: Check): FieldProblem[] {
  const counts = new Map<string, number>();
  return check.examples.flatMap((example) => {
    const at = counts.get(example.expected) ?? 0;
    counts.set(example.expected, at + 1);
    const message = differenceIn(check, example);
    return message === null ? [] : [{ field: `examples.${fieldOf[example.expected]}.${at}`, message }];
  });
}

function differenceIn(check: Check, example: CheckExample): string | null {
  const outcome = evaluateExample(check, example);
  if (!outcome || outcome.status === example.expected) return null;
  return `${example.name}: it should ${said[example.expected]}, and it ${told(outcome)}`;
}

const said = {
  pass: "pass",
  fail: "fail",
  "not-applicable": "not be asked at all",
  unknown: "be unknown",
} as const;

function told(outcome: Outcome): string {
  if (outcome.status === "unknown") return `is unknown. ${outcome.unknown.message}`;
  return { pass: "passes", fail: "fails", "not-applicable": "is not asked at all" }[outcome.status];
}
