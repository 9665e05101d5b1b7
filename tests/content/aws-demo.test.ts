import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import { collectAll, graphOf } from "#lib/connectors/collect-all.ts";
import aws from "#lib/connectors/aws/connector.ts";
import { readRecording } from "#lib/connectors/read-recording.ts";
import { replay, type RecordedCall } from "#lib/connectors/recording.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { derive } from "#lib/inventory/derive.ts";
import { checks } from "#lib/posture/checks/registry.ts";
import { evaluate } from "#lib/posture/evaluate.ts";

const workloads = new Set(["claims-assistant", "research-agent", "call-summaries"]);
/** What belongs to a workload without carrying its tag. */
const untagged = new Set(["data-team-analyst", "claim-actions", "Bedrock in eu-west-1"]);

async function estate(file: string): Promise<ResourceGraph> {
  const calls: RecordedCall[] = [];
  for await (const call of readRecording(file)) calls.push(call);
  return derive(graphOf(await collectAll(aws, replay(calls), AbortSignal.timeout(30_000)))).graph;
}

const grave = (graph: ResourceGraph) =>
  [...evaluate(checks, graph)]
    .filter(
      ({ check, outcome }) => outcome.status === "fail" && ["critical", "high"].includes(check.severity),
    )
    .map(({ check, resource }) => ({ id: check.id, resource }));

let asIs: ResourceGraph;
let fixed: ResourceGraph;
beforeAll(async () => {
  [asIs, fixed] = await Promise.all([estate("demo/aws.jsonl"), estate("demo/aws.fixed.jsonl")]);
});

describe("the AWS demo as it is", () => {
  test("raises what its two workloads are built to raise", () => {
    expect(grave(asIs).map(({ id, resource }) => `${id} ${resource.name}`)).toEqual(
      expect.arrayContaining([
        "agent/guardrail claims-assistant",
        "agent-tool/confirmation claim-actions",
        "knowledge-base/source-writers claims-policies",
        "agent-tool/authentication research-tools-mcp (MCP)",
      ]),
    );
  });

  test("raises nothing grave on the rest of the account", () => {
    const elsewhere = grave(asIs).filter(
      ({ resource }) => !workloads.has(resource.tags["application"] ?? "") && !untagged.has(resource.name),
    );
    expect(elsewhere.map(({ id, resource }) => `${id} ${resource.name}`)).toEqual([]);
  });

  test("leads from the open API through the function and the agent to the documents", () => {
    const [api] = asIs.all("aws.apigateway.http-api");
    const [chat] = asIs.follow(api?.key ?? "", "routes-to");
    const [agent] = asIs.follow(chat?.key ?? "", "invokes");
    const [base] = asIs.follow(agent?.key ?? "", "grounded-on");
    const [corpus] = asIs.follow(base?.key ?? "", "ingests");
    expect([api, chat, agent, base, corpus].map((step) => step?.name)).toEqual([
      "claims-assistant",
      "claims-assistant-api",
      "claims-assistant",
      "claims-policies",
      "acme-claims-policies",
    ]);
  });

  test("holds a key in a variable whose value the recording does not tell", () => {
    const agent = asIs.all("aws.lambda.function").find(({ name }) => name === "research-agent");
    expect(agent?.facets.secretVariables).toEqual(["AZURE_OPENAI_API_KEY"]);
    expect(agent?.facets.calledHosts).toContain("aoai-research-weu.openai.azure.com");
    expect(readFileSync("demo/aws.jsonl", "utf8")).toContain(`"AZURE_OPENAI_API_KEY":"${"x".repeat(32)}"`);
  });
});

test("the fixed account has a guardrail, a confirmed tool, a narrow writer and no key in clear", () => {
  const [agent] = fixed.all("aws.bedrock.agent");
  expect(fixed.follow(agent?.key ?? "", "guarded-by").map(({ name }) => name)).toEqual(["claims-assistant"]);
  expect(fixed.all("aws.bedrock.action-group").every(({ facets }) => facets.requiresConfirmation)).toBe(true);
  expect(fixed.all("aws.lambda.function").flatMap(({ facets }) => facets.secretVariables)).toEqual([]);
  const corpus = fixed.all("aws.s3.bucket").find(({ name }) => name === "acme-claims-policies");
  expect(fixed.followBack(corpus?.key ?? "", "can-write")).toEqual([]);
});

test("the fixed account raises nothing grave at all", () => {
  expect(grave(fixed).map(({ id, resource }) => `${id} ${resource.name}`)).toEqual([]);
});
