import { describe, expect, test } from "vitest";

import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
  type Refusal,
} from "#tests/support/recorded-aws.ts";
import { apigatewayHttp } from "./apigateway-http.ts";
import { apigatewayRest } from "./apigateway-rest.ts";

const fn = "arn:aws:lambda:eu-west-1:111122223333:function:chat";
const invocation = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${fn}:live/invocations`;
const logs = "arn:aws:logs:eu-west-1:111122223333:log-group:api-access";

const restKey = "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5";
/** One of `GetRestApis`, one of `GetStages` and one of `GetResources`, with every member that is documented. */
const restApi = {
  id: "a1b2c3d4e5",
  name: "claims",
  description: "Claims assistant",
  createdDate: "2025-03-04T05:06:07.000Z",
  version: "2025-03",
  binaryMediaTypes: ["application/pdf"],
  minimumCompressionSize: 1_024,
  apiKeySource: "HEADER",
  endpointConfiguration: { types: ["REGIONAL"], ipAddressType: "ipv4" },
  policy: String.raw`{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"execute-api:Invoke\",\"Resource\":\"arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5\/*\"}]}`,
  tags: { team: "claims" },
  disableExecuteApiEndpoint: false,
  rootResourceId: "r0",
};
const restStage = {
  deploymentId: "d1",
  stageName: "prod",
  cacheClusterEnabled: false,
  methodSettings: {
    "*/*": { metricsEnabled: true, loggingLevel: "INFO", throttlingBurstLimit: 40, throttlingRateLimit: 20 },
  },
  variables: { model: "nova", openaiApiKey: "0123456789abcdef0123456789abcdef" },
  accessLogSettings: { format: "$context.requestId", destinationArn: `${logs}:*` },
  tracingEnabled: true,
  webAclArn: "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/main/1",
  createdDate: "2025-03-04T05:06:07.000Z",
};
const restMethod = {
  httpMethod: "POST",
  authorizationType: "COGNITO_USER_POOLS",
  authorizerId: "au1",
  apiKeyRequired: true,
  requestValidatorId: "v1",
  methodIntegration: { type: "AWS_PROXY", httpMethod: "POST", uri: invocation, timeoutInMillis: 29_000 },
};
const restResource = (resourceMethods: object = { POST: restMethod }) => ({
  id: "r1",
  parentId: "r0",
  pathPart: "chat",
  path: "/chat",
  resourceMethods,
});
const restAnswers: Answers = {
  "apigateway:GetUsagePlans": { items: [] },
  "apigateway:GetRestApis": { items: [restApi] },
  "apigateway:GetStages": { item: [restStage] },
  "apigateway:GetResources": { items: [{ id: "r0", path: "/" }, restResource()] },
};
const rest = (answers: Answers = {}) => collectRecorded(apigatewayRest, { ...restAnswers, ...answers });

describe("a REST API with everything API Gateway tells of one", () => {
  test("is shown with all of it", async () => {
    const recorded = await rest();
    expect(recorded.get(restKey)).toEqual({
      key: restKey,
      type: "aws.apigateway.rest-api",
      name: "claims",
      account: "111122223333",
      region: "eu-west-1",
      tags: { team: "claims" },
      properties: {
        resourcePolicy: expect.stringContaining("execute-api:Invoke") as unknown,
        endpointType: "REGIONAL",
        stages: ["prod"],
        openRoutes: [],
        routeCount: 1,
        secretStageVariables: ["prod/openaiApiKey"],
        validatesRequests: true,
      },
      facets: {
        publicNetwork: true,
        authentication: "identity",
        firewall: true,
        throttled: true,
        accessLogging: true,
        hosts: ["a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com"],
      },
    });
    expect(edgesOf(recorded, restKey)).toEqual([`routes-to ${fn}`, `logs-to ${logs}`]);
    expect(undeclared(apigatewayRest, recorded)).toEqual([]);
  });

  test.each<[string, object, object]>([
    [
      "kept to a network by its policy",
      {
        policy:
          '{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-1"}}}}',
      },
      { publicNetwork: false },
    ],
    [
      "private",
      { endpointConfiguration: { types: ["PRIVATE"], vpcEndpointIds: ["vpce-1"] } },
      { publicNetwork: false },
    ],
    ["at the edge", { endpointConfiguration: { types: ["EDGE"] } }, { publicNetwork: true }],
    ["without a word on its endpoint", { endpointConfiguration: undefined }, { publicNetwork: true }],
    ["without its own address", { disableExecuteApiEndpoint: true }, { hosts: [], publicNetwork: true }],
  ])("%s", async (_, more, facets) => {
    const { get } = await rest({ "apigateway:GetRestApis": { items: [{ ...restApi, ...more }] } });
    expect(get(restKey)?.facets).toMatchObject(facets);
  });

  test("whose policy cannot be read is counted as not read", async () => {
    const { outcome, resources } = await rest({
      "apigateway:GetRestApis": { items: [{ ...restApi, policy: "{" }] },
    });
    expect([outcome.state, resources.length]).toEqual(["failed", 0]);
  });

  const openMethod = { ...restMethod, authorizationType: "NONE", apiKeyRequired: false };
  test.each<[string, string | undefined, readonly string[]]>([
    ["by no policy is open", undefined, ["POST /chat"]],
    [
      "by a policy of names is not",
      '{"Statement":{"Effect":"Allow","Principal":{"AWS":"999988887777"},"Action":"execute-api:*","Resource":"*"}}',
      [],
    ],
  ])("a route that asks for nothing %s", async (_, policy, openRoutes) => {
    const { get } = await rest({
      "apigateway:GetRestApis": { items: [{ ...restApi, policy }] },
      "apigateway:GetResources": { items: [restResource({ POST: openMethod })] },
    });
    expect(get(restKey)?.properties).toMatchObject({ openRoutes });
  });
});

