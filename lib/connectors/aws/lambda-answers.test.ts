import { describe, expect, test } from "vitest";

import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
  type Refusal,
} from "#tests/support/recorded-aws.ts";
import { lambdaFunctions } from "./lambda-functions.ts";

const key = "arn:aws:lambda:eu-west-1:111122223333:function:claims-chat";
/** One of `ListFunctions`, with every member Lambda documents. */
const listed = {
  FunctionName: "claims-chat",
  FunctionArn: key,
  Runtime: "nodejs22.x",
  Role: "arn:aws:iam::111122223333:role/service-role/claims-chat",
  Handler: "index.handler",
  CodeSize: 5_242_880,
  Description: "Answers questions on claims",
  Timeout: 30,
  MemorySize: 512,
  LastModified: "2026-05-06T07:08:09.000+0000",
  CodeSha256: "tzMLoyqJiWE7Yr1K9xTB2pTSsEXAMPLE0gzmkP0jXcE=",
  Version: "$LATEST",
  VpcConfig: {
    SubnetIds: ["subnet-0a", "subnet-0b"],
    SecurityGroupIds: ["sg-0a", "sg-0b"],
    VpcId: "vpc-0a",
    Ipv6AllowedForDualStack: false,
  },
  DeadLetterConfig: { TargetArn: "arn:aws:sqs:eu-west-1:111122223333:dead" },
  Environment: {
    Variables: {
      AGENT_ID: "CLAIMSAG01",
      AGENT_ALIAS_ID: "PRODALIAS1",
      MODEL_ENDPOINT: "https://acme.openai.azure.com/openai/deployments/gpt",
      OPENAI_API_KEY: "sk-proj-abcdefghijklmnopqrstuvwx",
      SYSTEM_PROMPT: "You are an adjuster. Never promise a payment.",
      STAGE: "production",
    },
  },
  KMSKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/env",
  TracingConfig: { Mode: "Active" },
  MasterArn: null,
  RevisionId: "a1b2c3d4-5678-90ab-cdef-EXAMPLE11111",
  Layers: [{ Arn: "arn:aws:lambda:eu-west-1:111122223333:layer:common:7", CodeSize: 1 }],
  PackageType: "Zip",
  Architectures: ["arm64"],
  EphemeralStorage: { Size: 512 },
  SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" },
  LoggingConfig: { LogFormat: "JSON", LogGroup: "/aws/lambda/claims-chat" },
};
const urlOf = (AuthType: string, alias?: string) => ({
  FunctionUrl: `https://${alias ?? "base"}0123456789abcdef.lambda-url.eu-west-1.on.aws/`,
  FunctionArn: alias ? `${key}:${alias}` : key,
  CreationTime: "2026-05-06T07:08:09.000Z",
  LastModifiedTime: "2026-05-06T07:08:09.000Z",
  Cors: { AllowOrigins: ["*"] },
  AuthType,
  InvokeMode: "BUFFERED",
});
const urls = (...FunctionUrlConfigs: object[]) => ({
  "lambda:ListFunctionUrlConfigs": { FunctionUrlConfigs },
});
const document = (...statements: object[]) => ({
  Policy: JSON.stringify({
    Version: "2012-10-17",
    Id: "default",
    Statement: statements.map((one) => ({
      Effect: "Allow",
      Action: "lambda:InvokeFunctionUrl",
      Resource: key,
      ...one,
    })),
  }),
  RevisionId: "r",
});
const anyone = (AuthType = "NONE") => ({
  Sid: "FunctionURLAllowPublicAccess",
  Principal: "*",
  Condition: { StringEquals: { "lambda:FunctionUrlAuthType": AuthType } },
});
const collect = (answers: Answers = {}, fn: object = {}) =>
  collectRecorded(lambdaFunctions, {
    "lambda:ListFunctions": { Functions: [{ ...listed, ...fn }] },
    "lambda:ListTags": { Tags: { team: "claims", __proto__x: "1" } },
    ...answers,
  });
