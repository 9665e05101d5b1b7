import type { Source } from "#lib/domain/connector.ts";
import { toTags } from "./to-tags.ts";
import { detail, type Answer, type Unknowns } from "./pages.ts";

/** Tags of one resource where a service tells them by a call of their own. */
export async function tagsOf(
  source: Source,
  service: string,
  operation: string,
  input: Answer,
  unknowns: Unknowns,
): Promise<Record<string, string>> {
  const answer = await detail(source, service, operation, input, unknowns, ["tags"]);
  return toTags(answer?.["tags"] ?? answer?.["Tags"] ?? answer?.["TagList"] ?? {});
}
