import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

export default defineClassCheck({
  id: "agent/own-identity",
  title: "Agent has an identity of its own",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesToClass: "agent",
  follows: ["runs-as"],
  risk: "What one agent may do, every agent that shares its identity may do, and logs cannot tell them apart.",
  remediation: {
    summary: "Give each agent its own execution role with only its models, sources and tools.",
    cli: "aws bedrock-agent update-agent --agent-id <id> --agent-name <name> --agent-resource-role-arn <its own role>",
    terraform: "agent_resource_role_arn = aws_iam_role.claims_agent.arn",
    console: [
      "IAM › Roles › create a role for this agent",
      "Bedrock › Agents › open the agent › Agent resource role",
    ],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/agents-permissions.html"],

  evaluate: ({ key }, graph) => {
    const sharing = graph
      .follow(key, "runs-as")
      .flatMap((identity) => graph.followBack(identity.key, "runs-as"))
      .filter((other) => other.key !== key && isOfClass(other, "agent"));
    if (sharing.length === 0) return pass;
    const agents = sharing.map((other) => other.name);
    return fail(`It shares its identity with ${agents.join(", ")}`, { agents });
  },

  examples: {
    pass: [
      {
        name: "its own role",
        neighbours: {
          resources: [
            {
              key: "role",
              type: "aws.iam.role",
              name: "role",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: {
                path: "/",
                attachedPolicies: [],
                permissionsBoundary: null,
                serviceLinked: false,
              },
              facets: { kind: "role", grants: [], trusts: [], longLivedKeyCount: 0, lastUsedAt: null },
            },
          ],
          relationships: [{ from: "example", kind: "runs-as", to: "role" }],
        },
      },
      { name: "no identity known", properties: {} },
    ],
    fail: [
      {
        name: "two agents, one role",
        neighbours: {
          resources: [
            {
              key: "role",
              type: "aws.iam.role",
              name: "role",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: {
                path: "/",
                attachedPolicies: [],
                permissionsBoundary: null,
                serviceLinked: false,
              },
              facets: { kind: "role", grants: [], trusts: [], longLivedKeyCount: 0, lastUsedAt: null },
            },
            sampleResource("agent", "other", {
              codeInterpreter: false,
              sessionTtlSeconds: 600,
              customerKey: true,
            }),
          ],
          relationships: [
            { from: "example", kind: "runs-as", to: "role" },
            { from: "other", kind: "runs-as", to: "role" },
          ],
        },
      },
    ],
  },
});
