import { at, defineAttackPath, out, over } from "#lib/domain/attack-path.ts";
import { withdrawAccess } from "#lib/domain/attack-path-fixes.ts";
import { modelSettings } from "#lib/domain/attack-path-stops.ts";
import { related, sampleResource } from "#lib/domain/sample-resource.ts";

const workflow = (secretVariables: string[]) => sampleResource("workflow", "workflow", { secretVariables });
const user = sampleResource("identity", "user");
const agent = sampleResource("agent", "agent");
const chain = related("workflow holds-credential-of user", "user can-manage agent");

export default defineAttackPath({
  id: "pipeline-key-to-model-settings",
  title: "A long-lived key in a pipeline can change how a model answers",
  severity: "high",
  layers: ["pipeline", "identity", "model"],
  story:
    "{0} keeps a key of {1} that does not expire; whoever takes it from there can change {2} at any time, from anywhere.",
  fixes: [
    {
      aspect: "use-federation",
      stop: 0,
      change: "Delete the key and let {0} ask for a short-lived token of its own identity",
      effort: "medium",
      checks: ["workflow/*", "build/secrets-by-reference", "identity/no-long-lived-keys"],
    },
    withdrawAccess(1, "Let {1} deploy only what this pipeline builds, after a review"),
  ],
  atlas: ["AML.T0055", "AML.T0081", "AML.T0012"],
  owasp: ["LLM03:2025", "LLM06:2025", "ASI03", "ASI04"],
  answers: ["P16"],

  from: at(["workflow", "build"], ({ facets }) => facets.secretVariables.length > 0),
  hops: [
    over(out("holds-credential-of"), at("identity"), { max: 2, between: ["credential"] }),
    over(out("can-manage", "can-write"), at(modelSettings)),
  ],
  identity: { start: 0, end: 1 },

  examples: () => [
    {
      name: "a workflow with a user's key who may change an agent",
      resources: [workflow(["AWS_SECRET_ACCESS_KEY"]), user, agent],
      relationships: chain,
      paths: [["workflow", "user", "agent"]],
    },
    {
      name: "a workflow that federates",
      resources: [workflow([]), user, agent],
      relationships: chain.slice(1),
      paths: [],
    },
    {
      name: "a user who only reads the agent's logs",
      resources: [workflow(["AWS_SECRET_ACCESS_KEY"]), user, agent, sampleResource("data-store", "logs")],
      relationships: [...chain.slice(0, 1), ...related("user can-read logs", "agent logs-to logs")],
      paths: [],
    },
  ],
});
