import { controlsUnder } from "#lib/domain/framework.ts";
import { checksOn } from "./topics.ts";

const group1 = controlsUnder("MAP 1 Context");
const group2 = controlsUnder("MAP 2 Categorization");
const group3 = controlsUnder("MAP 3 Capabilities and costs");
const group4 = controlsUnder("MAP 4 Components and third parties");
const group5 = controlsUnder("MAP 5 Impact");

/** The outcomes under MAP. */
export const mapControls = [
  group1(
    "MAP 1.1",
    "Purpose and setting are known",
    "What the system is for, who uses it and where is understood.",
    { attestation: "Description of purpose, users and setting" },
  ),
  group1(
    "MAP 1.2",
    "Those who map are many",
    "People of different fields take part in setting the context.",
    { attestation: "Participants of the mapping" },
  ),
  group1(
    "MAP 1.3",
    "Mission is understood",
    "How the system serves the organization's goals is understood.",
    { attestation: "Goals the system serves" },
  ),
  group1(
    "MAP 1.4",
    "Business value is defined",
    "The value the system is meant to bring is defined or defined anew.",
    { attestation: "Business value of the system" },
  ),
  group1("MAP 1.5", "Tolerance is decided", "How much risk is borne is decided.", {
    attestation: "Risk tolerance",
  }),
  group1(
    "MAP 1.6",
    "Requirements are drawn out",
    "What the system has to do and to respect is drawn out of those it touches.",
    { attestation: "Requirements of the system" },
  ),
  group2(
    "MAP 2.1",
    "Tasks and methods are defined",
    "The tasks the system supports and how it does them are defined.",
    { checks: checksOn("modelKnowledge"), attestation: "Description of tasks and methods" },
  ),
  group2(
    "MAP 2.2",
    "Limits of knowledge are documented",
    "What the system does not know, and how people oversee its output, is documented.",
    { checks: checksOn("groundedAnswers"), attestation: "Limits of the system and its oversight" },
  ),
  group2(
    "MAP 2.3",
    "Tests are sound",
    "Scientific integrity of tests and data is considered and documented.",
    { checks: ["aws/bedrock-model-evaluated", "aws/sagemaker-training-tracked"] },
  ),
  group3("MAP 3.1", "Benefits are examined", "What the system brings is examined and documented.", {
    attestation: "Expected benefits",
  }),
  group3("MAP 3.2", "Costs are examined", "What errors and operation cost is examined and documented.", {
    checks: ["budget/*", "aws/ai-budget", "azure/ai-budget", "gcp/project-budget", "tenant/spend-limited"],
  }),
  group3("MAP 3.3", "Scope is specified", "What the system is to be applied to is specified.", {
    checks: checksOn("agentTools"),
    attestation: "Scope of the system",
  }),
  group3("MAP 3.4", "Operators are proficient", "Those who operate the system can, and it is assessed.", {
    attestation: "Proficiency of the operators",
  }),
  group3(
    "MAP 3.5",
    "Oversight is defined",
    "How people oversee the system is defined, assessed and documented.",
    { checks: checksOn("humanOversight") },
  ),
  group4(
    "MAP 4.1",
    "Legal risk of components is mapped",
    "Rights and risks of third-party data, software and models are mapped.",
    { checks: checksOn("modelKnowledge"), attestation: "Licences and rights of the components" },
  ),
  group4(
    "MAP 4.2",
    "Controls on components are known",
    "Controls on every component, also of third parties, are known.",
    { checks: checksOn("modelSupply", "softwareSupply", "vulnerabilities") },
  ),
  group5("MAP 5.1", "Impact is estimated", "Likelihood and size of each impact are estimated.", {
    attestation: "Impact assessment",
  }),
  group5("MAP 5.2", "Feedback on impact is regular", "Those the system touches are heard regularly.", {
    attestation: "Practice of hearing those affected",
  }),
];
