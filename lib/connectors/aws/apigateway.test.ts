import { describe, expect, test } from "vitest";

import { collectRecorded, undeclared, type Answers } from "#tests/support/recorded-aws.ts";
import { apigatewayHttp } from "./apigateway-http.ts";
import { apigatewayRest } from "./apigateway-rest.ts";

const fn = "arn:aws:lambda:eu-west-1:111122223333:function:chat";
const uri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${fn}:live/invocations`;
const method = (more: object) => ({
  authorizationType: "NONE",
  apiKeyRequired: false,
  methodIntegration: { type: "AWS_PROXY", uri },
  ...more,
});

describe("a REST API", () => {
  const key = "arn:aws:apigateway:eu-west-1::/restapis/abc";
  const stage = { stageName: "prod", deploymentId: "d", methodSettings: {}, variables: {} };
  const collect = async (
    methods: object,
    stages: object[] = [stage],
    more: Answers = {},
    api: object = {},
  ) => {
    const recorded = await collectRecorded(apigatewayRest, {
      "apigateway:GetRestApis": {
        items: [{ id: "abc", name: "claims", endpointConfiguration: { types: ["REGIONAL"] }, ...api }],
      },
      "apigateway:GetStages": { item: stages },
      "apigateway:GetResources": { items: [{ id: "r", path: "/chat", resourceMethods: methods }] },
      ...more,
    });
    return { ...recorded, api: recorded.get(key) };
  };

  test.each([
    [{ POST: method({ authorizationType: "AWS_IAM" }) }, "identity"],
    [
      { POST: method({ authorizationType: "COGNITO_USER_POOLS" }), GET: method({ apiKeyRequired: true }) },
      "key",
    ],
    [{ POST: method({ authorizationType: "CUSTOM" }), GET: method({}) }, "none"],
    [{ POST: method({ authorizationType: "AWS_IAM" }), OPTIONS: method({}) }, "identity"],
    [
      {
        POST: method({ authorizationType: "AWS_IAM" }),
        GET: method({ methodIntegration: { type: "MOCK" } }),
      },
      "identity",
    ],
  ])("asks what its weakest route asks: %j", async (methods, authentication) => {
    expect((await collect(methods)).api?.facets).toMatchObject({ authentication });
  });

  test("that is not deployed cannot be reached", async () => {
    expect((await collect({ POST: method({}) }, [])).api?.facets).toMatchObject({
      authentication: "unreachable",
    });
  });

  test("that is private is not on the public network", async () => {
    const { api } = await collect(
      { POST: method({}) },
      [stage],
      {},
      { endpointConfiguration: { types: ["PRIVATE"] } },
    );
    expect(api?.facets).toMatchObject({ publicNetwork: false });
  });

  test("leads to the function behind its routes, without the alias", async () => {
    const { relationships } = await collect({ POST: method({}), GET: method({}) });
    expect(relationships).toEqual([
      { from: key, kind: "routes-to", to: fn, reason: "POST /chat, GET /chat" },
    ]);
  });

  const whole = {
    ...stage,
    webAclArn: "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/main/1",
    accessLogSettings: { destinationArn: "arn:aws:logs:eu-west-1:111122223333:log-group:api" },
    methodSettings: { "*/*": { throttlingRateLimit: 50, throttlingBurstLimit: 100 } },
  };

  test("is protected only as far as every one of its stages is", async () => {
    const all = { firewall: true, throttled: true, accessLogging: true };
    const none = { firewall: false, throttled: false, accessLogging: false };
    expect((await collect({ POST: method({}) }, [whole])).api?.facets).toMatchObject(all);
    expect(
      (await collect({ POST: method({}) }, [whole, { ...stage, stageName: "dev" }])).api?.facets,
    ).toMatchObject(none);
  });

  test("is not throttled by the account's own quota, but is by a usage plan", async () => {
    const quota = { ...stage, methodSettings: { "*/*": { throttlingRateLimit: 10_000 } } };
    expect((await collect({ POST: method({}) }, [quota])).api?.facets).toMatchObject({ throttled: false });
    const plans = {
      "apigateway:GetUsagePlans": {
        items: [{ id: "p", apiStages: [{ apiId: "abc", stage: "prod" }], throttle: { rateLimit: 20 } }],
      },
    };
    const keyed = method({ apiKeyRequired: true });
    expect((await collect({ POST: keyed }, [stage], plans)).api?.facets).toMatchObject({ throttled: true });
    // A plan counts the calls of its keys: who needs none is not slowed down.
    expect((await collect({ POST: keyed, GET: method({}) }, [stage], plans)).api?.facets).toMatchObject({
      throttled: false,
    });
  });

  test("tells the names of stage variables that hold credentials", async () => {
    const { api } = await collect({}, [
      { ...stage, variables: { openaiApiKey: "not-a-real-key-but-long", model: "gpt" } },
    ]);
    expect(api?.properties).toMatchObject({ secretStageVariables: ["prod/openaiApiKey"] });
    expect(JSON.stringify(api)).not.toContain("not-a-real-key");
  });

  test("whose routes may not be read has unknown authentication, not none", async () => {
    const { api } = await collect({}, [stage], { "apigateway:GetResources": "denied" });
    expect(api?.unknown?.["facets.authentication"]).toMatchObject({
      reason: "denied",
      permission: "apigateway:GET",
    });
  });

  test("produces and calls what it says", async () => {
    expect(undeclared(apigatewayRest, await collect({ POST: method({}) }, [whole]))).toEqual([]);
  });
});

describe("an HTTP or WebSocket API", () => {
  const key = "arn:aws:apigateway:eu-west-1::/apis/xyz";
  const collect = async (
    ProtocolType: string,
    routes: object[],
    stages: object[] = [{ StageName: "$default" }],
  ) => {
    const recorded = await collectRecorded(apigatewayHttp, {
      "apigatewayv2:GetApis": {
        Items: [{ ApiId: "xyz", Name: "chat", ProtocolType, CorsConfiguration: { AllowOrigins: ["*"] } }],
      },
      "apigatewayv2:GetStages": { Items: stages },
      "apigatewayv2:GetRoutes": { Items: routes },
      "apigatewayv2:GetIntegrations": { Items: [{ IntegrationId: "i1", IntegrationUri: fn }] },
    });
    return { ...recorded, api: recorded.get(key) };
  };
  const route = (RouteKey: string, AuthorizationType: string) => ({
    RouteKey,
    AuthorizationType,
    Target: "integrations/i1",
  });

  test("asks what its weakest route asks", async () => {
    const { api, relationships } = await collect("HTTP", [
      route("POST /chat", "JWT"),
      route("$default", "NONE"),
    ]);
    expect(api).toMatchObject({
      facets: { authentication: "none" },
      properties: { openRoutes: ["$default"], allowedOrigins: ["*"] },
    });
    expect(relationships).toEqual([{ from: key, kind: "routes-to", to: fn, reason: "POST /chat, $default" }]);
  });

  test("over WebSocket asks only when a caller connects", async () => {
    const { api } = await collect("WEBSOCKET", [route("$connect", "AWS_IAM"), route("sendMessage", "NONE")]);
    expect(api?.facets).toMatchObject({ authentication: "identity" });
  });

  test("is throttled and logged by its stages", async () => {
    const whole = {
      StageName: "prod",
      DefaultRouteSettings: { ThrottlingRateLimit: 20 },
      AccessLogSettings: { DestinationArn: "arn:aws:logs:eu-west-1:111122223333:log-group:api" },
    };
    expect((await collect("HTTP", [], [whole])).api?.facets).toMatchObject({
      throttled: true,
      accessLogging: true,
    });
    expect((await collect("HTTP", [])).api?.facets).toMatchObject({ throttled: false, accessLogging: false });
  });

  test("produces and calls what it says", async () => {
    expect(undeclared(apigatewayHttp, await collect("HTTP", [route("POST /chat", "JWT")]))).toEqual([]);
  });
});
