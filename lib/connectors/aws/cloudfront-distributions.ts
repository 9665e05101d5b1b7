import type { Collector, Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import { batchOf, mapConcurrently } from "./batch.ts";
import { normalizeDistribution, type DistributionParts } from "./cloudfront-record.ts";
import { textOf } from "./listed.ts";
import { asAnswer, detail, itemsOf, type Answer, type Unknowns } from "./pages.ts";

const service = "cloudfront";
const operation = "ListDistributions";
const pagesMax = 1_000;

export const cloudfrontDistributions: Collector = {
  id: "cloudfront-distributions",
  title: "CloudFront distributions",
  per: "account",
  produces: ["aws.cloudfront.distribution", "routes-to", "logs-to"],
  permissions: [
    "cloudfront:ListDistributions",
    "cloudfront:GetDistributionConfig",
    "cloudfront:ListTagsForResource",
  ],
  collect: async function* (source) {
    for await (const page of distributionPages(source)) {
      const parts = await mapConcurrently(itemsOf(page, "Items"), 4, async (raw) => partsOf(source, raw));
      yield batchOf(`${service}:${operation}`, parts, (part) => normalizeDistribution(part, source.scope));
    }
  },
};

/** The list and its token are one level further down than elsewhere. */
async function* distributionPages(source: Source): AsyncGenerator<Answer> {
  let token: string | null = null;
  for (let count = 0; count < pagesMax; count++) {
    const input: Answer = token === null ? {} : { Marker: token };
    const answer = asAnswer(await source.call(service, operation, input), { service, operation });
    const list = asAnswer(answer["DistributionList"], { service, operation });
    yield list;
    const next = list["NextMarker"];
    if (list["IsTruncated"] !== true || typeof next !== "string" || next === "") return;
    if (next === token)
      throw new ProviderError("malformed", { service, operation }, "The same page token came twice");
    token = next;
  }
  throw new ProviderError("malformed", { service, operation }, `More than ${pagesMax} pages`);
}

async function partsOf(source: Source, raw: unknown): Promise<DistributionParts> {
  const unknowns: Unknowns = {};
  const text = (field: string) => textOf(raw, field, `${service}:${operation}`);
  return {
    raw,
    config: await detail(source, service, "GetDistributionConfig", { Id: text("Id") }, unknowns, [
      "facets.accessLogging",
      "relationships.logs-to",
    ]),
    tags: await detail(source, service, "ListTagsForResource", { Resource: text("ARN") }, unknowns, ["tags"]),
    unknowns,
  };
}
