import type { FrameworkControl } from "#lib/domain/framework.ts";
import { owaspCrosswalk, type OwaspEdition } from "#lib/domain/owasp-edition.ts";
import { checksOn } from "./topics.ts";

type Risk = { title: Record<OwaspEdition, string>; text: string; checks: readonly string[] };
const inBoth = (title: string): Risk["title"] => ({ "2025": title, "2026": title });

/** By the id of 2025. Both editions are written from these, so that changing between them changes no finding. */
const riskById: Readonly<Record<string, Risk>> = {
  "LLM01:2025": {
    title: inBoth("Prompt Injection"),
    text: "Text that reaches the model, typed by a user or hidden in what it reads, must not be able to change what it does.",
    checks: checksOn("promptAttacks"),
  },
  "LLM02:2025": {
    title: inBoth("Sensitive Information Disclosure"),
    text: "Personal data, secrets and company knowledge must not leave through answers, logs, stores or keys.",
    checks: checksOn("privacy", "dataAccess", "credentials", "encryptionAtRest", "logging"),
  },
  "LLM03:2025": {
    title: inBoth("Supply Chain"),
    text: "Models, datasets, images, packages and tools come from where they are believed to come from, unchanged and still supported.",
    checks: checksOn("modelSupply", "softwareSupply", "vulnerabilities", "lifecycle"),
  },
  "LLM04:2025": {
    title: inBoth("Data and Model Poisoning"),
    text: "Nobody outside can write what the model learns from or is grounded on, and a change to it is noticed.",
    checks: checksOn("trainingData", "groundingData"),
  },
  "LLM05:2025": {
    title: inBoth("Improper Output Handling"),
    text: "What a model answers is treated as untrusted before anything runs, renders or stores it.",
    checks: checksOn("outputHandling"),
  },
  "LLM06:2025": {
    title: inBoth("Excessive Agency"),
    text: "Agents hold no more tools, permissions and freedom to act than their task needs, and ask before they change something.",
    checks: checksOn("agentTools", "agentIdentity", "agentIsolation", "humanOversight"),
  },
  "LLM07:2025": {
    title: { "2025": "System Prompt Leakage", "2026": "Hidden Context Exposure" },
    text: "Instructions and other context the user does not see hold nothing that would hurt if it were seen.",
    checks: checksOn("systemPrompts", "agentMemory"),
  },
  "LLM08:2025": {
    title: inBoth("Vector and Embedding Weaknesses"),
    text: "Stores of embeddings are closed to strangers, answer each reader with what that reader may see, and cannot be tampered with.",
    checks: checksOn("vectorStores"),
  },
  "LLM09:2025": {
    title: inBoth("Misinformation"),
    text: "Answers are held against their sources and models are evaluated, so that what is wrong is caught before somebody relies on it.",
    checks: checksOn("groundedAnswers", "modelMonitoring", "modelKnowledge"),
  },
  "LLM10:2025": {
    title: inBoth("Unbounded Consumption"),
    text: "Calls, tokens and spending are limited, and somebody is told when they run away.",
    checks: checksOn("consumption", "apiDefence"),
  },
};

/** The ten risks under the numbers of an edition, in its order. */
export const owaspLlmControls = (edition: OwaspEdition): FrameworkControl[] =>
  owaspCrosswalk
    .flatMap((ids) => {
      const risk = riskById[ids["2025"]];
      return risk
        ? [
            {
              id: ids[edition],
              title: risk.title[edition],
              text: risk.text,
              group: "Risks",
              checks: risk.checks,
              attestation: null,
            },
          ]
        : [];
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
