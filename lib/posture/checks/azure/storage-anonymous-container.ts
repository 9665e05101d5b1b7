import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/storage-anonymous-container",
  title: "Blob container is not set to anonymous access",
  severity: "critical",
  layer: "data",
  function: "protect",
  appliesTo: "azure.storage.container",
  risk: "Anybody who knows or guesses a blob's name reads what grounds or trains the model, without any credential.",
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

  evaluate: ({ properties: { publicAccess }, facets: { blocksPublicAccess } }) => {
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
  },
});
