import type { CheckDetail } from "#lib/contract/checks.ts";

type Example = CheckDetail["examples"][number];
export type ExampleResource = Example["resources"][number];

export type OutlineNode = {
  key: string;
  /** Null for what a relationship leads to and nobody collected, and for what is described elsewhere in the outline. */
  resource: ExampleResource | null;
  /** What it is called where it is not described. */
  name: string;
  via: { kind: string; direction: "out" | "in"; reason: string | null } | null;
  children: OutlineNode[];
};

/**
 * The resources of an example as an outline that begins with the first, the one that is checked. Each is described
 * where it is first met, the nearest place; what stands apart from the first comes after it.
 */
export function outlineOf({ resources, relationships }: Example): OutlineNode[] {
  const byKey = new Map(resources.map((resource) => [resource.key, resource]));
  const described = new Set<string>();
  const drawn = new Set<Example["relationships"][number]>();
  const describe = (key: string, via: OutlineNode["via"]): OutlineNode => {
    const resource = described.has(key) ? undefined : byKey.get(key);
    described.add(key);
    return {
      key,
      resource: resource ?? null,
      name: byKey.get(key)?.name ?? key,
      via,
      children: [],
    };
  };
  const grow = (root: OutlineNode) => {
    const waiting = [root];
    for (let node = waiting.shift(); node; node = waiting.shift()) {
      const { key } = node;
      for (const edge of relationships) {
        if (drawn.has(edge) || (edge.from !== key && edge.to !== key)) continue;
        drawn.add(edge);
        const direction = edge.from === key ? "out" : "in";
        const child = describe(direction === "out" ? edge.to : edge.from, {
          kind: edge.kind,
          direction,
          reason: edge.reason,
        });
        node.children.push(child);
        if (child.resource) waiting.push(child);
      }
    }
  };
  const roots: OutlineNode[] = [];
  for (const { key } of resources) {
    if (described.has(key)) continue;
    const root = describe(key, null);
    roots.push(root);
    grow(root);
  }
  return roots;
}
