import { controlsUnder, defineFramework } from "#lib/domain/framework.ts";
import { checksOn } from "./parts/topics.ts";

const highRisk = controlsUnder("High-risk AI systems");
const deployer = controlsUnder("Providers and deployers of high-risk systems");
const transparency = controlsUnder("Transparency");
const gpai = controlsUnder("General-purpose AI models");
const after = controlsUnder("After placing on the market");

export default defineFramework({
  id: "eu-ai-act",
  title: "EU Artificial Intelligence Act",
  shortTitle: "EU AI Act",
  publisher: "European Union",
  edition: "Regulation (EU) 2024/1689",
  source: "https://eur-lex.europa.eu/eli/reg/2024/1689/oj",
  publishedOn: "2024-07-12",
  readOn: "2026-11-30",
  notes: [
    "Which articles bind a system depends on its role and risk class, which no configuration tells: a person decides what applies.",
    "Passing checks are evidence for an article, not compliance with it: what a person has to show is asked for beside them.",
  ],
  controls: [
    highRisk(
      "Article 9",
      "Risk management system",
      "Risks of the system are identified, weighed, mitigated and looked at again over its whole life.",
      {
        attestation: "Risk assessment of the system, not older than a year",
      },
    ),
    highRisk(
      "Article 10",
      "Data and data governance",
      "Training, validation and grounding data is fit for the purpose, of known origin, and protected from change.",
      {
        checks: checksOn("trainingData", "groundingData", "privacy"),
        attestation: "Description of the data sets: origin, preparation, examination for bias",
      },
    ),
    highRisk(
      "Article 11",
      "Technical documentation",
      "Documentation shows how the system meets the requirements, and is kept up to date.",
      {
        checks: checksOn("modelKnowledge"),
        attestation: "Technical documentation as in Annex IV",
      },
    ),
    highRisk(
      "Article 12",
      "Record-keeping",
      "The system records events by itself, so that what it did can be traced.",
      {
        checks: checksOn("logging"),
      },
    ),
    highRisk(
      "Article 13",
      "Transparency to deployers",
      "Those who deploy the system get instructions that let them understand and use its output.",
      {
        attestation: "Instructions for use",
      },
    ),
    highRisk(
      "Article 14",
      "Human oversight",
      "People can oversee the system, understand it, step in and stop it.",
      {
        checks: checksOn("humanOversight"),
        attestation: "Description of the oversight measures and of who carries them out",
      },
    ),
    highRisk(
      "Article 15",
      "Accuracy, robustness and cybersecurity",
      "The system is accurate, holds against errors, and resists attacks on its data, models and inputs.",
      {
        checks: checksOn(
          "promptAttacks",
          "modelSupply",
          "trainingData",
          "leastPrivilege",
          "authentication",
          "credentials",
          "network",
          "encryptionAtRest",
          "encryptionInTransit",
          "vulnerabilities",
          "availability",
        ),
      },
    ),
    deployer(
      "Article 17",
      "Quality management system",
      "The provider runs written policies and procedures for design, testing, data and changes.",
      {
        checks: checksOn("changeControl"),
        attestation: "Quality management system as approved by the management",
      },
    ),
    deployer(
      "Article 26",
      "Obligations of deployers",
      "Deployers use the system as instructed, assign oversight, watch its operation and keep its logs at least six months.",
      {
        checks: checksOn("logging", "detection", "humanOversight"),
        attestation: "Assignment of oversight, and that logs are kept for at least six months",
      },
    ),
    transparency(
      "Article 50",
      "Transparency to people",
      "People are told that they deal with an AI, and synthetic content is marked.",
      {
        attestation: "Notice given to users, and how generated content is marked",
      },
    ),
    gpai(
      "Article 53",
      "Obligations of providers of general-purpose models",
      "Providers document the model, its training content and how copyright is respected.",
      {
        checks: ["huggingface/model-documented"],
        attestation:
          "Model documentation, summary of training content and copyright policy, or that no such model is provided",
      },
    ),
    gpai(
      "Article 55",
      "Models with systemic risk",
      "Models with systemic risk are evaluated, attacked on purpose, protected, and their incidents reported.",
      {
        checks: checksOn("modelSupply"),
        attestation: "Evaluation and adversarial testing of the model, or that no such model is provided",
      },
    ),
    after(
      "Article 72",
      "Post-market monitoring",
      "How the system behaves in use is collected and analysed under a plan.",
      {
        checks: checksOn("modelMonitoring", "logging"),
        attestation: "Post-market monitoring plan",
      },
    ),
    after(
      "Article 73",
      "Reporting of serious incidents",
      "Serious incidents are noticed, reported to the authority in time and investigated.",
      {
        checks: checksOn("detection", "response"),
        attestation: "Incident procedure that names the authority and the time limits",
      },
    ),
  ],
});
