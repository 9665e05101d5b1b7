import { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import { routesTo } from "./apigateway-rest.ts";
import { everyStage, functionKeyIn, limitsRate, openRoutes, weakest, type Route } from "./api-routes.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { holdsCredential } from "../credential.ts";
import { detailItems, itemsOf, pages, type Unknowns } from "./pages.ts";
import { hostSuffixOf, partitionOf } from "./partition.ts";

const apiRecord = z.object({
  ApiId: z.string(),
  Name: z.string(),
  ProtocolType: z.enum(["HTTP", "WEBSOCKET"]),
  DisableExecuteApiEndpoint: z.boolean().default(false),
  CorsConfiguration: z.object({ AllowOrigins: z.array(z.string()).default([]) }).optional(),
  Tags: z.record(z.string(), z.string()).default({}),
});
const stageRecord = z.object({
  StageName: z.string(),
  AccessLogSettings: z.object({ DestinationArn: z.string().optional() }).optional(),
  DefaultRouteSettings: z.object({ ThrottlingRateLimit: z.number().optional() }).optional(),
  StageVariables: z.record(z.string(), z.string()).default({}),
});
const routeRecord = z.object({
  RouteKey: z.string(),
  AuthorizationType: z.string().default("NONE"),
  ApiKeyRequired: z.boolean().default(false),
  Target: z.string().optional(),
});
const integrationRecord = z.object({ IntegrationId: z.string(), IntegrationUri: z.string().optional() });

export const apigatewayHttp: Collector = {
  id: "apigateway-http",
  title: "API Gateway HTTP and WebSocket APIs",
  per: "region",
  produces: ["aws.apigateway.http-api", "routes-to"],
  permissions: ["apigateway:GET"],
  collect: async function* (source) {
    const { account, region } = source.scope;
    for await (const page of pages(source, "apigatewayv2", "GetApis")) {
      const answers = await mapConcurrently(itemsOf(page, "Items"), 4, async (api) =>
        httpApiAnswers(source, api),
      );
      yield batchOf("apigatewayv2:GetApis", answers, (answer) => normalizeHttpApi(answer, account, region));
    }
  },
};

type HttpApiAnswers = {
  api: unknown;
  stages: readonly unknown[];
  routes: readonly unknown[];
  integrations: readonly unknown[];
  unknowns: Unknowns;
};

async function httpApiAnswers(source: Source, api: unknown): Promise<HttpApiAnswers> {
  const ApiId = typeof api === "object" && api !== null ? String(Reflect.get(api, "ApiId")) : "";
  const unknowns: Unknowns = {};
  const list = (operation: string, paths: readonly string[]) =>
    detailItems(
      source,
      { service: "apigatewayv2", operation, list: "Items", input: { ApiId } },
      unknowns,
      paths,
    );
  return {
    api,
    stages: await list("GetStages", [
      "properties.stages",
      "properties.secretStageVariables",
      "facets.throttled",
      "facets.accessLogging",
      "facets.authentication",
    ]),
    routes: await list("GetRoutes", [
      "properties.openRoutes",
      "properties.routeCount",
      "facets.authentication",
      "relationships.routes-to",
    ]),
    integrations: await list("GetIntegrations", ["relationships.routes-to"]),
    unknowns,
  };
}

function normalizeHttpApi(answers: HttpApiAnswers, account: string, region: string | null): Batch {
  const api = apiRecord.parse(answers.api);
  const stages = answers.stages.map((stage) => stageRecord.parse(stage));
  const integrations = answers.integrations.map((integration) => integrationRecord.parse(integration));
  const all = answers.routes.map((route) => routeOf(routeRecord.parse(route), integrations));
  const entries = api.ProtocolType === "WEBSOCKET" ? connectionsOf(all) : all;
  const key = `arn:${partitionOf(region)}:apigateway:${region}::/apis/${api.ApiId}`;
  const resource = {
    key,
    type: "aws.apigateway.http-api" as const,
    name: api.Name,
    account,
    region,
    tags: api.Tags,
    properties: {
      protocol: api.ProtocolType,
      stages: stages.map(({ StageName }) => StageName),
      openRoutes: openRoutes(entries),
      routeCount: all.length,
      secretStageVariables: stages.flatMap(({ StageName, StageVariables }) =>
        Object.entries(StageVariables)
          .filter(([name, value]) => holdsCredential(name, value))
          .map(([name]) => `${StageName}/${name}`),
      ),
      allowedOrigins: api.CorsConfiguration?.AllowOrigins ?? [],
    },
    facets: {
      publicNetwork: true,
      authentication: stages.length === 0 ? ("unreachable" as const) : weakest(entries),
      // AWS WAF cannot be attached to these APIs, so its absence is nobody's omission.
      firewall: true,
      throttled: everyStage(stages, ({ DefaultRouteSettings }) =>
        limitsRate(DefaultRouteSettings?.ThrottlingRateLimit),
      ),
      accessLogging: everyStage(stages, ({ AccessLogSettings }) =>
        Boolean(AccessLogSettings?.DestinationArn),
      ),
      hosts: api.DisableExecuteApiEndpoint
        ? []
        : [`${api.ApiId}.execute-api.${region}.${hostSuffixOf(region)}`],
    },
  };
  return { resources: [withUnknowns(resource, answers.unknowns)], relationships: routesTo(key, all) };
}

/** A WebSocket proves itself when it connects. Without a route for that it never does, and every route is open. */
function connectionsOf(routes: readonly Route[]): readonly Route[] {
  const connecting = routes.filter(({ name }) => name === "$connect");
  return connecting.length > 0
    ? connecting
    : routes.map((route) => ({ ...route, authentication: "none" as const }));
}

function routeOf(
  route: z.infer<typeof routeRecord>,
  integrations: readonly z.infer<typeof integrationRecord>[],
): Route {
  const id = route.Target?.replace(/^integrations\//, "");
  const integration = integrations.find(({ IntegrationId }) => IntegrationId === id);
  const keyed = route.ApiKeyRequired ? "key" : "none";
  return {
    name: route.RouteKey,
    authentication: route.AuthorizationType === "NONE" ? keyed : "identity",
    functionKey: functionKeyIn(integration?.IntegrationUri),
  };
}
