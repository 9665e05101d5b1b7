import type { Collector, Source } from "#lib/domain/connector.ts";
import { batchOf, mapConcurrently } from "./batch.ts";
import { normalizeFunction, type FunctionAnswers } from "./lambda-normalize.ts";
import { detail, detailItems, itemsOf, pages, type TokenNames, type Unknowns } from "./pages.ts";

const lambdaMarker: TokenNames = { request: "Marker", response: "NextMarker" };

export const lambdaFunctions: Collector = {
  id: "lambda-functions",
  title: "Lambda functions and the MCP servers in them",
  per: "region",
  produces: [
    "aws.lambda.function",
    "aws.mcp.server",
    "runs-as",
    "in-network",
    "encrypted-by",
    "pulls-image",
    "invokes",
  ],
  permissions: [
    "lambda:ListFunctions",
    "lambda:GetFunction",
    "lambda:GetPolicy",
    "lambda:ListFunctionUrlConfigs",
    "lambda:GetFunctionUrlConfig",
    "lambda:ListTags",
  ],
  collect: async function* (source) {
    const { account, region } = source.scope;
    for await (const page of pages(source, "lambda", "ListFunctions", {}, lambdaMarker)) {
      const answers = await mapConcurrently(itemsOf(page, "Functions"), 4, async (fn) =>
        functionAnswers(source, fn),
      );
      yield batchOf("lambda:ListFunctions", answers, (answer) => normalizeFunction(answer, account, region));
    }
  },
};

async function functionAnswers(source: Source, fn: unknown): Promise<FunctionAnswers> {
  const read = (name: string) => (typeof fn === "object" && fn !== null ? String(Reflect.get(fn, name)) : "");
  const FunctionName = read("FunctionName");
  const unknowns: Unknowns = {};
  const urls = await functionUrls(source, FunctionName, unknowns);
  return {
    fn,
    urls: await mapConcurrently(urls, 1, async (url) => ({
      url,
      aliasPolicy: await aliasPolicy(source, FunctionName, url, unknowns),
    })),
    policy: await detail(source, "lambda", "GetPolicy", { FunctionName }, unknowns, [
      "properties.invokers",
      "properties.url",
      "properties.resourcePolicy",
      "facets.authentication",
    ]),
    // Only an image's answer is asked for: a zip's would carry a signed address of the code.
    code:
      read("PackageType") === "Image"
        ? await detail(source, "lambda", "GetFunction", { FunctionName }, unknowns, [
            "relationships.pulls-image",
          ])
        : null,
    tags: await detail(source, "lambda", "ListTags", { Resource: read("FunctionArn") }, unknowns, ["tags"]),
    unknowns,
  };
}

/** An alias has a policy of its own, which alone decides on its URL. */
async function aliasPolicy(source: Source, FunctionName: string, url: unknown, unknowns: Unknowns) {
  const Qualifier = qualifierOf(url);
  if (Qualifier === null) return undefined;
  return detail(source, "lambda", "GetPolicy", { FunctionName, Qualifier }, unknowns, [
    "properties.url",
    "facets.authentication",
  ]);
}

function qualifierOf(url: unknown): string | null {
  const arn: unknown = typeof url === "object" && url !== null ? Reflect.get(url, "FunctionArn") : null;
  return typeof arn === "string" ? (arn.split(":")[7] ?? null) : null;
}

const urlPaths = ["properties.url", "facets.authentication", "facets.publicNetwork", "facets.hosts"];

/** The listing also tells the URLs of aliases; endpoints that only imitate AWS often know the older single call. */
async function functionUrls(
  source: Source,
  FunctionName: string,
  unknowns: Unknowns,
): Promise<readonly unknown[]> {
  const listing: Unknowns = {};
  const call = { service: "lambda", operation: "ListFunctionUrlConfigs", list: "FunctionUrlConfigs" };
  const urls = await detailItems(
    source,
    { ...call, input: { FunctionName }, tokens: lambdaMarker },
    listing,
    urlPaths,
  );
  if (listing["properties.url"]?.reason !== "failed") {
    Object.assign(unknowns, listing);
    return urls;
  }
  const url = await detail(source, "lambda", "GetFunctionUrlConfig", { FunctionName }, unknowns, urlPaths);
  return url ? [url] : [];
}