const facets = async (answers: Answers, fn: object = {}) => (await collect(answers, fn)).get(key)?.facets;

describe("a function with everything Lambda tells of one", () => {
  test("is shown with all of it, and no value of a variable", async () => {
    const recorded = await collect({ ...urls(urlOf("AWS_IAM")), "lambda:GetPolicy": document() });
    expect(recorded.get(key)).toEqual({
      key,
      type: "aws.lambda.function",
      name: "claims-chat",
      account: "111122223333",
      region: "eu-west-1",
      tags: { team: "claims", __proto__x: "1" },
      properties: {
        runtime: "nodejs22.x",
        environmentNames: [
          "AGENT_ID",
          "AGENT_ALIAS_ID",
          "MODEL_ENDPOINT",
          "OPENAI_API_KEY",
          "SYSTEM_PROMPT",
          "STAGE",
        ],
        promptVariables: ["SYSTEM_PROMPT"],
        url: "identity",
        invokers: [],
        resourcePolicy: '{"Version":"2012-10-17","Statement":[]}',
      },
      facets: {
        publicNetwork: true,
        authentication: "identity",
        secretVariables: ["OPENAI_API_KEY"],
        privateNetwork: true,
        hosts: ["base0123456789abcdef.lambda-url.eu-west-1.on.aws"],
        calledHosts: ["acme.openai.azure.com"],
      },
    });
    expect(JSON.stringify(recorded.resources)).not.toMatch(/sk-proj|adjuster/);
  });

  test("leads to what it runs as, calls, stands in and is encrypted by", async () => {
    expect(edgesOf(await collect(), key)).toEqual([
      "runs-as arn:aws:iam::111122223333:role/service-role/claims-chat",
      "invokes arn:aws:bedrock:eu-west-1:111122223333:agent/CLAIMSAG01",
      "in-network arn:aws:ec2:eu-west-1:111122223333:security-group/sg-0a",
      "in-network arn:aws:ec2:eu-west-1:111122223333:security-group/sg-0b",
      "encrypted-by arn:aws:kms:eu-west-1:111122223333:key/env",
    ]);
  });

  test("needs no more than what is declared", async () => {
    const recorded = await collect({
      ...urls(urlOf("NONE", "live")),
      "lambda:GetPolicy": document(anyone()),
    });
    expect(undeclared(lambdaFunctions, recorded)).toEqual([]);
  });
});

test("a function with next to nothing has nothing, and nothing is unknown", async () => {
  const bare = { FunctionName: "claims-chat", FunctionArn: key, Role: "arn:aws:iam::111122223333:role/app" };
  const recorded = await collectRecorded(lambdaFunctions, { "lambda:ListFunctions": { Functions: [bare] } });
  expect(unknownsOf(recorded, key)).toEqual({});
  expect(recorded.get(key)).toMatchObject({
    tags: {},
    properties: { runtime: null, environmentNames: [], url: "none", invokers: [] },
    facets: {
      publicNetwork: false,
      authentication: "unreachable",
      privateNetwork: false,
      hosts: [],
      calledHosts: [],
    },
  });
  expect(edgesOf(recorded, key)).toEqual(["runs-as arn:aws:iam::111122223333:role/app"]);
});

describe("variables that Lambda could not decrypt for us", () => {
  const hidden = (ErrorCode: string) => ({
    Environment: { Error: { ErrorCode, Message: "Lambda was unable to decrypt your environment variables" } },
  });
  const paths = [
    "facets.calledHosts",
    "facets.secretVariables",
    "properties.environmentNames",
    "properties.promptVariables",
    "relationships.invokes",
  ];
  test("are unknown, not none, and the permission that would tell is named", async () => {
    const recorded = await collect({}, hidden("AccessDeniedException"));
    expect(Object.keys(unknownsOf(recorded, key)).toSorted()).toEqual(paths);
    expect(recorded.get(key)?.unknown?.["facets.secretVariables"]).toMatchObject({
      reason: "denied",
      permission: "kms:Decrypt",
      message: expect.stringContaining("unable to decrypt"),
    });
    expect(recorded.get(key)?.facets).not.toHaveProperty("secretVariables");
  });

  test("for a key that is gone are unknown, and no permission would help", async () => {
    const recorded = await collect({}, hidden("KMSNotFoundException"));
    expect(recorded.get(key)?.unknown?.["facets.secretVariables"]).toMatchObject({
      reason: "failed",
      permission: null,
    });
  });
});

