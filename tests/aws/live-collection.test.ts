import { beforeAll, describe, expect, inject, test } from "vitest";

import awsConnector from "#lib/connectors/aws/connector.ts";
import { collectAll, graphOf, type Collected } from "#lib/connectors/collect-all.ts";
import { ConnectionError } from "#lib/domain/provider-call.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { checks } from "#lib/posture/checks/registry.ts";
import { account, createEstate } from "./estate.ts";

const credentials = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "test", regions: "eu-west-1" };
const never = new AbortController().signal;
const iam = (resource: string) => `arn:aws:iam::${account}:${resource}`;
const fn = (name: string) => `arn:aws:lambda:eu-west-1:${account}:function:${name}`;

let collected: Collected;
let graph: ResourceGraph;
let made: Awaited<ReturnType<typeof createEstate>>;

beforeAll(async () => {
  process.env["AWS_ENDPOINT_URL"] = inject("motoUrl");
  made = await createEstate(inject("motoUrl"));
  collected = await collectAll(awsConnector, await awsConnector.connect(credentials, never), never);
  graph = graphOf(collected);
});

const outcome = (checkId: string, key: string) => {
  const check = checks.find(({ id }) => id === checkId);
  const resource = graph.get(key);
  if (!check || !resource) throw new Error(`No check ${checkId} or resource ${key}`);
  return check.evaluate(resource, graph).status;
};

test("the regions a connection names are the only ones collected", () => {
  const regions = new Set(collected.collections.map(({ scope }) => scope.region));
  expect(regions).toEqual(new Set(["eu-west-1", null]));
});

describe("the inventory", () => {
  test.each([
    ["aws.account", iam("root")],
    ["aws.iam.role", iam("role/agent-role")],
    ["aws.iam.role", iam("role/function-role")],
    ["aws.iam.user", iam("user/build-bot")],
    ["aws.iam.policy", iam("policy/EverythingAllowed")],
    ["aws.s3.bucket", "arn:aws:s3:::claims-corpus"],
    ["aws.s3.bucket", "arn:aws:s3:::open-samples"],
    ["aws.lambda.function", fn("research-agent")],
    ["aws.mcp.server", `${fn("tools")}#mcp`],
    ["aws.sagemaker.notebook", `arn:aws:sagemaker:eu-west-1:${account}:notebook-instance/explore`],
  ])("holds the %s %s", (type, key) => {
    expect(graph.get(key)).toMatchObject({ type, account });
  });

  test("holds the key and the API under the names AWS gave them", () => {
    expect(graph.get(made.keyArn)).toMatchObject({ type: "aws.kms.key", name: "alias/corpus" });
    expect(graph.get(`arn:aws:apigateway:eu-west-1::/restapis/${made.apiId}`)).toMatchObject({
      name: "claims",
    });
  });

  test("tells what a full policy and a narrow one allow", () => {
    const grants = (name: string) => graph.get(iam(`role/${name}`))?.facets;
    expect(grants("agent-role")).toMatchObject({ grants: [{ on: "*", effect: "allow" }] });
    expect(grants("function-role")).toMatchObject({
      grants: [{ abilities: ["read-data"], on: "arn:aws:s3:::claims-corpus", conditional: false }],
    });
  });

  test("keeps names of variables and hosts they call, never a value", () => {
    expect(graph.get(fn("research-agent"))).toMatchObject({
      properties: { environmentNames: ["AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_API_KEY"] },
      facets: { secretVariables: ["AZURE_OPENAI_API_KEY"], calledHosts: ["contoso.openai.azure.com"] },
    });
    expect(JSON.stringify(collected)).not.toContain("not-a-real-key");
  });

  test.each([
    [fn("research-agent"), "runs-as", iam("role/function-role")],
    [`${fn("tools")}#mcp`, "invokes", fn("tools")],
    [iam("role/agent-role"), "governed-by", iam("policy/EverythingAllowed")],
  ] as const)("relates %s %s %s", (from, kind, to) => {
    expect(graph.follow(from, kind).map(({ key }) => key)).toContain(to);
  });

  test("relates the bucket to its key and the API to its function", () => {
    expect(graph.follow("arn:aws:s3:::claims-corpus", "encrypted-by").map(({ key }) => key)).toEqual([
      made.keyArn,
    ]);
    const api = `arn:aws:apigateway:eu-west-1::/restapis/${made.apiId}`;
    expect(graph.follow(api, "routes-to").map(({ key }) => key)).toEqual([fn("research-agent")]);
  });
});

describe("checks on what was collected", () => {
  test.each([
    ["compute/secrets-by-reference", fn("research-agent"), "fail"],
    ["compute/secrets-by-reference", fn("tools"), "pass"],
    ["agent-tool/authentication", `${fn("tools")}#mcp`, "fail"],
    ["aws/iam-confused-deputy", iam("role/agent-role"), "fail"],
    ["aws/iam-confused-deputy", iam("role/function-role"), "not-applicable"],
    ["identity/pass-role-bounded", iam("role/function-role"), "pass"],
    ["aws/account-blocks-public-buckets", iam("root"), "fail"],
  ])("%s on %s: %s", (checkId, key, expected) => {
    expect(outcome(checkId, key)).toBe(expected);
  });

  test("every check gives an outcome for everything it applies to", () => {
    const outcomes = checks.flatMap((check) =>
      graph.nodes
        .filter((resource) => check.appliesTo.includes(resource.type))
        .map((resource) => check.evaluate(resource, graph).status),
    );
    expect(new Set(outcomes)).toEqual(new Set(["pass", "fail", "not-applicable", "unknown"]));
  });
});

describe("what the stand-in cannot answer", () => {
  test("is a gap with the call that failed, and stops nothing else", () => {
    const failed = collected.collections.filter(({ state }) => state !== "complete");
    expect(failed.map(({ collectorId }) => collectorId)).toContain("bedrock-guardrails");
    const guardrails = failed.find(({ collectorId }) => collectorId === "bedrock-guardrails");
    expect(guardrails?.unknown).toMatchObject({ reason: "failed", call: "bedrock:ListGuardrails" });
    expect(guardrails?.unknown?.message).toContain("HTTP 500");
    expect(collected.gaps).toHaveLength(failed.length);
  });

  test("about one resource is unknown of that resource alone", () => {
    const user = graph.get(iam("user/build-bot"));
    expect(Object.keys(user?.unknown ?? {})).toContain("facets.longLivedKeyCount");
    expect(user?.properties).toMatchObject({ accessKeys: [{ lastUsedAt: null }] });
    expect(outcome("aws/bedrock-api-key-short", iam("user/build-bot"))).toBe("unknown");
  });
});

test("a role that cannot be assumed is told with what to change", async () => {
  process.env["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1";
  const refused = awsConnector.connect(
    { ...credentials, roleArn: `arn:aws:iam::${account}:role/absent`, externalId: "an-external-id" },
    never,
  );
  await expect(refused).rejects.toBeInstanceOf(ConnectionError);
});
