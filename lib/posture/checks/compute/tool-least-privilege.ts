import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const servesTool = (level: "admin" | "broad" | "scoped") => ({
  resources: [
    sampleResource("agent-tool", "tool"),
    sampleResource("identity", "role", {}, { derived: { privilege: { level, reasons: [] } } }),
  ],
  relationships: [
    { from: "tool", kind: "invokes" as const, to: "example" },
    { from: "example", kind: "runs-as" as const, to: "role" },
  ],
});

export default defineClassCheck({
  id: "compute/tool-least-privilege",
  title: "Code behind an agent's tool may do only what the tool needs",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesToClass: "compute",
  follows: ["invokes", "runs-as"],
  followDepth: 1,
  risk: "Whoever talks the agent into a call acts with all that the code may do, not with what the tool is for.",
  remediation: {
    summary: "Name the resources that the tool works on in the policy of the code's identity.",
    cli: "aws iam put-role-policy --role-name <role> --policy-name tool --policy-document file://tool-only.json",
    terraform: "resources = [aws_dynamodb_table.claims.arn]",
    console: [
      "Open the identity the code runs as › Permissions",
      "Put the resources of the tool in place of wildcards",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
    "https://genai.owasp.org/llmrisk/llm062025-excessive-agency/",
  ],

  evaluate: ({ key }, graph) => {
    if (!graph.followBack(key, "invokes").some((caller) => isOfClass(caller, "agent-tool")))
      return notApplicable;
    const wide = graph.follow(key, "runs-as").filter(({ derived }) => {
      const level = derived?.privilege?.level;
      return level === "admin" || level === "broad";
    });
    const names = wide.map(({ name }) => name);
    return names.length === 0
      ? pass
      : fail(`It runs as ${names.join(", ")}, which may do far more than a tool needs`, {
          identities: names,
        });
  },

  examples: {
    pass: [{ name: "named resources", neighbours: servesTool("scoped") }],
    fail: [
      { name: "administrator", neighbours: servesTool("admin") },
      { name: "whole services", neighbours: servesTool("broad") },
    ],
    notApplicable: [{ name: "no tool is served by it", facets: { hosts: [] } }],
  },
});
