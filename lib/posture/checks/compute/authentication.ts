import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { aiCallKinds, worksWithAi } from "#lib/domain/ai-use.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const callsAgent = {
  resources: [sampleResource("agent", "agent")],
  relationships: [{ from: "example", kind: "invokes" as const, to: "agent" }],
};
const mayInvoke = {
  resources: [
    sampleResource("identity", "role", {
      grants: [
        { effect: "allow", abilities: ["invoke-model"], on: "*", conditional: false, source: "policy" },
      ],
    }),
  ],
  relationships: [{ from: "example", kind: "runs-as" as const, to: "role" }],
};

export default defineClassCheck({
  id: "compute/authentication",
  title: "Code that works with a model asks its callers who they are",
  severity: "critical",
  layer: "api",
  function: "protect",
  appliesToClass: "compute",
  follows: [...aiCallKinds],
  followDepth: 1,
  risk: "Anybody on the internet can drive the model and its tools, at your cost and with your data.",
  remediation: {
    summary: "Ask for a signed or authenticated request, or put an authorizer in front.",
    cli: "aws lambda update-function-url-config --function-name <name> --auth-type AWS_IAM",
    terraform: 'authorization_type = "AWS_IAM"',
    console: [
      "Lambda › open the function › Configuration › Function URL › Edit",
      "Set the auth type to AWS_IAM",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
    "https://cloud.google.com/run/docs/authenticating/overview",
  ],

  evaluate: ({ key, facets }, graph) => {
    const { publicNetwork, authentication } = facets;
    if (!worksWithAi(graph, key)) return notApplicable;
    if (!publicNetwork || authentication !== "none") return pass;
    // A tool server that this code serves is the same open door, and is reported as the tool.
    const served = graph.followBack(key, "invokes").filter((caller) => isOfClass(caller, "agent-tool"));
    if (served.some((tool) => tool.facets.publicNetwork && tool.facets.authentication === "none"))
      return notApplicable;
    return fail("Anybody on the internet may call it, and it works with a model", {
      publicNetwork,
      authentication,
    });
  },

  examples: {
    pass: [
      {
        name: "signed requests",
        facets: { publicNetwork: true, authentication: "identity" },
        neighbours: callsAgent,
      },
      {
        name: "open, but on a private network",
        facets: { publicNetwork: false, authentication: "none" },
        neighbours: mayInvoke,
      },
    ],
    fail: [
      {
        name: "open URL before an agent",
        facets: { publicNetwork: true, authentication: "none" },
        neighbours: callsAgent,
      },
      {
        name: "open URL with an identity that may invoke models",
        facets: { publicNetwork: true, authentication: "none" },
        neighbours: mayInvoke,
      },
    ],
    notApplicable: [
      {
        name: "an open tool server, which is reported as that",
        facets: { publicNetwork: true, authentication: "none" },
        neighbours: {
          resources: [sampleResource("agent-tool", "mcp", { publicNetwork: true, authentication: "none" })],
          relationships: [{ from: "mcp", kind: "invokes", to: "example" }],
        },
      },
      { name: "no model behind it", facets: { publicNetwork: true, authentication: "none" } },
    ],
    unknown: [
      {
        name: "its identity was never collected",
        facets: { publicNetwork: true, authentication: "none" },
        neighbours: { relationships: [{ from: "example", kind: "runs-as", to: "role" }] },
      },
    ],
  },
});
