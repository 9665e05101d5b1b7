import type { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import { everyStage, limitsRate, openRoutes, weakest, type Route, functionKeyIn } from "./api-routes.ts";
import {
  restApiRecord,
  restResourceRecord,
  restStageRecord,
  usagePlanRecord,
} from "./apigateway-rest-record.ts";
import { policyReach, unescaped } from "./apigateway-policy.ts";
import { keptPolicy } from "./kept-policy.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { holdsCredential } from "../credential.ts";
import { detail, detailItems, itemsOf, pages, type TokenNames, type Unknowns } from "./pages.ts";
import { hostSuffixOf, partitionOf } from "./partition.ts";

const position: TokenNames = { request: "position", response: "position" };

export const apigatewayRest: Collector = {
  id: "apigateway-rest",
  title: "API Gateway REST APIs",
  per: "region",
  produces: ["aws.apigateway.rest-api", "routes-to", "logs-to"],
  permissions: ["apigateway:GET"],
  collect: async function* (source) {
    const { account, region } = source.scope;
    const planUnknowns: Unknowns = {};
    const plans = await detailItems(
      source,
      { service: "apigateway", operation: "GetUsagePlans", list: "items", input: {}, tokens: position },
      planUnknowns,
      ["facets.throttled"],
    );
    for await (const page of pages(source, "apigateway", "GetRestApis", {}, position)) {
      const answers = await mapConcurrently(itemsOf(page, "items"), 4, async (api) =>
        restApiAnswers(source, api, plans, { ...planUnknowns }),
      );
      yield batchOf("apigateway:GetRestApis", answers, (answer) => normalizeRestApi(answer, account, region));
    }
  },
};

type RestApiAnswers = {
  api: unknown;
  stages: readonly unknown[];
  resources: readonly unknown[];
  plans: readonly unknown[];
  unknowns: Unknowns;
};

const stagePaths = [
  "properties.stages",
  "properties.secretStageVariables",
  "facets.firewall",
  "facets.throttled",
  "facets.accessLogging",
];
const routePaths = [
  "properties.openRoutes",
  "properties.routeCount",
  "properties.validatesRequests",
  "facets.authentication",
  "relationships.routes-to",
];

async function restApiAnswers(
  source: Source,
  api: unknown,
  plans: readonly unknown[],
  unknowns: Unknowns,
): Promise<RestApiAnswers> {
  const restApiId = typeof api === "object" && api !== null ? String(Reflect.get(api, "id")) : "";
  const stages = await detail(source, "apigateway", "GetStages", { restApiId }, unknowns, stagePaths);
  const resources = await detailItems(
    source,
    {
      service: "apigateway",
      operation: "GetResources",
      list: "items",
      input: { restApiId, embed: ["methods"], limit: 500 },
      tokens: position,
    },
    unknowns,
    routePaths,
  );
  return { api, stages: stages ? itemsOf(stages, "item") : [], resources, plans, unknowns };
}

function normalizeRestApi(answers: RestApiAnswers, account: string, region: string | null): Batch {
  const api = restApiRecord.parse(answers.api);
  const stages = answers.stages.map((stage) => restStageRecord.parse(stage));
  const methods = answers.resources.flatMap((resource) => methodsOf(restResourceRecord.parse(resource)));
  const reach = policyReach(api.policy);
  const routes = methods.map((method) => reach.narrowed(routeOf(method)));
  const key = `arn:${partitionOf(region)}:apigateway:${region}::/restapis/${api.id}`;
  const endpointType = api.endpointConfiguration?.types[0] ?? "EDGE";
  const limited = limitedStages(answers.plans, api.id);
  // A plan counts the calls of its keys, so it slows nobody down who needs none.
  const everyCallHasKey = methods.length > 0 && methods.every(({ apiKeyRequired }) => apiKeyRequired);
  const resource = {
    key,
    type: "aws.apigateway.rest-api" as const,
    name: api.name,
    account,
    region,
    tags: api.tags,
    properties: {
      resourcePolicy: api.policy ? keptPolicy(unescaped(api.policy)) : null,
      endpointType,
      stages: stages.map(({ stageName }) => stageName),
      openRoutes: openRoutes(routes),
      routeCount: routes.length,
      secretStageVariables: stages.flatMap(({ stageName, variables }) =>
        Object.entries(variables)
          .filter(([name, value]) => holdsCredential(name, value))
          .map(([name]) => `${stageName}/${name}`),
      ),
      validatesRequests:
        methods.length > 0 && methods.every(({ requestValidatorId }) => Boolean(requestValidatorId)),
    },
    facets: {
      publicNetwork: endpointType !== "PRIVATE" && reach.publicNetwork,
      authentication: stages.length === 0 ? ("unreachable" as const) : weakest(routes),
      firewall: everyStage(stages, ({ webAclArn }) => Boolean(webAclArn)),
      throttled: everyStage(
        stages,
        ({ stageName, methodSettings }) =>
          (everyCallHasKey && limited.has(stageName)) ||
          limitsRate(methodSettings["*/*"]?.throttlingRateLimit),
      ),
      accessLogging: everyStage(stages, ({ accessLogSettings }) =>
        Boolean(accessLogSettings?.destinationArn),
      ),
      hosts: api.disableExecuteApiEndpoint ? [] : [`${api.id}.execute-api.${region}.${hostSuffixOf(region)}`],
    },
  };
  return {
    resources: [withUnknowns(resource, withRoutes(withStages(answers.unknowns), limited))],
    relationships: [...routesTo(key, routes), ...logsTo(key, stages)],
  };
}

/** Without its stages it is not known whether the API can be reached at all. */
const withStages = (unknowns: Unknowns): Unknowns =>
  unknowns["properties.stages"]
    ? { "facets.authentication": unknowns["properties.stages"], ...unknowns }
    : unknowns;

/** Whether a plan slows down every call is told by the routes, which say who needs a key. */
const withRoutes = (unknowns: Unknowns, limited: ReadonlySet<string>): Unknowns =>
  unknowns["properties.routeCount"] && limited.size > 0
    ? { "facets.throttled": unknowns["properties.routeCount"], ...unknowns }
    : unknowns;

type Method = z.infer<typeof restResourceRecord>["resourceMethods"][string] & { name: string };

/** A browser's preflight carries no credentials, and a mock answers by itself: neither is a way in. */
function methodsOf({ path, resourceMethods }: z.infer<typeof restResourceRecord>): Method[] {
  return Object.entries(resourceMethods)
    .filter(([verb, { methodIntegration }]) => verb !== "OPTIONS" && methodIntegration?.type !== "MOCK")
    .map(([verb, method]) => Object.assign({ name: `${verb} ${path}` }, method));
}

function routeOf({ name, authorizationType, apiKeyRequired, methodIntegration }: Method): Route {
  const keyed = apiKeyRequired ? "key" : "none";
  return {
    name,
    authentication: authorizationType === "NONE" ? keyed : "identity",
    functionKey: functionKeyIn(methodIntegration?.uri),
  };
}

/** Stages of an API that a usage plan slows down. */
function limitedStages(plans: readonly unknown[], apiId: string): Set<string> {
  const limiting = plans
    .map((plan) => usagePlanRecord.parse(plan))
    .filter(({ throttle }) => limitsRate(throttle?.rateLimit));
  return new Set(
    limiting.flatMap(({ apiStages }) =>
      apiStages.filter((stage) => stage.apiId === apiId).map(({ stage }) => stage ?? ""),
    ),
  );
}

export const routesTo = (from: string, routes: readonly Route[]): Batch["relationships"] =>
  [...Map.groupBy(routes, ({ functionKey }) => functionKey)].flatMap(([to, through]) =>
    to ? [{ from, kind: "routes-to" as const, to, reason: through.map(({ name }) => name).join(", ") }] : [],
  );

const logsTo = (from: string, stages: readonly z.infer<typeof restStageRecord>[]): Batch["relationships"] =>
  [...new Set(stages.flatMap(({ accessLogSettings }) => accessLogSettings?.destinationArn ?? []))]
    .filter((arn) => arn.includes(":logs:"))
    .map((arn) => ({ from, kind: "logs-to", to: arn.replace(/:\*$/, "") }));
