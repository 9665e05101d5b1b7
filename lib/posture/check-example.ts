import type { CheckDetail } from "#lib/contract/checks.ts";
import { exampleKey, type Check, type CheckExample, type Outcome } from "#lib/domain/check.ts";
import type { Derived } from "#lib/domain/derived.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import { classOf, layerOf, titleOf, type Resource } from "#lib/domain/resource.ts";

type ExampleView = CheckDetail["examples"][number];

/**
 * An example as a reader needs it: the resource that is checked with all that is stated of it, and what stands around
 * it with only the facts that the check went to read there.
 */
export function toExampleView(
  check: Check,
  { name, expected, graph, parameters }: CheckExample,
): ExampleView {
  const reads = new Map<string, Set<string>>();
  const watched = new ResourceGraph(
    graph.nodes.map((resource) => watching(resource, reads)),
    graph.relationships,
    graph.gaps,
  );
  // Building the graph may copy what it guards, which is no reading of the check's.
  reads.clear();
  const subject = watched.get(exampleKey);
  const outcome = subject && check.withValues(parameters).evaluate(subject, watched);
  return {
    name,
    expected,
    resource: statedOf(graph.get(exampleKey)),
    parameters: { ...parameters },
    reason: outcome ? reasonOf(outcome) : null,
    resources: graph.nodes.map((resource) => ({
      key: resource.key,
      name: resource.name,
      typeTitle: titleOf(resource.type),
      class: classOf(resource.type),
      layer: layerOf(resource.type),
      facts: resource.key === exampleKey ? statedOf(resource) : factsOf(resource, reads.get(resource.key)),
    })),
    relationships: graph.relationships.map(({ from, kind, to, reason }) => ({
      from,
      kind,
      to,
      reason: reason ?? null,
    })),
  };
}

const factsOf = (resource: Resource, read: ReadonlySet<string> | undefined): Record<string, unknown> =>
  Object.fromEntries(Object.entries(statedOf(resource)).filter(([fact]) => read?.has(fact)));

const statedOf = (resource: Resource | undefined): Record<string, unknown> => ({
  ...resource?.properties,
  ...resource?.facets,
  ...derivedOf(resource?.derived),
  ...(Object.keys(resource?.tags ?? {}).length > 0 ? { tags: resource?.tags } : {}),
});

/** Only the conclusion: an example need not give its reasons. */
const derivedOf = ({ exposure, sensitivity, privilege }: Derived = {}): Record<string, unknown> => ({
  ...(exposure ? { exposure: exposure.reach } : {}),
  ...(sensitivity ? { sensitivity: sensitivity.level } : {}),
  ...(privilege ? { privilege: privilege.level } : {}),
});

function reasonOf(outcome: Outcome): string | null {
  if (outcome.status === "fail") return outcome.reason;
  return outcome.status === "unknown" ? `${outcome.unknown.call}: ${outcome.unknown.message}` : null;
}

/** The same resource, noting which of its facts are read. */
function watching(resource: Resource, reads: Map<string, Set<string>>): Resource {
  const note = <T extends object>(values: T): T =>
    new Proxy(values, {
      get: (target, fact, receiver) => {
        if (typeof fact === "string") {
          const noted = reads.get(resource.key) ?? new Set();
          reads.set(resource.key, noted.add(fact));
        }
        return Reflect.get(target, fact, receiver) as unknown;
      },
    });
  return {
    ...resource,
    properties: note(resource.properties),
    facets: note(resource.facets),
    ...(resource.derived ? { derived: note(resource.derived) } : {}),
  };
}