describe("of a REST API a call that was refused leaves unknown", () => {
  const stagePaths = [
    "facets.accessLogging",
    "facets.authentication",
    "facets.firewall",
    "facets.throttled",
    "properties.secretStageVariables",
    "properties.stages",
  ];
  const routePaths = [
    "facets.authentication",
    "properties.openRoutes",
    "properties.routeCount",
    "properties.validatesRequests",
    "relationships.routes-to",
  ];
  const reasons: readonly Refusal[] = ["denied", "throttled", "failed", "malformed", "not-recorded"];
  test.each<[string, readonly string[]]>([
    ["apigateway:GetStages", stagePaths],
    ["apigateway:GetResources", routePaths],
    ["apigateway:GetUsagePlans", ["facets.throttled"]],
  ])("%s just what it would tell", async (call, paths) => {
    for (const reason of reasons) {
      const recorded = await rest({ [call]: reason });
      expect(unknownsOf(recorded, restKey)).toEqual(Object.fromEntries(paths.map((path) => [path, reason])));
    }
  });

  test("whether a plan slows everybody down, where it is not known who needs a key", async () => {
    const recorded = await rest({
      "apigateway:GetStages": { item: [{ ...restStage, methodSettings: {} }] },
      "apigateway:GetUsagePlans": {
        items: [
          {
            id: "p",
            name: "gold",
            apiStages: [{ apiId: restApi.id, stage: "prod" }],
            throttle: { rateLimit: 5, burstLimit: 5 },
          },
        ],
      },
      "apigateway:GetResources": "denied",
    });
    expect(unknownsOf(recorded, restKey)).toMatchObject({ "facets.throttled": "denied" });
  });

  test("nothing, where the API has no stages or plans", async () => {
    const recorded = await rest({
      "apigateway:GetStages": "not-found",
      "apigateway:GetUsagePlans": "not-found",
    });
    expect(unknownsOf(recorded, restKey)).toEqual({});
    expect(recorded.get(restKey)?.facets).toMatchObject({ authentication: "unreachable", throttled: false });
  });
});

test("usage plans, APIs and resources are read over all their pages", async () => {
  const paged =
    (first: object, second: object) =>
    ({ position }: Readonly<Record<string, unknown>>) =>
      position === "2" ? { items: [second] } : { items: [first], position: "2" };
  const { get, resources } = await rest({
    "apigateway:GetRestApis": paged(restApi, { ...restApi, id: "second", name: "other" }),
    "apigateway:GetResources": paged(restResource(), { ...restResource(), path: "/other" }),
  });
  expect(resources.map(({ name }) => name)).toEqual(["claims", "other"]);
  expect(get(restKey)?.properties).toMatchObject({ routeCount: 2 });
});

