import { describe, expect, test } from "vitest";

import { collectRecorded, undeclared, type Answers } from "#tests/support/recorded-aws.ts";
import { lambdaFunctions } from "./lambda-functions.ts";

const key = "arn:aws:lambda:eu-west-1:111122223333:function:app";
const base = {
  FunctionName: "app",
  FunctionArn: key,
  Runtime: "python3.12",
  Role: "arn:aws:iam::111122223333:role/app",
  Handler: "app.handler",
  PackageType: "Zip",
  VpcConfig: { SubnetIds: [], SecurityGroupIds: [], VpcId: "" },
};
const url = (AuthType: string) => ({
  "lambda:ListFunctionUrlConfigs": {
    FunctionUrlConfigs: [
      { FunctionUrl: "https://Abc123.lambda-url.eu-west-1.on.aws/", FunctionArn: key, AuthType },
    ],
  },
});
const policy = (...statements: object[]) => ({
  "lambda:GetPolicy": {
    Policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: statements.map((given) => Object.assign({ Effect: "Allow", Resource: key }, given)),
    }),
    RevisionId: "r",
  },
});
const publicUrl = policy({
  Principal: "*",
  Action: "lambda:InvokeFunctionUrl",
  Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } },
});
const collect = async (fn: object = {}, answers: Answers = {}) => {
  const recorded = await collectRecorded(lambdaFunctions, {
    "lambda:ListFunctions": { Functions: [{ ...base, ...fn }] },
    ...answers,
  });
  return { ...recorded, fn: recorded.get(key), server: recorded.get(`${key}#mcp`) };
};
const withEnvironment = (Variables: Record<string, string>) => ({ Environment: { Variables } });

describe("a function URL", () => {
  test("without a signature and with a policy for everyone is public", async () => {
    const { fn } = await collect({}, { ...url("NONE"), ...publicUrl });
    expect(fn).toMatchObject({
      properties: { url: "public" },
      facets: { publicNetwork: true, authentication: "none", hosts: ["abc123.lambda-url.eu-west-1.on.aws"] },
    });
  });

  test("without a signature answers nobody while no policy lets them", async () => {
    expect((await collect({}, url("NONE"))).fn?.facets).toMatchObject({ authentication: "identity" });
  });

  test("with a signature asks for an identity, whatever the policy", async () => {
    expect((await collect({}, { ...url("AWS_IAM"), ...publicUrl })).fn?.facets).toMatchObject({
      authentication: "identity",
    });
  });

  test("that is not there leaves the function unreachable", async () => {
    expect((await collect()).fn?.facets).toMatchObject({
      publicNetwork: false,
      authentication: "unreachable",
      hosts: [],
    });
  });

  test("that may not be read is unknown", async () => {
    const { fn } = await collect({}, { "lambda:ListFunctionUrlConfigs": "denied" });
    expect(fn?.unknown?.["facets.authentication"]).toMatchObject({
      permission: "lambda:ListFunctionUrlConfigs",
    });
  });
});

describe("the function's own policy", () => {
  test("names who may invoke it with no word on whose call it is", async () => {
    const { fn } = await collect(
      {},
      policy(
        { Principal: { Service: "s3.amazonaws.com" }, Action: "lambda:InvokeFunction" },
        { Principal: { AWS: "arn:aws:iam::999988887777:root" }, Action: "lambda:InvokeFunction" },
        { Principal: { AWS: "arn:aws:iam::111122223333:role/own" }, Action: "lambda:InvokeFunction" },
        {
          Principal: { Service: "apigateway.amazonaws.com" },
          Action: "lambda:InvokeFunction",
          Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:execute-api:eu-west-1:111122223333:abc/*" } },
        },
      ),
    );
    expect(fn?.properties).toMatchObject({ invokers: ["999988887777", "s3.amazonaws.com"] });
  });
});

describe("environment variables", () => {
  test("give names, secrets by name, called hosts, and never a value", async () => {
    const { fn } = await collect(
      withEnvironment({
        AZURE_OPENAI_ENDPOINT: "https://contoso.openai.azure.com/",
        AZURE_OPENAI_API_KEY: "not-a-real-key-but-long-enough",
        TOOLS: "https://tools.example.com/mcp",
        SYSTEM_PROMPT: "You are a careful assistant.",
      }),
    );
    expect(fn).toMatchObject({
      properties: { promptVariables: ["SYSTEM_PROMPT"] },
      facets: {
        secretVariables: ["AZURE_OPENAI_API_KEY"],
        calledHosts: ["contoso.openai.azure.com", "tools.example.com"],
      },
    });
    expect(JSON.stringify(fn)).not.toContain("not-a-real-key");
    expect(JSON.stringify(fn)).not.toContain("careful assistant");
  });
});

describe("an MCP server", () => {
  test.each([[{ MCP_SERVER_NAME: "claims" }], [{ AWS_LWA_READINESS_CHECK_PATH: "/mcp" }]])(
    "is seen in %j",
    async (variables) => {
      const { server, relationships } = await collect(withEnvironment(variables), {
        ...url("NONE"),
        ...publicUrl,
      });
      expect(server).toMatchObject({
        type: "aws.mcp.server",
        facets: {
          authentication: "none",
          publicNetwork: true,
          hosts: ["abc123.lambda-url.eu-west-1.on.aws"],
        },
      });
      expect(relationships).toContainEqual(
        expect.objectContaining({ from: `${key}#mcp`, kind: "invokes", to: key }),
      );
    },
  );

  test.each([
    [{ MCP_SERVER_URL: "https://tools.example.com/mcp" }],
    [{ MCP_TOKEN: "[redacted]" }],
    [{ AWS_LWA_READINESS_CHECK_PATH: "/healthz" }],
    [{ TABLE: "claims" }],
  ])("is not seen in a client of one or in plain code: %j", async (variables) => {
    expect((await collect(withEnvironment(variables))).server).toBeUndefined();
  });

  test("does not know more than its function does", async () => {
    const { server } = await collect(withEnvironment({ MCP_NAME: "x" }), {
      "lambda:ListFunctionUrlConfigs": "denied",
    });
    expect(server?.unknown).toHaveProperty("facets.authentication");
    expect(server?.facets).not.toHaveProperty("authentication");
  });
});

test("what the function stands on is related to it", async () => {
  const { relationships } = await collect(
    {
      PackageType: "Image",
      KMSKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/k",
      VpcConfig: { VpcId: "vpc-1", SecurityGroupIds: ["sg-1"], SubnetIds: ["subnet-1"] },
    },
    {
      "lambda:GetFunction": {
        Code: { ImageUri: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/app@sha256:0f" },
      },
    },
  );
  expect(relationships.map(({ kind, to }) => [kind, to])).toEqual([
    ["runs-as", "arn:aws:iam::111122223333:role/app"],
    ["in-network", "arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1"],
    ["encrypted-by", "arn:aws:kms:eu-west-1:111122223333:key/k"],
    ["pulls-image", "arn:aws:ecr:eu-west-1:111122223333:repository/team/app"],
  ]);
});

test("produces and calls what it says", async () => {
  const recorded = await collect(
    { PackageType: "Image", ...withEnvironment({ MCP_NAME: "x" }) },
    { ...url("NONE"), ...publicUrl },
  );
  expect(undeclared(lambdaFunctions, recorded)).toEqual([]);
});
