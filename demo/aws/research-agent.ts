import type { Part, Statement } from "./estate-type.ts";
import { arn, functionArn, home, idOf, logGroupArn } from "./names.ts";
import { runtimeArn } from "./research-agentcore.ts";
import { allow, trustedService } from "./statements.ts";

const tags = { owner: "research", environment: "production", application: "research-agent" };
const agentUrl = "rsch7agent2kq4d0x";
const toolsUrl = "rsch7tools9mv1b3y";
const secretName = "research-agent/azure-openai";
const secretArn = arn("secretsmanager", home, `secret:${secretName}-${idOf(secretName, 6)}`);

/** Made up. The recording holds a placeholder of the same length in its place. */
const madeUpKey = "4f0c2d7be19a48d3b65e80c1f7a2934d";

/**
 * An agent of its own making on Lambda that reasons with a model in Azure and works through an MCP server. As it is,
 * the key to that model stands in its settings, and its tools answer whoever finds their address.
 */
export function researchAgent(fixed: boolean): Part {
  const toolsAuth = fixed ? "AWS_IAM" : "NONE";
  return {
    roles: [
      {
        name: "research-agent",
        trust: [trustedService("lambda.amazonaws.com")],
        may: [
          logsOf("research-agent"),
          allow("lambda:InvokeFunctionUrl", functionArn("research-tools-mcp")),
          allow("bedrock-agentcore:InvokeAgentRuntime", runtimeArn),
          ...(fixed ? [allow("secretsmanager:GetSecretValue", secretArn)] : []),
        ],
        tags,
        lastUsedAt: "2026-11-15T19:00:00.000Z",
      },
      {
        name: "research-tools-mcp",
        trust: [trustedService("lambda.amazonaws.com")],
        may: [logsOf("research-tools-mcp")],
        tags,
        lastUsedAt: "2026-11-15T19:00:00.000Z",
      },
    ],
    functions: [
      {
        name: "research-agent",
        region: home,
        role: "research-agent",
        tags,
        url: { id: agentUrl, auth: "AWS_IAM" },
        environment: {
          AZURE_OPENAI_ENDPOINT: "https://aoai-research-weu.openai.azure.com/",
          ...(fixed ? { AZURE_OPENAI_SECRET_ARN: secretArn } : { AZURE_OPENAI_API_KEY: madeUpKey }),
          READER_RUNTIME_ARN: runtimeArn,
          MCP_SERVER_URL: `https://${toolsUrl}.lambda-url.${home}.on.aws/mcp`,
        },
      },
      {
        name: "research-tools-mcp",
        region: home,
        role: "research-tools-mcp",
        tags,
        url: { id: toolsUrl, auth: toolsAuth },
        environment: { MCP_TRANSPORT: "http" },
        policy: fixed ? [] : openToAnybody,
      },
    ],
    logGroups: ["research-agent", "research-tools-mcp"].map((name) => ({
      name: `/aws/lambda/${name}`,
      region: home,
      days: 365,
      key: "logs",
    })),
    secrets: fixed ? [{ name: secretName, region: home, key: "secrets", tags }] : [],
  };
}

/** What the console writes when a function URL is made without authentication. */
const openToAnybody: Statement[] = [
  {
    Effect: "Allow",
    Principal: "*",
    Action: "lambda:InvokeFunctionUrl",
    Resource: functionArn("research-tools-mcp"),
    Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } },
  },
];

const logsOf = (name: string) =>
  allow(["logs:CreateLogStream", "logs:PutLogEvents"], `${logGroupArn(`/aws/lambda/${name}`)}:*`);
