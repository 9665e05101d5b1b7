import { aiDataKinds, aiUsersOfData } from "#lib/domain/ai-use.ts";
import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

export default defineCheck({
  id: "azure/storage-anonymous-container",
  title: "Blob container that no model uses yet is not set to anonymous access",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesTo: "azure.storage.container",
  follows: [...aiDataKinds],
  followDepth: 1,
  risk: "Anybody who knows or guesses a blob's name reads it without any credential, and the next document a model is given may land there.",
  remediation: {
    summary: "Forbid anonymous access on the whole account; containers then cannot be public.",
    cli: "az storage account update --name <account> --resource-group <group> --allow-blob-public-access false",
    terraform: "allow_nested_items_to_be_public = false on azurerm_storage_account",
    console: [
      "Open the storage account › Settings › Configuration",
      "Set Allow Blob anonymous access to Disabled",
    ],
  },
  references: ["https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-prevent"],

  evaluate: ({ key, properties: { publicAccess }, facets: { blocksPublicAccess } }, graph) => {
    // One that holds AI data is judged with every other store that does.
    if (aiUsersOfData(graph, key).length > 0) return notApplicable;
    if (publicAccess === "None" || blocksPublicAccess) return pass;
    const what = publicAccess === "Container" ? "List and read every blob" : "Read any blob by its name";
    return fail(`${what} without a credential`, { publicAccess, allowBlobPublicAccess: true });
  },

  examples: {
    pass: [
      { name: "private", properties: { publicAccess: "None" }, facets: { blocksPublicAccess: false } },
      {
        name: "public, but its account forbids it",
        properties: { publicAccess: "Blob" },
        facets: { blocksPublicAccess: true },
      },
    ],
    fail: [
      { name: "blobs by name", properties: { publicAccess: "Blob" }, facets: { blocksPublicAccess: false } },
      {
        name: "the listing too",
        properties: { publicAccess: "Container" },
        facets: { blocksPublicAccess: false },
      },
    ],
    notApplicable: [
      {
        name: "grounds an index, and is judged as a store of AI data",
        properties: { publicAccess: "Blob" },
        facets: { blocksPublicAccess: false },
        neighbours: {
          resources: [sampleResource("vector-store", "index")],
          relationships: [{ from: "index", kind: "ingests", to: "example" }],
        },
      },
    ],
  },
});
