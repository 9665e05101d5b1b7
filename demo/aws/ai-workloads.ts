import { callSummaries } from "./call-summaries.ts";
import { changeLog } from "./change-log.ts";
import { claimsAssistant } from "./claims-assistant.ts";
import { claimsIntake } from "./claims-intake.ts";
import type { Part } from "./estate-type.ts";
import { researchAgent } from "./research-agent.ts";
import { researchPlatform } from "./research-agentcore.ts";

/** What of the account has to do with AI. */
export const aiWorkloads = (fixed: boolean): readonly Part[] => [
  callSummaries(fixed),
  claimsAssistant(fixed),
  claimsIntake(fixed),
  researchAgent(fixed),
  researchPlatform,
  changeLog(fixed),
];
