import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/search-data-store-acl",
  title: "Search data store answers each user with what that user may read",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesTo: "gcp.discoveryengine.data-store",
  risk: "Whoever may use the app finds and quotes documents that the source would never have shown to that person.",
  remediation: {
    summary:
      "Create the data store anew with access control, and import the documents with their access lists.",
    cli: "Create it by dataStores.create with aclEnabled, then import the documents with aclInfo",
    terraform: "acl_enabled is not in the provider yet: create the data store by its API and import it",
    console: [
      "AI Applications › Data stores › Create",
      "Access control › This data source contains access control information",
    ],
  },
  references: ["https://cloud.google.com/generative-ai-app-builder/docs/data-source-access-control"],

  evaluate: ({ properties: { content, sourceAcl } }) => {
    if (content === "PUBLIC_WEBSITE") return notApplicable;
    return sourceAcl
      ? pass
      : fail("Everybody who may search it finds everything in it", { content, sourceAcl });
  },

  examples: {
    pass: [{ name: "with access lists", properties: { content: "CONTENT_REQUIRED", sourceAcl: true } }],
    fail: [
      { name: "documents without", properties: { content: "CONTENT_REQUIRED", sourceAcl: false } },
      { name: "Workspace's files without", properties: { content: "GOOGLE_WORKSPACE", sourceAcl: false } },
      { name: "records without", properties: { content: "NO_CONTENT", sourceAcl: false } },
    ],
    notApplicable: [
      { name: "a public website has none", properties: { content: "PUBLIC_WEBSITE", sourceAcl: false } },
    ],
  },
});
