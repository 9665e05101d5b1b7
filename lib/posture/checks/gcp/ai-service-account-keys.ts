import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { worksForAi } from "#lib/domain/works-for-ai.ts";

const notebook = {
  key: "notebook",
  type: "gcp.notebooks.instance" as const,
  name: "research",
  account: "acme",
  region: "europe-west4-a",
  tags: {},
  properties: {
    serviceAccount: null,
    runsAsDefaultAccount: false,
    secureBoot: true,
    integrityMonitoring: true,
    virtualTpm: true,
    fileDownload: false,
  },
  facets: { publicAddress: false, rootAccess: false, customerKey: true, privateNetwork: true },
};
const ofNotebook = {
  resources: [notebook],
  relationships: [{ from: "notebook", kind: "runs-as" as const, to: "example" }],
};

export default defineCheck({
  id: "gcp/ai-service-account-keys",
  title: "Service account of an AI workload has no keys of its own",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.iam.service-account",
  follows: ["runs-as", "invokes", "grounded-on"],
  risk: "A key file copied once calls models and reads data from anywhere until somebody deletes it.",
  remediation: {
    summary: "Attach the service account to the workload or federate to it, then delete the keys.",
    cli: "gcloud iam service-accounts keys delete KEY_ID --iam-account EMAIL",
    terraform: "Remove google_service_account_key",
    console: ["IAM & Admin › Service accounts › open it › Keys", "Delete the keys"],
  },
  references: ["https://cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys"],

  evaluate: ({ key, properties: { userManagedKeys } }, graph) => {
    if (!worksForAi(key, graph)) return notApplicable;
    if (userManagedKeys.length === 0) return pass;
    return fail(
      `It has ${userManagedKeys.length} keys, the oldest of ${userManagedKeys.map(({ createdAt }) => createdAt.slice(0, 10)).toSorted()[0]}`,
      { keys: userManagedKeys.map(({ id }) => id) },
    );
  },

  examples: {
    pass: [{ name: "keyless", properties: { userManagedKeys: [] }, neighbours: ofNotebook }],
    fail: [
      {
        name: "a key that expires is still a key",
        properties: {
          userManagedKeys: [
            { id: "a1", createdAt: "2026-01-05T00:00:00Z", expiresAt: "2027-01-05T00:00:00Z" },
          ],
        },
        neighbours: ofNotebook,
      },
    ],
    notApplicable: [{ name: "nothing of AI runs as it", properties: { userManagedKeys: [] } }],
  },
});
