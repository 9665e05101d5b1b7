// Written by scripts/gen-registry.ts. Run: npm run gen
import type { Framework } from "#lib/domain/framework.ts";
import awsAiSecurityBestPractices from "./aws-ai-security-best-practices.ts";
import cisControls from "./cis-controls.ts";
import csaAicm from "./csa-aicm.ts";
import euAiAct from "./eu-ai-act.ts";
import googleAiEssentials from "./google-ai-essentials.ts";
import iso42001 from "./iso-42001.ts";
import mcsbV2Ai from "./mcsb-v2-ai.ts";
import mitreAtlas from "./mitre-atlas.ts";
import nistAi6001 from "./nist-ai-600-1.ts";
import nistAiRmf from "./nist-ai-rmf.ts";
import owaspAgentic2026 from "./owasp-agentic-2026.ts";
import owaspLlm2025 from "./owasp-llm-2025.ts";
import owaspLlm2026 from "./owasp-llm-2026.ts";

export const frameworks: readonly Framework[] = [
  awsAiSecurityBestPractices,
  cisControls,
  csaAicm,
  euAiAct,
  googleAiEssentials,
  iso42001,
  mcsbV2Ai,
  mitreAtlas,
  nistAi6001,
  nistAiRmf,
  owaspAgentic2026,
  owaspLlm2025,
  owaspLlm2026,
];
