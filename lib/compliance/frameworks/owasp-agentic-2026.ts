import { controlsUnder, defineFramework } from "#lib/domain/framework.ts";
import { checksOn } from "./parts/topics.ts";

const risk = controlsUnder("Risks");

export default defineFramework({
  id: "owasp-agentic-2026",
  title: "OWASP Top 10 for agentic applications 2026",
  shortTitle: "OWASP Agentic",
  publisher: "OWASP GenAI Security Project",
  edition: "2026",
  source: "https://genai.owasp.org/resource/owasp-top-10-for-agentic-applications-for-2026/",
  publishedOn: "2025-12-09",
  readOn: "2026-11-30",
  notes: [],
  controls: [
    risk(
      "ASI01",
      "Agent Goal Hijack",
      "Nothing an agent reads can give it another goal than the one it was made for.",
      {
        checks: checksOn("promptAttacks", "systemPrompts"),
      },
    ),
    risk(
      "ASI02",
      "Tool Misuse and Exploitation",
      "Tools take only the calls they are meant for, and ask before they change something.",
      {
        checks: checksOn("agentTools", "humanOversight"),
      },
    ),
    risk(
      "ASI03",
      "Identity and Privilege Abuse",
      "Each agent acts as an identity of its own that may do little, and never as whoever calls it unseen.",
      {
        checks: checksOn("agentIdentity", "leastPrivilege", "credentials"),
      },
    ),
    risk(
      "ASI04",
      "Agentic Supply Chain Vulnerabilities",
      "Models, tools, servers and packages an agent loads are known, pinned and scanned.",
      {
        checks: checksOn("modelSupply", "softwareSupply", "vulnerabilities"),
      },
    ),
    risk(
      "ASI05",
      "Unexpected Code Execution (RCE)",
      "Code a model writes runs nowhere, or where it can reach and break nothing.",
      {
        checks: [
          ...checksOn("agentIsolation"),
          "github/no-model-output-execution",
          "kubernetes/model-remote-code",
          "model/weights-format",
        ],
      },
    ),
    risk(
      "ASI06",
      "Memory and Context Poisoning",
      "What an agent remembers and retrieves cannot be written by strangers and does not outlive its use.",
      {
        checks: checksOn("agentMemory", "groundingData", "vectorStores"),
      },
    ),
    risk(
      "ASI07",
      "Insecure Inter-Agent Communication",
      "Agents and their servers know who is speaking to them, over encrypted channels.",
      {
        checks: [
          ...checksOn("encryptionInTransit"),
          "agent-tool/authentication",
          "aws/agentcore-*-callers",
          "gcp/dialogflow-*-proof",
          "compute/authentication",
        ],
      },
    ),
    risk(
      "ASI08",
      "Cascading Failures",
      "One agent that goes wrong is stopped by limits, isolation and somebody who is told.",
      {
        checks: checksOn("consumption", "agentIsolation", "availability"),
      },
    ),
    risk(
      "ASI09",
      "Human-Agent Trust Exploitation",
      "People who rely on an agent see where its answers come from and decide what matters themselves.",
      {
        checks: checksOn("humanOversight", "groundedAnswers"),
      },
    ),
    risk(
      "ASI10",
      "Rogue Agents",
      "What agents do is recorded and watched, and one that behaves as it should not is noticed and stopped.",
      {
        checks: checksOn("logging", "detection", "agentIdentity"),
      },
    ),
  ],
});
