import type { Derived } from "#lib/domain/derived.ts";
import { aiClasses, type ResourceClass } from "#lib/domain/resource-class.ts";

const ai: ReadonlySet<string> = new Set(aiClasses);

/** How soon a reader should see a resource: 0 first. Stored with it, so that lists follow an index. */
export function attentionOf(name: ResourceClass, { exposure, sensitivity, privilege }: Derived = {}): number {
  if (ai.has(name)) return exposure?.reach === "anyone" ? 0 : 1;
  if (exposure?.reach === "anyone" || sensitivity?.level === "sensitive" || privilege?.level === "admin")
    return 2;
  return exposure?.reach === "credential" || privilege?.level === "broad" ? 3 : 4;
}
