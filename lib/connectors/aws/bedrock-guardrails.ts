import type { Collector, Source } from "#lib/domain/connector.ts";
import { batchOf, mapConcurrently } from "./batch.ts";
import { normalizeGuardrail } from "./bedrock-guardrail-record.ts";
import { guardrailKey } from "./bedrock-arns.ts";
import { existing, isPresent } from "./existing.ts";
import { textOf } from "./listed.ts";
import { allItems, itemsOf, pages, smallNextToken, type Unknowns } from "./pages.ts";
import { tagsOf } from "./tags.ts";

export const bedrockGuardrails: Collector = {
  id: "bedrock-guardrails",
  title: "Bedrock guardrails",
  per: "region",
  produces: ["aws.bedrock.guardrail", "hosted-on", "encrypted-by"],
  permissions: ["bedrock:ListGuardrails", "bedrock:GetGuardrail", "bedrock:ListTagsForResource"],
  collect: async function* (source) {
    for await (const page of pages(source, "bedrock", "ListGuardrails", {}, smallNextToken)) {
      const ids = itemsOf(page, "guardrails").map((item) => textOf(item, "id", "bedrock:ListGuardrails"));
      const found = await mapConcurrently(ids, 4, (id) => guardrail(source, id));
      yield batchOf("bedrock:GetGuardrail", found.filter(isPresent), ({ raw, tags, unknowns }) =>
        normalizeGuardrail(raw, source.scope, tags, unknowns),
      );
    }
  },
};

async function guardrail(source: Source, guardrailIdentifier: string) {
  const unknowns: Unknowns = {};
  const input = { guardrailIdentifier };
  const versions = await allItems(source, "bedrock", "ListGuardrails", "guardrails", input, smallNextToken);
  const guardrailVersion = servedVersion(
    versions.map((item) => textOf(item, "version", "bedrock:ListGuardrails")),
  );
  const raw = await existing(source, "bedrock", "GetGuardrail", { guardrailIdentifier, guardrailVersion });
  if (raw === null) return null;
  const resourceARN = guardrailKey(guardrailIdentifier, source.scope);
  const tags = await tagsOf(source, "bedrock", "ListTagsForResource", { resourceARN }, unknowns);
  return { raw, tags, unknowns };
}

/** The newest numbered version, which is what production can bind to; the working draft until there is one. */
export function servedVersion(versions: readonly string[]): string {
  const numbers = versions.map(Number).filter(Number.isInteger);
  return numbers.length === 0 ? "DRAFT" : String(Math.max(...numbers));
}
