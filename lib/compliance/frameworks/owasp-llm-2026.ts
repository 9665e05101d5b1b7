import { defineFramework } from "#lib/domain/framework.ts";
import { owaspLlmControls } from "./parts/owasp-llm-risks.ts";

export default defineFramework({
  id: "owasp-llm-2026",
  title: "OWASP Top 10 for LLM applications 2026",
  shortTitle: "OWASP LLM 2026",
  publisher: "OWASP GenAI Security Project",
  edition: "2026",
  source:
    "https://github.com/OWASP/www-project-top-10-for-large-language-model-applications/tree/main/2026/final",
  publishedOn: "2026-08-04",
  readOn: "2026-11-30",
  notes: [
    "Seven of the ten risks have another number than in 2025; the edition shown is chosen per organization.",
    "The day of publication is as reported by others: the repository names none.",
  ],
  controls: owaspLlmControls("2026"),
});
