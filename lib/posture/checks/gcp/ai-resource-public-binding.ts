import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

const isOfAi = (on: string): boolean =>
  /^\/\/(aiplatform|discoveryengine|dialogflow|notebooks|documentai|agentregistry)\.googleapis\.com\//.test(
    on,
  );
const anonymous = new Set(["allUsers", "allAuthenticatedUsers"]);

export default defineCheck({
  id: "gcp/ai-resource-public-binding",
  title: "Nobody anonymous is bound on an AI resource",
  severity: "critical",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.iam.allow-policy",
  risk: "Anybody with a Google account can use the model, agent, notebook or data store, and read what it holds.",
  remediation: {
    summary: "Remove allUsers and allAuthenticatedUsers from the resource's policy.",
    cli: "Read the policy by the resource's getIamPolicy method, remove the two members and write it back by setIamPolicy",
    terraform: "Remove allUsers and allAuthenticatedUsers from the resource's _iam_member and _iam_binding",
    console: ["Open the resource › Permissions", "Remove allUsers and allAuthenticatedUsers"],
  },
  references: [
    "https://cloud.google.com/iam/docs/principals-overview#all-authenticated-users",
    "https://cloud.google.com/vertex-ai/docs/general/access-control",
  ],

  evaluate: ({ properties: { on, bindings } }) => {
    if (!isOfAi(on)) return notApplicable;
    const open = bindings.flatMap(({ role, members }) =>
      members.filter((member) => anonymous.has(member)).map((member) => ({ member, role })),
    );
    return open.length === 0
      ? pass
      : fail(`${open.map(({ member, role }) => `${member} holds ${role}`).join(", ")}`, {
          roles: open.map(({ role }) => role),
        });
  },

  examples: {
    pass: [
      {
        name: "a team and a workload",
        properties: {
          on: "//aiplatform.googleapis.com/projects/acme/locations/europe-west4/featurestores/claims",
          bindings: [
            { role: "roles/aiplatform.user", members: ["group:a@acme.example"], condition: null },
            {
              role: "roles/aiplatform.viewer",
              members: ["serviceAccount:a@acme.iam.gserviceaccount.com"],
              condition: null,
            },
          ],
        },
      },
    ],
    fail: [
      {
        name: "every Google account beside a team",
        properties: {
          on: "//aiplatform.googleapis.com/projects/acme/locations/europe-west4/endpoints/1",
          bindings: [
            {
              role: "roles/aiplatform.user",
              members: ["group:a@acme.example", "allAuthenticatedUsers"],
              condition: null,
            },
          ],
        },
      },
      {
        name: "under a condition, which knows nothing of who asks",
        properties: {
          on: "//notebooks.googleapis.com/projects/acme/locations/europe-west4-a/instances/research",
          bindings: [
            {
              role: "roles/notebooks.viewer",
              members: ["allUsers"],
              condition: {
                title: "until summer",
                expression: "request.time < timestamp('2027-06-01T00:00:00Z')",
              },
            },
          ],
        },
      },
    ],
    notApplicable: [
      {
        name: "a website's bucket",
        properties: {
          on: "//storage.googleapis.com/acme-website",
          bindings: [{ role: "roles/storage.objectViewer", members: ["allUsers"], condition: null }],
        },
      },
    ],
  },
});
