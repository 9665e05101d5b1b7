import type { Collector, Source } from "#lib/domain/connector.ts";
import { batchOf } from "./batch.ts";
import { existing, isPresent } from "./existing.ts";
import { textOf } from "./listed.ts";
import { normalizeCollection } from "./opensearch-serverless-record.ts";
import { allItems, itemsOf, pages, smallNextToken, type Unknowns } from "./pages.ts";
import { tagsOf } from "./tags.ts";

export const opensearchServerless: Collector = {
  id: "opensearch-serverless",
  title: "OpenSearch Serverless collections",
  per: "region",
  produces: ["aws.opensearch-serverless.collection", "encrypted-by", "reached-privately-through"],
  permissions: [
    "aoss:ListCollections",
    "aoss:BatchGetCollection",
    "aoss:ListSecurityPolicies",
    "aoss:GetSecurityPolicy",
    "aoss:ListAccessPolicies",
    "aoss:GetAccessPolicy",
    "aoss:ListTagsForResource",
  ],
  collect: async function* (source) {
    let policies: Awaited<ReturnType<typeof policiesOf>> | null = null;
    for await (const page of pages(source, "aoss", "ListCollections", {}, smallNextToken)) {
      const ids = itemsOf(page, "collectionSummaries").map((item) =>
        textOf(item, "id", "aoss:ListCollections"),
      );
      if (ids.length === 0) continue;
      policies ??= await policiesOf(source);
      const answer = await existing(source, "aoss", "BatchGetCollection", { ids });
      const parts = [];
      for (const raw of itemsOf(answer ?? {}, "collectionDetails")) {
        const unknowns: Unknowns = {};
        const input = { resourceArn: textOf(raw, "arn", "aoss:BatchGetCollection") };
        parts.push({
          raw,
          unknowns,
          tags: await tagsOf(source, "aoss", "ListTagsForResource", input, unknowns),
        });
      }
      const known = policies;
      yield batchOf("aoss:BatchGetCollection", parts, (part) =>
        normalizeCollection({ ...part, ...known }, source.scope),
      );
    }
  },
};

/** Policies name collections by pattern, so all of them are read once and matched here. */
async function policiesOf(source: Source): Promise<{ networkPolicies: unknown[]; dataPolicies: unknown[] }> {
  const named = async (kind: "SecurityPolic" | "AccessPolic", list: string, type: string) => {
    const found = await allItems(source, "aoss", `List${kind}ies`, list, { type }, smallNextToken);
    const policies = [];
    for (const item of found)
      policies.push(
        await existing(source, "aoss", `Get${kind}y`, {
          type,
          name: textOf(item, "name", `aoss:List${kind}ies`),
        }),
      );
    return policies.filter(isPresent);
  };
  return {
    networkPolicies: await named("SecurityPolic", "securityPolicySummaries", "network"),
    dataPolicies: await named("AccessPolic", "accessPolicySummaries", "data"),
  };
}
