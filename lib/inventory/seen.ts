import type { Batch } from "#lib/domain/connector.ts";
import { relationshipId, relationshipParts } from "./relationship-id.ts";

/** What one run of a collection has seen so far, by name only: what a complete run may sweep is all the rest. */
export class Seen {
  readonly keys = new Set<string>();
  /** Ends and kinds that a resource says it could not be asked for: what was known of them stays. */
  readonly unknownRelationships: [fromKey: string, kind: string][] = [];
  readonly #relationships = new Set<string>();

  add({ resources, relationships }: Batch): void {
    for (const { key, unknown } of resources) {
      this.keys.add(key);
      if (!unknown) continue;
      for (const path of Object.keys(unknown))
        if (path.startsWith("relationships."))
          this.unknownRelationships.push([key, path.slice("relationships.".length)]);
    }
    for (const relationship of relationships) this.#relationships.add(relationshipId(relationship));
  }

  hasRelationship(id: string): boolean {
    return this.#relationships.has(id);
  }

  *relationshipRows(): Generator<string[]> {
    for (const id of this.#relationships) yield relationshipParts(id);
  }
}
