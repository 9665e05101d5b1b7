import { describe, expect, test } from "vitest";

import type { Collector } from "#lib/domain/connector.ts";
import { collectRecorded, unknownsOf, type Answers } from "#tests/support/recorded-aws.ts";
import { apigatewayHttp } from "./apigateway-http.ts";
import { apigatewayRest } from "./apigateway-rest.ts";

const restKey = (id: string) => `arn:aws:apigateway:eu-west-1::/restapis/${id}`;
const httpKey = (id: string) => `arn:aws:apigateway:eu-west-1::/apis/${id}`;
const method = (more: object = {}) => ({
  authorizationType: "AWS_IAM",
  apiKeyRequired: false,
  requestValidatorId: "v",
  ...more,
});
const rest = (resourceMethods: object, more: Answers = {}) =>
  collectRecorded(apigatewayRest, {
    "apigateway:GetRestApis": { items: [{ id: "one", name: "one" }] },
    "apigateway:GetStages": { item: [{ stageName: "prod" }] },
    "apigateway:GetResources": { items: [{ path: "/chat", resourceMethods }] },
    ...more,
  });
const validates = async (resourceMethods: object) =>
  Reflect.get((await rest(resourceMethods)).get(restKey("one"))?.properties ?? {}, "validatesRequests");

/** The inputs of every call about one API, by the API's id. */
async function inputs(collector: Collector, list: string, answers: Answers): Promise<Map<string, unknown[]>> {
  const seen = new Map<string, unknown[]>();
  const watching = Object.fromEntries(
    Object.entries(answers).map(([call, answer]) => [
      call,
      call === list
        ? answer
        : (input: Readonly<Record<string, unknown>>) => {
            const id = String(input["restApiId"] ?? input["ApiId"]);
            seen.set(id, [...(seen.get(id) ?? []), call]);
            return answer;
          },
    ]),
  );
  await collectRecorded(collector, watching);
  return seen;
}

test("each REST API is asked about by its own id", async () => {
  const seen = await inputs(apigatewayRest, "apigateway:GetRestApis", {
    "apigateway:GetRestApis": {
      items: [
        { id: "one", name: "one" },
        { id: "two", name: "two" },
      ],
    },
    "apigateway:GetStages": {},
    "apigateway:GetResources": {},
  });
  const calls = ["apigateway:GetStages", "apigateway:GetResources"];
  expect([...seen]).toEqual([
    ["one", calls],
    ["two", calls],
  ]);
});

test("each HTTP API is asked about by its own id", async () => {
  const api = (ApiId: string) => ({ ApiId, Name: ApiId, ProtocolType: "HTTP" });
  const seen = await inputs(apigatewayHttp, "apigatewayv2:GetApis", {
    "apigatewayv2:GetApis": { Items: [api("one"), api("two")] },
    "apigatewayv2:GetStages": {},
    "apigatewayv2:GetRoutes": {},
    "apigatewayv2:GetIntegrations": {},
  });
  const calls = ["apigatewayv2:GetStages", "apigatewayv2:GetRoutes", "apigatewayv2:GetIntegrations"];
  expect([...seen]).toEqual([
    ["one", calls],
    ["two", calls],
  ]);
});

test("the answers about one API are not told of another", async () => {
  const recorded = await rest(
    {},
    {
      "apigateway:GetRestApis": {
        items: [
          { id: "one", name: "one" },
          { id: "two", name: "two" },
        ],
      },
      "apigateway:GetStages": ({ restApiId }) => ({ item: [{ stageName: `of-${String(restApiId)}` }] }),
      "apigateway:GetResources": ({ restApiId }) => {
        if (restApiId === "two") return [];
        return { items: [{ path: "/chat", resourceMethods: { GET: method() } }] };
      },
    },
  );
  expect(recorded.get(restKey("one"))?.properties).toMatchObject({ stages: ["of-one"], routeCount: 1 });
  expect(recorded.get(restKey("two"))?.properties).toMatchObject({ stages: ["of-two"] });
  expect(unknownsOf(recorded, restKey("one"))).toEqual({});
  expect(unknownsOf(recorded, restKey("two"))).toMatchObject({ "properties.routeCount": "malformed" });
});

describe("requests are validated", () => {
  test.each<[string, object, boolean]>([
    ["where every method has a validator", { GET: method(), POST: method() }, true],
    ["not where one has none", { GET: method(), POST: method({ requestValidatorId: undefined }) }, false],
    ["not where one names none", { POST: method({ requestValidatorId: "" }) }, false],
    ["not where there is no method", {}, false],
    [
      "whatever a preflight does",
      { GET: method(), OPTIONS: method({ requestValidatorId: undefined }) },
      true,
    ],
  ])("%s", async (_, methods, expected) => {
    expect(await validates(methods)).toBe(expected);
  });
});

