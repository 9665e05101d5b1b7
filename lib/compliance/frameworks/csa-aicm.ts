import { defineFramework } from "#lib/domain/framework.ts";
import { aicmApplicationsAndData } from "./parts/csa-aicm-applications-and-data.ts";
import { aicmIdentityAndModels } from "./parts/csa-aicm-identity-and-models.ts";

export default defineFramework({
  id: "csa-aicm",
  title: "CSA AI Controls Matrix",
  shortTitle: "CSA AICM",
  publisher: "Cloud Security Alliance",
  edition: "1.0",
  source: "https://cloudsecurityalliance.org/artifacts/ai-controls-matrix",
  publishedOn: "2025-07-09",
  readOn: "2026-11-30",
  notes: [
    "Of the 243 controls, the 65 that bear on what a configuration or a document shows.",
    "Only ids are the matrix's, which may not be copied: titles and texts are ours and may differ in emphasis.",
  ],
  controls: [...aicmApplicationsAndData, ...aicmIdentityAndModels],
});
