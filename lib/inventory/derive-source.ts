import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { ResourceClass } from "#lib/domain/resource-class.ts";
import { classOf, type Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";

/** What is made from source and may say from which. */
const builtClasses: ReadonlySet<ResourceClass> = new Set([
  "build",
  "compute",
  "image",
  "image-registry",
  "pipeline",
  "training-job",
  "model",
]);
const textMax = 500;

/** Which repository a build, an image or a function comes from, where a setting or a tag of it names one that is known. */
export function deriveSource(graph: ResourceGraph): Relationship[] {
  const byAddress = new Map<string, string>();
  for (const repository of graph.ofClass("repository"))
    for (const address of known(() => repository.facets.addresses) ?? [])
      byAddress.set(address, repository.key);
  if (byAddress.size === 0) return [];
  return graph.nodes
    .filter(({ type }) => builtClasses.has(classOf(type)))
    .flatMap((made) => {
      const found = new Map<string, Relationship>();
      for (const { name, text } of textsOf(made)) {
        const repository = byAddress.get(addressIn(text) ?? "");
        if (repository !== undefined && repository !== made.key && !found.has(repository))
          found.set(repository, {
            from: made.key,
            kind: "built-by",
            to: repository,
            reason: `${name} of ${made.name} names ${text}`,
          });
      }
      return [...found.values()];
    });
}

function textsOf({ properties, tags }: Resource): { name: string; text: string }[] {
  const stated = Object.getOwnPropertyDescriptors(properties);
  return [
    ...Object.entries(stated).map(([name, { value }]) => [name, value] as const),
    ...Object.entries(tags),
  ].flatMap(([name, text]: readonly [string, unknown]) =>
    typeof text === "string" && text.length <= textMax ? [{ name, text }] : [],
  );
}

/** `host/owner/name` of an address of a repository, however it is written, without what stands behind its name. */
export function addressIn(text: string): string | null {
  const found =
    /^(?:git\+)?(?:https?:\/\/|ssh:\/\/|git:\/\/)?(?:[^@/\s]+@)?([a-z0-9.-]+\.[a-z]{2,})(?::\d+)?[/:]([\w.-]+(?:\/[\w.-]+)+)(?:[#?@].*)?\/?$/i.exec(
      text.trim(),
    );
  return found ? `${found[1]}/${found[2]?.replace(/\.git$/, "")}`.toLowerCase() : null;
}
