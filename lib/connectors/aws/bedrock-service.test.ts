import { expect, test } from "vitest";

import { replay } from "../recording.ts";
import { runCollection } from "../run-collection.ts";
import { bedrockService, normalizeBedrockService } from "./bedrock-service.ts";

const scope = { account: "111122223333", region: "eu-west-1" };
const cloudWatchConfig = {
  logGroupName: "/aws/bedrock/invocations",
  roleArn: "arn:aws:iam::111122223333:role/logs",
};
const allOff = {
  textDataDeliveryEnabled: false,
  imageDataDeliveryEnabled: false,
  embeddingDataDeliveryEnabled: false,
  videoDataDeliveryEnabled: false,
  audioDataDeliveryEnabled: false,
};
const normalized = (raw: object, endpoints = {}) => normalizeBedrockService(raw, endpoints, scope);

test("no configuration at all means that logging is off", () => {
  const { resources, relationships } = normalized({});
  expect(resources[0]?.properties).toMatchObject({ invocationLogging: false, loggedModalities: [] });
  expect(resources[0]?.facets).toMatchObject({ logsRequests: false });
  expect(relationships).toEqual([]);
});

test("logging with every modality switched off is on and logs no request", () => {
  const [service] = normalized({ loggingConfig: { cloudWatchConfig, ...allOff } }).resources;
  expect(service?.properties).toMatchObject({ invocationLogging: true, loggedModalities: [] });
  expect(service?.facets).toMatchObject({ logsRequests: false });
});

test("each place the log goes to is a destination, the bucket for large data among them", () => {
  const loggingConfig = {
    cloudWatchConfig: { ...cloudWatchConfig, largeDataDeliveryS3Config: { bucketName: "acme-large" } },
    s3Config: { bucketName: "acme-prompts" },
  };
  expect(normalized({ loggingConfig }).relationships.map(({ to }) => to)).toEqual([
    "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/bedrock/invocations",
    "arn:aws:s3:::acme-prompts",
    "arn:aws:s3:::acme-large",
  ]);
});

test("an interface endpoint for the runtime is a private way in", () => {
  const { resources, relationships } = normalized({}, { VpcEndpoints: [{ VpcEndpointId: "vpce-1" }] });
  expect(resources[0]?.facets).toMatchObject({ privateEndpoint: true });
  expect(relationships.map(({ kind }) => kind)).toEqual(["reached-privately-through"]);
});

const call = (service: string, operation: string, input: object, output: object) => ({
  connector: "aws",
  ...scope,
  service,
  operation,
  input: { ...input },
  output,
});
const filter = { Name: "service-name", Values: ["com.amazonaws.eu-west-1.bedrock-runtime"] };
const lookups = (Events: readonly object[]) =>
  ["InvokeModel", "InvokeModelWithResponseStream", "Converse", "ConverseStream"].map((AttributeValue) =>
    call(
      "cloudtrail",
      "LookupEvents",
      { LookupAttributes: [{ AttributeKey: "EventName", AttributeValue }], MaxResults: 50 },
      { Events },
    ),
  );
const region = (agentSummaries: readonly object[], events: readonly object[]) => [
  call("bedrock", "GetModelInvocationLoggingConfiguration", {}, {}),
  call("ec2", "DescribeVpcEndpoints", { Filters: [filter] }, { VpcEndpoints: [] }),
  call("bedrock-agent", "ListAgents", {}, { agentSummaries }),
  call("bedrock-agent", "ListKnowledgeBases", {}, {}),
  call("bedrock", "ListGuardrails", {}, {}),
  call("bedrock", "ListCustomModels", {}, {}),
  ...lookups(events),
];
const invoked = {
  CloudTrailEvent: JSON.stringify({ requestParameters: { modelId: "amazon.nova-pro-v1:0" } }),
};

test.each([
  ["nothing was made or called", region([], []), 0],
  ["an agent was made", region([{ agentId: "CLAIMSAG01" }], []), 1],
  ["a model was called", region([], [invoked]), 1],
])("a region where %s holds that many services", async (_, calls, count) => {
  const outcome = await runCollection(
    replay(calls),
    bedrockService,
    scope,
    AbortSignal.timeout(5_000),
    () => undefined,
  );
  expect(outcome).toMatchObject({ state: "complete", resourceCount: count });
});
