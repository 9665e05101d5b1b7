import type { Batch } from "#lib/domain/connector.ts";

const separator = "\u001f";

/** What one run of a collection has seen so far, by name only: what a complete run may sweep is all the rest. */
export class Seen {
  readonly keys = new Set<string>();
  /** Ends and kinds that a resource says it could not be asked for: what was known of them stays. */
  readonly unknownRelationships: [fromKey: string, kind: string][] = [];
  readonly #relationships = new Set<string>();

  add({ resources, relationships }: Batch): void {
    for (const { key, unknown } of resources) {
      this.keys.add(key);
      for (const path of Object.keys(unknown ?? {}))
        if (path.startsWith("relationships."))
          this.unknownRelationships.push([key, path.slice("relationships.".length)]);
    }
    for (const { from, kind, to } of relationships) this.#relationships.add([from, kind, to].join(separator));
  }

  *relationshipRows(): Generator<string[]> {
    for (const row of this.#relationships) yield row.split(separator);
  }
}
