import { defineFramework } from "#lib/domain/framework.ts";
import { owaspLlmControls } from "./parts/owasp-llm-risks.ts";

export default defineFramework({
  id: "owasp-llm-2025",
  title: "OWASP Top 10 for LLM applications 2025",
  shortTitle: "OWASP LLM 2025",
  publisher: "OWASP GenAI Security Project",
  edition: "2025 (2.0)",
  source: "https://genai.owasp.org/resource/owasp-top-10-for-llm-applications-2025/",
  publishedOn: "2024-11-18",
  readOn: "2026-11-30",
  notes: ["The same risks are numbered anew in 2026; the edition shown is chosen per organization."],
  controls: owaspLlmControls("2025"),
});