describe("a URL answers", () => {
  const open = document(anyone());
  const narrow = (Condition: object) => document({ Principal: "*", Condition });
  test.each<[string, Answers, string]>([
    ["nobody, where there is none", {}, "unreachable"],
    ["anybody, by a policy for everyone", { ...urls(urlOf("NONE")), "lambda:GetPolicy": open }, "none"],
    ["who signs, without a policy", { ...urls(urlOf("NONE")), "lambda:GetPolicy": "not-found" }, "identity"],
    ["who signs, by its own setting", { ...urls(urlOf("AWS_IAM")), "lambda:GetPolicy": open }, "identity"],
    [
      "who signs, where everyone may only come signed",
      { ...urls(urlOf("NONE")), "lambda:GetPolicy": document(anyone("AWS_IAM")) },
      "identity",
    ],
    [
      "anybody, by a policy for every action",
      {
        ...urls(urlOf("NONE")),
        "lambda:GetPolicy": document({ Principal: { AWS: "*" }, Action: "lambda:*" }),
      },
      "none",
    ],
    [
      "who signs, where everyone may only invoke the function itself",
      {
        ...urls(urlOf("NONE")),
        "lambda:GetPolicy": document({ Principal: "*", Action: "lambda:InvokeFunction" }),
      },
      "identity",
    ],
    [
      "the organization, not anybody",
      {
        ...urls(urlOf("NONE")),
        "lambda:GetPolicy": narrow({ StringEquals: { "aws:PrincipalOrgID": "o-1" } }),
      },
      "identity",
    ],
    [
      "anybody, where only one account is kept out",
      {
        ...urls(urlOf("NONE")),
        "lambda:GetPolicy": narrow({ StringNotEquals: { "aws:PrincipalAccount": "1" } }),
      },
      "none",
    ],
    [
      "nobody, where everyone is denied",
      {
        ...urls(urlOf("NONE")),
        "lambda:GetPolicy": document(anyone(), {
          Effect: "Deny",
          Principal: "*",
          Action: "*",
          Resource: "*",
        }),
      },
      "identity",
    ],
  ])("%s", async (_, answers, authentication) => {
    expect(await facets(answers)).toMatchObject({ authentication });
  });

  test("of an alias by the policy of the alias, not of the function", async () => {
    const policies = (base: Answers[string], alias: Answers[string]): Answers => ({
      ...urls(urlOf("NONE", "live")),
      "lambda:GetPolicy": ({ Qualifier }) => (Qualifier === "live" ? alias : base),
    });
    expect(await facets(policies(document(), open))).toMatchObject({ authentication: "none" });
    expect(await facets(policies(open, document()))).toMatchObject({ authentication: "identity" });
  });

  test("of several as the weakest does", async () => {
    const answers = { ...urls(urlOf("AWS_IAM"), urlOf("NONE", "dev")), "lambda:GetPolicy": open };
    expect(await facets(answers)).toMatchObject({
      authentication: "none",
      hosts: [
        "base0123456789abcdef.lambda-url.eu-west-1.on.aws",
        "dev0123456789abcdef.lambda-url.eu-west-1.on.aws",
      ],
    });
  });

  test.each(["no address", "//x", "", 7])(
    "an address that is %j is counted as not read",
    async (FunctionUrl) => {
      const { outcome, resources } = await collect(urls({ ...urlOf("NONE"), FunctionUrl }));
      expect(resources).toEqual([]);
      expect(outcome).toMatchObject({ state: "failed", unknown: { reason: "malformed" } });
    },
  );

  test("is asked by the older call, where the newer is not known", async () => {
    const recorded = await collect({
      "lambda:ListFunctionUrlConfigs": "failed",
      "lambda:GetFunctionUrlConfig": urlOf("AWS_IAM"),
    });
    expect(recorded.get(key)?.facets).toMatchObject({ authentication: "identity" });
    expect(unknownsOf(recorded, key)).toEqual({});
  });
});

