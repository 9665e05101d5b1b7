import { controlsUnder } from "#lib/domain/framework.ts";
import { checksOn } from "./topics.ts";

const group1 = controlsUnder("MEASURE 1 Methods");
const group2 = controlsUnder("MEASURE 2 Trustworthiness");
const group3 = controlsUnder("MEASURE 3 Tracking");
const group4 = controlsUnder("MEASURE 4 Feedback on measures");

/** The outcomes under MEASURE. */
export const measureControls = [
  group1(
    "MEASURE 1.1",
    "Measures are chosen",
    "Measures for the gravest risks are chosen, and what cannot be measured is said.",
    { attestation: "Measures and what they leave out" },
  ),
  group1(
    "MEASURE 1.2",
    "Measures are reviewed",
    "Whether measures and controls work is looked at regularly.",
    { checks: checksOn("detection") },
  ),
  group1("MEASURE 1.3", "Others assess", "People who did not build the system take part in assessing it.", {
    checks: ["aws/sagemaker-approval-by-another", "repository/review-required"],
    attestation: "Independent assessment",
  }),
  group2("MEASURE 2.1", "Tests are documented", "Test sets, measures and tools are documented.", {
    checks: ["aws/sagemaker-training-tracked", "aws/bedrock-model-evaluated"],
    attestation: "Test documentation",
  }),
  group2(
    "MEASURE 2.2",
    "Tests with people protect them",
    "Evaluations with people meet what protects them.",
    { attestation: "Protection of people in evaluations" },
  ),
  group2("MEASURE 2.3", "Performance is shown", "Performance is measured in conditions like those of use.", {
    checks: ["aws/bedrock-model-evaluated", ...checksOn("modelMonitoring")],
  }),
  group2(
    "MEASURE 2.4",
    "Behaviour in production is monitored",
    "What the system and its parts do in production is monitored.",
    { checks: checksOn("modelMonitoring", "logging") },
  ),
  group2(
    "MEASURE 2.5",
    "The system is valid and reliable",
    "That it does what it should is shown, with its limits.",
    { checks: checksOn("groundedAnswers"), attestation: "Validation report" },
  ),
  group2(
    "MEASURE 2.6",
    "The system is safe",
    "Safety is evaluated regularly; it fails safely and its residual risk is tolerable.",
    { checks: checksOn("guardrails"), attestation: "Safety evaluation" },
  ),
  group2(
    "MEASURE 2.7",
    "The system is secure and resilient",
    "Security and resilience are evaluated and documented.",
    {
      checks: checksOn(
        "promptAttacks",
        "leastPrivilege",
        "authentication",
        "credentials",
        "network",
        "encryptionAtRest",
        "encryptionInTransit",
        "vulnerabilities",
        "hardening",
        "availability",
      ),
    },
  ),
  group2(
    "MEASURE 2.8",
    "Transparency is examined",
    "Risks to transparency and accountability are examined.",
    { checks: checksOn("logging"), attestation: "Examination of transparency" },
  ),
  group2(
    "MEASURE 2.9",
    "The model is explained",
    "The model is explained, validated and documented, and its output put in context.",
    { checks: checksOn("modelKnowledge"), attestation: "Explanation of the model" },
  ),
  group2("MEASURE 2.10", "Privacy is examined", "Privacy risk is examined and documented.", {
    checks: checksOn("privacy", "dataAccess"),
  }),
  group2("MEASURE 2.11", "Fairness is evaluated", "Fairness and bias are evaluated and documented.", {
    checks: checksOn("modelMonitoring"),
    attestation: "Evaluation of fairness",
  }),
  group2(
    "MEASURE 2.12",
    "Environmental impact is assessed",
    "What training and running costs the environment is assessed.",
    { attestation: "Environmental assessment" },
  ),
  group2(
    "MEASURE 2.13",
    "Evaluation is itself evaluated",
    "Whether the measures work is evaluated and documented.",
    { attestation: "Review of the evaluation" },
  ),
  group3("MEASURE 3.1", "Risks are tracked", "Known, unforeseen and emerging risks are followed over time.", {
    checks: checksOn("detection", "response"),
  }),
  group3(
    "MEASURE 3.2",
    "What is hard to measure is tracked",
    "Risks no measure fits yet are tracked as well.",
    { attestation: "Approach to risks that cannot be measured" },
  ),
  group3("MEASURE 3.3", "Users can report", "Users can report problems and appeal outcomes.", {
    attestation: "Reporting and appeal",
  }),
  group4(
    "MEASURE 4.1",
    "Measures fit the setting",
    "Measures are tied to the setting by people who know it.",
    { attestation: "Consultation on measures" },
  ),
  group4("MEASURE 4.2", "Results are validated", "Results are validated by experts and users.", {
    checks: checksOn("modelMonitoring"),
    attestation: "Validation of results",
  }),
  group4("MEASURE 4.3", "Change is measured", "Improvement or decline is measured and documented.", {
    checks: checksOn("modelMonitoring"),
  }),
];