describe("a usage plan slows callers down", () => {
  const plan = (more: object = {}, stage: object = {}) => ({
    "apigateway:GetUsagePlans": {
      items: [
        {
          id: "p",
          name: "gold",
          apiStages: [{ apiId: "one", stage: "prod", ...stage }],
          throttle: { rateLimit: 5, burstLimit: 10 },
          ...more,
        },
      ],
    },
  });
  const keyed = { POST: method({ apiKeyRequired: true }) };
  const throttled = async (methods: object, plans: Answers) =>
    Reflect.get((await rest(methods, plans)).get(restKey("one"))?.facets ?? {}, "throttled");
  test.each<[string, object, Answers, boolean]>([
    ["of its stage, where all need a key", keyed, plan(), true],
    ["not where none needs a key", { POST: method() }, plan(), false],
    ["not where one needs none", { ...keyed, GET: method() }, plan(), false],
    ["not on another stage", keyed, plan({}, { stage: "dev" }), false],
    ["not of another API", keyed, plan({}, { apiId: "two" }), false],
    ["not without a rate", keyed, plan({ throttle: undefined }), false],
    ["not at the account's own rate", keyed, plan({ throttle: { rateLimit: 10_000 } }), false],
    ["not at a rate of zero, which stands for none", keyed, plan({ throttle: { rateLimit: 0 } }), false],
    ["not without stages", keyed, plan({ apiStages: undefined }), false],
    ["not where there is no method", {}, plan(), false],
  ])("%s", async (_, methods, plans, expected) => {
    expect(await throttled(methods, plans)).toBe(expected);
  });
});

describe("a route leads to the function", () => {
  const fn = "arn:aws:lambda:eu-west-1:111122223333:function:chat";
  const through = (uri: string | undefined) => ({
    POST: method({ methodIntegration: { type: "AWS_PROXY", uri } }),
  });
  const targets = async (uri: string | undefined) =>
    (await rest(through(uri))).relationships.map(({ to }) => to);
  const invocation = (arn: string) =>
    `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`;
  test.each<[string, string | undefined, string[]]>([
    ["that its integration invokes", invocation(fn), [fn]],
    ["of an alias or version", invocation(`${fn}:live`), [fn]],
    [
      "of another account",
      invocation("arn:aws:lambda:eu-west-1:999988887777:function:x"),
      ["arn:aws:lambda:eu-west-1:999988887777:function:x"],
    ],
    [
      "of another partition",
      invocation("arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:x"),
      ["arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:x"],
    ],
    [
      "not that a stage variable names, which only the stage knows",
      invocation("arn:aws:lambda:eu-west-1:111122223333:function:${stageVariables.fn}"),
      [],
    ],
    ["not at another address", "https://example.com/chat", []],
    ["not of another service", "arn:aws:apigateway:eu-west-1:dynamodb:action/Query", []],
    ["not where none is named", undefined, []],
  ])("%s", async (_, uri, expected) => {
    expect(await targets(uri)).toEqual(expected);
  });
});

describe("of an HTTP API", () => {
  const fn = "arn:aws:lambda:eu-west-1:111122223333:function:chat";
  const http = (routes: object[], integrations: object[]) =>
    collectRecorded(apigatewayHttp, {
      "apigatewayv2:GetApis": { Items: [{ ApiId: "one", Name: "one", ProtocolType: "HTTP" }] },
      "apigatewayv2:GetStages": { Items: [{ StageName: "$default" }] },
      "apigatewayv2:GetRoutes": { Items: routes },
      "apigatewayv2:GetIntegrations": { Items: integrations },
    });
  const route = (RouteKey: string, Target?: string) => ({ RouteKey, AuthorizationType: "JWT", Target });
  const integration = (IntegrationId: string, IntegrationUri?: string) => ({ IntegrationId, IntegrationUri });

  test("each route leads where its own integration does, and routes to one function are told together", async () => {
    const routes = [
      route("GET /a", "integrations/i1"),
      route("GET /b", "integrations/i2"),
      route("GET /c", "integrations/i1"),
      route("GET /d", "integrations/gone"),
      route("GET /e"),
    ];
    const { relationships } = await http(routes, [
      integration("i1", fn),
      integration("i2", "https://example.com"),
      integration("i3", `${fn}-other`),
    ]);
    expect(relationships).toEqual([
      { from: httpKey("one"), kind: "routes-to", to: fn, reason: "GET /a, GET /c" },
    ]);
  });

  test("stages decide together: one without a log or a limit is enough to lack it", async () => {
    const stage = (StageName: string, more: object = {}) => ({
      StageName,
      AccessLogSettings: { DestinationArn: "x" },
      DefaultRouteSettings: { ThrottlingRateLimit: 5 },
      ...more,
    });
    const facets = async (...Items: object[]) =>
      (
        await collectRecorded(apigatewayHttp, {
          "apigatewayv2:GetApis": { Items: [{ ApiId: "one", Name: "one", ProtocolType: "HTTP" }] },
          "apigatewayv2:GetStages": { Items },
        })
      ).get(httpKey("one"))?.facets;
    expect(await facets(stage("a"), stage("b"))).toMatchObject({ throttled: true, accessLogging: true });
    expect(await facets(stage("a"), stage("b", { AccessLogSettings: {} }))).toMatchObject({
      throttled: true,
      accessLogging: false,
    });
    expect(await facets(stage("a"), stage("b", { DefaultRouteSettings: undefined }))).toMatchObject({
      throttled: false,
      accessLogging: true,
    });
    expect(await facets()).toMatchObject({
      throttled: false,
      accessLogging: false,
      authentication: "unreachable",
    });
  });
});