describe("who may invoke it by its own policy", () => {
  const invokers = async (...statements: object[]) => {
    const given = document(...statements.map((one) => ({ Action: "lambda:InvokeFunction", ...one })));
    const properties = (await collect({ "lambda:GetPolicy": given })).get(key)?.properties;
    return Reflect.get(properties ?? {}, "invokers");
  };
  const events = { Principal: { Service: "events.amazonaws.com" } };
  test.each<[string, object, readonly string[]]>([
    ["a service for anyone's sake", events, ["events.amazonaws.com"]],
    [
      "not a service for a rule of ours",
      { ...events, Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:events:*" } } },
      [],
    ],
    ["another account", { Principal: { AWS: "999988887777" } }, ["999988887777"]],
    ["not our own", { Principal: { AWS: "arn:aws:iam::111122223333:root" } }, []],
    ["everyone", { Principal: "*" }, ["*"]],
    [
      "not everyone of an organization",
      { Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o" } } },
      [],
    ],
  ])("%s", async (_, statement, expected) => {
    expect(await invokers(statement)).toEqual(expected);
  });
});

describe("a call that was refused", () => {
  const reasons: readonly Refusal[] = ["denied", "throttled", "malformed"];
  test.each<[string, readonly string[]]>([
    [
      "lambda:ListFunctionUrlConfigs",
      ["facets.authentication", "facets.hosts", "facets.publicNetwork", "properties.url"],
    ],
    [
      "lambda:GetPolicy",
      ["facets.authentication", "properties.invokers", "properties.resourcePolicy", "properties.url"],
    ],
    ["lambda:ListTags", ["tags"]],
  ])("%s leaves just what it would tell unknown", async (call, paths) => {
    for (const reason of reasons) {
      const recorded = await collect({ ...urls(urlOf("AWS_IAM")), [call]: reason });
      expect(unknownsOf(recorded, key)).toEqual(Object.fromEntries(paths.map((path) => [path, reason])));
    }
  });

  test("about an alias alone leaves who may call unknown, and not who may invoke the function", async () => {
    const recorded = await collect({
      ...urls(urlOf("NONE", "live")),
      "lambda:GetPolicy": ({ Qualifier }) => {
        if (Qualifier) return [];
        return document();
      },
    });
    expect(Object.keys(unknownsOf(recorded, key)).toSorted()).toEqual([
      "facets.authentication",
      "properties.url",
    ]);
  });

  test("about its image leaves where it comes from unknown", async () => {
    const recorded = await collect(
      { "lambda:GetFunction": "denied" },
      { PackageType: "Image", Runtime: undefined },
    );
    expect(unknownsOf(recorded, key)).toEqual({ "relationships.pulls-image": "denied" });
  });

  test("for the list ends the collection", async () => {
    expect((await collect({ "lambda:ListFunctions": "denied" })).outcome).toMatchObject({
      state: "denied",
      unknown: { permission: "lambda:ListFunctions" },
    });
  });
});

test("its image leads to the repository it comes from", async () => {
  const ImageUri = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/app:7";
  const recorded = await collect({ "lambda:GetFunction": { Code: { ImageUri } } }, { PackageType: "Image" });
  expect(edgesOf(recorded, key)).toContain(
    "pulls-image arn:aws:ecr:eu-west-1:111122223333:repository/team/app",
  );
});
