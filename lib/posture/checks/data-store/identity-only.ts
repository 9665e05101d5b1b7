import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { aiDataKinds, aiUsersOfData } from "#lib/domain/ai-use.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const feedsModel = {
  resources: [sampleResource("knowledge-base", "kb")],
  relationships: [{ from: "kb", kind: "ingests" as const, to: "example" }],
};
const notCollected = {
  reason: "denied" as const,
  call: "s3:GetBucket",
  permission: "s3:GetBucket",
  message: "Access denied",
};

export default defineClassCheck({
  id: "data-store/identity-only",
  title: "Store that holds AI data accepts identities only, no shared keys",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesToClass: "data-store",
  follows: [...aiDataKinds],
  followDepth: 1,
  risk: "A shared key that leaks opens the whole store, and the log does not say who used it.",
  remediation: {
    summary: "Turn shared keys off and give each application an identity with a role.",
    cli: "az storage account update --name <account> --resource-group <group> --allow-shared-key-access false",
    terraform: "shared_access_key_enabled = false",
    console: ["Storage account › Configuration › Allow storage account key access › Disabled"],
  },
  references: ["https://learn.microsoft.com/azure/storage/common/shared-key-authorization-prevent"],

  evaluate: ({ key, facets }, graph) => {
    if (aiUsersOfData(graph, key).length === 0) return notApplicable;
    if (!facets.keyAuthentication) return pass;
    return fail("It accepts a shared key", { keyAuthentication: true });
  },

  examples: {
    pass: [{ name: "good", facets: { keyAuthentication: false }, neighbours: feedsModel }],
    fail: [{ name: "wrong", facets: { keyAuthentication: true }, neighbours: feedsModel }],
    notApplicable: [{ name: "no model uses it", facets: { keyAuthentication: true } }],
    unknown: [
      {
        name: "the setting was not collected",
        unknown: { "facets.keyAuthentication": notCollected },
        neighbours: feedsModel,
      },
    ],
  },
});
