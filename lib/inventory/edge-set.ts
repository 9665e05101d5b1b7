import type { ResourceGraph } from "#lib/domain/graph.ts";
import { relationshipKinds, type Relationship } from "#lib/domain/relationship.ts";

/** Relationships, each known by one number where both its ends are: hundreds of thousands of texts take longer. */
export class EdgeSet {
  readonly #graph: Pick<ResourceGraph, "indexOf" | "nodes">;
  readonly #numbers = new Set<number>();
  readonly #texts = new Set<string>();

  constructor(graph: Pick<ResourceGraph, "indexOf" | "nodes">) {
    this.#graph = graph;
  }

  /** Whether it was not there yet, whatever its reason. */
  add({ from, kind, to }: Pick<Relationship, "from" | "kind" | "to">): boolean {
    const [start, end] = [this.#graph.indexOf(from), this.#graph.indexOf(to)];
    return start === undefined || end === undefined
      ? isAdded(this.#texts, `${from}\n${kind}\n${to}`)
      : isAdded(
          this.#numbers,
          (start * this.#graph.nodes.length + end) * kindsMax + (kindIndex.get(kind) ?? 0),
        );
  }
}

const kindIndex = new Map(relationshipKinds.map((kind, index) => [kind, index]));
const kindsMax = 32;

function isAdded<T>(set: Set<T>, value: T): boolean {
  const { size } = set;
  return set.add(value).size > size;
}
