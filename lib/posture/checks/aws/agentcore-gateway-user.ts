import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/agentcore-gateway-user",
  title: "AgentCore gateway calls its targets as the user it serves",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "aws.agentcore.gateway",
  risk: "A tool sees the gateway behind every call, so it cannot refuse one user what it grants another.",
  remediation: {
    summary:
      "Give outward-facing targets a credential that carries the user: token exchange, an authorization code, or the caller's own.",
    cli: "aws bedrock-agentcore-control update-gateway-target --gateway-identifier <gateway> --target-id <target> --name <name> --target-configuration file://target.json --credential-provider-configurations file://on-behalf-of.json",
    terraform:
      'credential_provider_configuration { oauth { provider_arn = <arn> grant_type = "TOKEN_EXCHANGE" scopes = ["claims.read"] } }',
    console: [
      "Bedrock AgentCore › Gateways › open the gateway › Targets › Edit",
      "Outbound auth › OAuth client: choose on-behalf-of token exchange",
    ],
  },
  references: ["https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-outbound-auth.html"],

  evaluate: ({ properties: { targets } }) => {
    // A function of the account can be called by the gateway's role alone.
    const reached = targets.filter(({ kind }) => kind !== "lambda");
    if (reached.length === 0) return notApplicable;
    const alone = reached.filter(({ actsAs }) => actsAs === "gateway").map(({ name }) => name);
    return alone.length === 0
      ? pass
      : fail(`It calls ${alone.join(", ")} as itself, whoever asks`, { targets: alone });
  },

  examples: {
    pass: [
      {
        name: "an API on behalf of the user, beside a function",
        properties: {
          targets: [
            { name: "crm", kind: "openApiSchema", actsAs: "user" },
            { name: "calc", kind: "lambda", actsAs: "gateway" },
          ],
        },
      },
    ],
    fail: [
      {
        name: "one of two APIs with a key of the gateway's own",
        properties: {
          targets: [
            { name: "crm", kind: "openApiSchema", actsAs: "user" },
            { name: "billing", kind: "openApiSchema", actsAs: "gateway" },
          ],
        },
      },
    ],
    notApplicable: [
      { name: "no target yet", properties: { targets: [] } },
      {
        name: "functions only",
        properties: { targets: [{ name: "calc", kind: "lambda", actsAs: "gateway" }] },
      },
    ],
  },
});