const httpKey = "arn:aws:apigateway:eu-west-1::/apis/f6g7h8i9j0";
const httpApi = {
  ApiEndpoint: "https://f6g7h8i9j0.execute-api.eu-west-1.amazonaws.com",
  ApiGatewayManaged: false,
  ApiId: "f6g7h8i9j0",
  ApiKeySelectionExpression: "$request.header.x-api-key",
  CorsConfiguration: {
    AllowCredentials: false,
    AllowMethods: ["POST"],
    AllowOrigins: ["https://claims.example.com"],
  },
  CreatedDate: "2025-03-04T05:06:07.000Z",
  DisableExecuteApiEndpoint: false,
  Name: "chat",
  ProtocolType: "HTTP",
  RouteSelectionExpression: "$request.method $request.path",
  Tags: { team: "claims" },
};
const httpStage = {
  AccessLogSettings: { DestinationArn: logs, Format: "$context.requestId" },
  AutoDeploy: true,
  DefaultRouteSettings: { DetailedMetricsEnabled: true, ThrottlingBurstLimit: 40, ThrottlingRateLimit: 20 },
  RouteSettings: {},
  StageName: "$default",
  StageVariables: { token: "0123456789abcdef0123456789abcdef" },
  Tags: {},
};
const httpRoute = (RouteKey: string, more: object = {}) => ({
  ApiGatewayManaged: false,
  ApiKeyRequired: false,
  AuthorizationType: "JWT",
  AuthorizerId: "au1",
  RouteId: "r1",
  RouteKey,
  Target: "integrations/i1",
  ...more,
});
const httpAnswers: Answers = {
  "apigatewayv2:GetApis": { Items: [httpApi] },
  "apigatewayv2:GetStages": { Items: [httpStage] },
  "apigatewayv2:GetRoutes": { Items: [httpRoute("POST /chat")] },
  "apigatewayv2:GetIntegrations": {
    Items: [
      {
        IntegrationId: "i1",
        IntegrationType: "AWS_PROXY",
        IntegrationUri: `${fn}:live`,
        PayloadFormatVersion: "2.0",
      },
    ],
  },
};
const http = (answers: Answers = {}) => collectRecorded(apigatewayHttp, { ...httpAnswers, ...answers });

describe("an HTTP API with everything API Gateway tells of one", () => {
  test("is shown with all of it", async () => {
    const recorded = await http();
    expect(recorded.get(httpKey)).toEqual({
      key: httpKey,
      type: "aws.apigateway.http-api",
      name: "chat",
      account: "111122223333",
      region: "eu-west-1",
      tags: { team: "claims" },
      properties: {
        protocol: "HTTP",
        stages: ["$default"],
        openRoutes: [],
        routeCount: 1,
        secretStageVariables: ["$default/token"],
        allowedOrigins: ["https://claims.example.com"],
      },
      facets: {
        publicNetwork: true,
        authentication: "identity",
        firewall: true,
        throttled: true,
        accessLogging: true,
        hosts: ["f6g7h8i9j0.execute-api.eu-west-1.amazonaws.com"],
      },
    });
    expect(edgesOf(recorded, httpKey)).toEqual([`routes-to ${fn}`]);
    expect(undeclared(apigatewayHttp, recorded)).toEqual([]);
  });

  test.each([
    ["JWT", "identity"],
    ["CUSTOM", "identity"],
    ["AWS_IAM", "identity"],
    ["NONE", "none"],
    [undefined, "none"],
  ])("a route by %s asks for %s", async (AuthorizationType, authentication) => {
    const { get } = await http({
      "apigatewayv2:GetRoutes": { Items: [httpRoute("$default", { AuthorizationType })] },
    });
    expect(get(httpKey)?.facets).toMatchObject({ authentication });
  });

  test.each<[string, readonly string[]]>([
    [
      "apigatewayv2:GetStages",
      [
        "facets.accessLogging",
        "facets.authentication",
        "facets.throttled",
        "properties.secretStageVariables",
        "properties.stages",
      ],
    ],
    [
      "apigatewayv2:GetRoutes",
      ["facets.authentication", "properties.openRoutes", "properties.routeCount", "relationships.routes-to"],
    ],
    ["apigatewayv2:GetIntegrations", ["relationships.routes-to"]],
  ])("%s refused leaves just what it would tell unknown", async (call, paths) => {
    const recorded = await http({ [call]: "denied" });
    expect(Object.keys(unknownsOf(recorded, httpKey)).toSorted()).toEqual(paths);
    expect(recorded.get(httpKey)?.unknown?.[paths[0] ?? ""]).toMatchObject({ permission: "apigateway:GET" });
  });
});

describe("a WebSocket API", () => {
  const socket = async (...routes: object[]) => {
    const Items = [{ ...httpApi, ProtocolType: "WEBSOCKET" }];
    return (
      await http({ "apigatewayv2:GetApis": { Items }, "apigatewayv2:GetRoutes": { Items: routes } })
    ).get(httpKey);
  };
  const open = { AuthorizationType: "NONE" };
  test("is as open as connecting to it", async () => {
    expect(await socket(httpRoute("$connect"), httpRoute("send", open))).toMatchObject({
      properties: { openRoutes: [], routeCount: 2 },
      facets: { authentication: "identity" },
    });
    expect(await socket(httpRoute("$connect", open), httpRoute("send"))).toMatchObject({
      properties: { openRoutes: ["$connect"] },
      facets: { authentication: "none" },
    });
  });

  test("without a route for connecting is open to everyone, whatever its routes say", async () => {
    expect(await socket(httpRoute("$default"), httpRoute("send"))).toMatchObject({
      properties: { openRoutes: ["$default", "send"] },
      facets: { authentication: "none" },
    });
  });

  test("without any route leads nowhere", async () => {
    expect((await socket())?.facets).toMatchObject({ authentication: "unreachable" });
  });
});
