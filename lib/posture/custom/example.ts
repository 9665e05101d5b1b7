import type { CustomCheckDefinition, CustomExample } from "#lib/contract/custom-checks.ts";
import { exampleKey, type CheckExample, type OutcomeStatus } from "#lib/domain/check.ts";
import type { Derived } from "#lib/domain/derived.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { ResourceClass } from "#lib/domain/resource-class.ts";
import { isResourceType, resourceTypes, type Resource, type ResourceType } from "#lib/domain/resource.ts";

const account = "111122223333";

/** A definition's examples as the graphs that its check is tried on. */
export function toExamples({ class: wanted, type, examples }: CustomCheckDefinition): CheckExample[] {
  const of = (expected: OutcomeStatus, list: readonly CustomExample[]): CheckExample[] =>
    list.map((example) => ({
      name: example.name,
      expected,
      parameters: {},
      graph: graphOf(example, type !== null && isResourceType(type) ? type : firstTypeOf(wanted)),
    }));
  return [
    ...of("pass", examples.pass),
    ...of("fail", examples.fail),
    ...of("not-applicable", examples.notApplicable),
  ];
}

function graphOf(example: CustomExample, type: ResourceType): ResourceGraph {
  const neighbours = example.neighbours.map((one, at) => ({ one, key: `neighbour-${at + 1}` }));
  const relationships = neighbours.flatMap(({ one: { follow, followBack }, key }): Relationship[] => {
    if (follow) return [{ from: exampleKey, kind: follow, to: key }];
    return followBack ? [{ from: key, kind: followBack, to: exampleKey }] : [];
  });
  return new ResourceGraph(
    [
      resourceOf(exampleKey, exampleKey, type, example),
      ...neighbours.map(({ one, key }) => resourceOf(key, one.name, firstTypeOf(one.class), one)),
    ],
    relationships,
  );
}

type Stated = Pick<CustomExample, "region" | "facets" | "properties" | "tags" | "derived">;

function resourceOf(key: string, name: string, type: ResourceType, stated: Stated): Resource {
  const { region = null, facets, properties, tags, derived } = stated;
  // Safe because an expression reads facts by name, and what an example does not state is not there to be read.
  return {
    key,
    name,
    type,
    account,
    region,
    tags,
    facets,
    properties,
    derived: toDerived(derived),
  } as unknown as Resource;
}

const toDerived = ({ exposure, sensitivity, privilege }: CustomExample["derived"]): Derived => ({
  ...(exposure ? { exposure: { reach: exposure, via: [], reasons: [] } } : {}),
  ...(sensitivity ? { sensitivity: { level: sensitivity, dataClasses: [], reasons: [] } } : {}),
  ...(privilege ? { privilege: { level: privilege, reasons: [] } } : {}),
});

function firstTypeOf(wanted: ResourceClass): ResourceType {
  // Safe because these are the keys of that very object.
  const types = Object.keys(resourceTypes) as ResourceType[];
  const type = types.find((one) => resourceTypes[one].class === wanted);
  if (!type) throw new Error(`No resource type has the class ${wanted}`);
  return type;
}
