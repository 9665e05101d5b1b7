import { expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import { unguarded } from "#lib/domain/attack-path-stops.ts";
import guardrail from "#lib/posture/checks/agent/guardrail.ts";

test.each([
  ["aws.bedrock.agent", "fail"],
  ["aws.agentcore.runtime", "not-applicable"],
] as const)("that no guardrail is bound to an %s: %s", (type, expected) => {
  const graph = new ResourceGraph([sampleResource("agent", "agent", {}, { type })], []);
  const [agent] = graph.nodes;
  if (!agent) throw new Error("No agent");
  expect(guardrail.evaluate(agent, graph).status).toBe(expected);
  expect(unguarded.admits(agent, graph)).toBe(expected === "fail");
});
