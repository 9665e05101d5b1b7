import { controlsUnder, defineFramework } from "#lib/domain/framework.ts";
import { checksOn } from "./parts/topics.ts";

const risk = controlsUnder("Risks of generative AI");

export default defineFramework({
  id: "nist-ai-600-1",
  title: "NIST AI 600-1, generative AI profile",
  shortTitle: "NIST AI 600-1",
  publisher: "NIST",
  edition: "July 2024",
  source: "https://doi.org/10.6028/NIST.AI.600-1",
  publishedOn: "2024-07-26",
  readOn: "2026-11-30",
  notes: [
    "The profile numbers its risks by section: 2.1 to 2.12. Its suggested actions are not listed one by one.",
    "What a configuration cannot tell, such as whether a model knows how to make weapons, is for a person to attest.",
  ],
  controls: [
    risk(
      "2.1",
      "CBRN information or capabilities",
      "Dangerous knowledge of chemical, biological, radiological or nuclear matters is not made easier to get.",
      {
        checks: ["guardrail/content-filters", "guardrail/denied-topics", "aws/bedrock-guardrail-words"],
        attestation: "Evaluation of what the model answers to requests for dangerous knowledge",
      },
    ),
    risk(
      "2.2",
      "Confabulation",
      "What is stated with confidence and is false is caught before somebody relies on it.",
      {
        checks: checksOn("groundedAnswers", "modelMonitoring"),
      },
    ),
    risk(
      "2.3",
      "Dangerous, violent, or hateful content",
      "Content that threatens, incites or hurts is filtered in both directions.",
      {
        checks: ["guardrail/content-filters", ...checksOn("guardrails")],
      },
    ),
    risk(
      "2.4",
      "Data privacy",
      "Personal and sensitive data does not leak from training, grounding, prompts, answers or logs.",
      {
        checks: checksOn("privacy", "dataAccess", "encryptionAtRest"),
      },
    ),
    risk(
      "2.5",
      "Environmental impacts",
      "What training and running the models costs in energy is known and weighed.",
      {
        checks: [
          "gcp/runtime-idle-shutdown",
          "azure/ml-compute-scales-down",
          "azure/ml-instance-idle-shutdown",
        ],
        attestation: "Estimate of the energy that training and inference use",
      },
    ),
    risk(
      "2.6",
      "Harmful bias or homogenization",
      "The system is tested for treating groups of people unfairly and for narrowing what is said.",
      {
        checks: checksOn("modelMonitoring"),
        attestation: "Evaluation for bias on the groups the system affects",
      },
    ),
    risk(
      "2.7",
      "Human-AI configuration",
      "People know that they deal with an AI, do not rely on it too much, and decide what matters.",
      {
        checks: checksOn("humanOversight"),
        attestation: "Description of how people oversee the system and are told of it",
      },
    ),
    risk(
      "2.8",
      "Information integrity",
      "The system does not make it easy to spread what is untrue as if it were verified.",
      {
        checks: checksOn("groundedAnswers", "outputHandling"),
      },
    ),
    risk(
      "2.9",
      "Information security",
      "The system is no new way in, and holds against attacks on its models, data and supply.",
      {
        checks: checksOn(
          "promptAttacks",
          "leastPrivilege",
          "authentication",
          "credentials",
          "network",
          "softwareSupply",
          "vulnerabilities",
          "logging",
          "detection",
        ),
      },
    ),
    risk(
      "2.10",
      "Intellectual property",
      "Protected works and trade secrets are not reproduced, and licences of models and data are kept to.",
      {
        checks: ["azure/openai-protected-material", "huggingface/model-documented"],
        attestation: "Licences of the models and of the data they were trained or are grounded on",
      },
    ),
    risk(
      "2.11",
      "Obscene, degrading, and/or abusive content",
      "Sexual and degrading content, above all of children or without consent, is not produced.",
      {
        checks: [
          "guardrail/content-filters",
          "azure/openai-content-filter",
          "azure/agent-filtered-deployment",
          "gcp/project-gemini-screened",
        ],
      },
    ),
    risk(
      "2.12",
      "Value chain and component integration",
      "Third-party models, data and components are known, checked and replaceable.",
      {
        checks: checksOn("modelSupply", "softwareSupply", "lifecycle"),
      },
    ),
  ],
});
