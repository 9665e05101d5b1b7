import { controlsUnder, defineFramework } from "#lib/domain/framework.ts";
import { checksOn } from "./parts/topics.ts";

const platform = controlsUnder("AI platform security");
const application = controlsUnder("AI application security");
const monitor = controlsUnder("Monitor and respond");

export default defineFramework({
  id: "mcsb-v2-ai",
  title: "Microsoft cloud security benchmark, artificial intelligence security",
  shortTitle: "MCSB v2 AI",
  publisher: "Microsoft",
  edition: "v2 (preview)",
  source: "https://learn.microsoft.com/security/benchmark/azure/mcsb-v2-artificial-intelligence-security",
  publishedOn: null,
  readOn: "2026-11-30",
  notes: [
    "Only the domain on artificial intelligence. Read over every cloud, as the benchmark's controls are not tied to one.",
  ],
  controls: [
    platform(
      "AI-1",
      "Ensure use of approved models",
      "Only models that somebody verified and approved are deployed, from registries that are kept.",
      {
        checks: checksOn("approvedModels", "modelSupply"),
      },
    ),
    application(
      "AI-2",
      "Implement multi-layered content filtering",
      "Input, retrieved text and answers each pass a filter that callers cannot switch off.",
      {
        checks: checksOn("guardrails"),
      },
    ),
    application(
      "AI-3",
      "Adopt safety meta-prompts",
      "System instructions set limits, hold no secret, and are kept under versions.",
      {
        checks: checksOn("systemPrompts"),
      },
    ),
    application(
      "AI-4",
      "Apply least privilege for agent functions",
      "Functions and tools of an agent reach only what their task needs, as an identity of their own.",
      {
        checks: checksOn("agentTools", "agentIdentity"),
      },
    ),
    application(
      "AI-5",
      "Ensure human-in-the-loop",
      "A person confirms what cannot be undone before an agent does it.",
      {
        checks: checksOn("humanOversight"),
      },
    ),
    monitor(
      "AI-6",
      "Establish monitoring and detection",
      "Prompts, answers and tool calls are recorded, and misuse raises an alert somebody handles.",
      {
        checks: checksOn("logging", "detection", "response"),
      },
    ),
    monitor(
      "AI-7",
      "Perform continuous AI red teaming",
      "Applications are attacked on purpose before release and regularly after, and what is found is mended.",
      {
        checks: ["aws/bedrock-model-evaluated"],
        attestation: "Report of the last red-team exercise, with what was mended",
      },
    ),
  ],
});
