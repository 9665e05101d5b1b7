import { controlsUnder, defineFramework } from "#lib/domain/framework.ts";
import { checksOn } from "./parts/topics.ts";

const policies = controlsUnder("A.2 Policies");
const organization = controlsUnder("A.3 Internal organization");
const resources = controlsUnder("A.4 Resources");
const impact = controlsUnder("A.5 Impact of AI systems");
const lifeCycle = controlsUnder("A.6 Life cycle");
const data = controlsUnder("A.7 Data");
const information = controlsUnder("A.8 Information for interested parties");
const use = controlsUnder("A.9 Use");
const others = controlsUnder("A.10 Third parties and customers");

export default defineFramework({
  id: "iso-42001",
  title: "ISO/IEC 42001 Annex A",
  shortTitle: "ISO 42001",
  publisher: "ISO/IEC",
  edition: "2023",
  source: "https://www.iso.org/standard/42001",
  publishedOn: "2023-12-18",
  readOn: "2026-11-30",
  notes: ["Numbers are the standard's; titles and texts are ours and replace nothing in it."],
  controls: [
    policies("A.2.2", "AI policy is written", "A policy says how the organization develops and uses AI.", {
      attestation: "AI policy",
    }),
    policies(
      "A.2.3",
      "AI policy fits the other policies",
      "Where other policies touch AI, they agree with this one.",
      { attestation: "Review of policies against the AI policy" },
    ),
    policies("A.2.4", "AI policy is reviewed", "The policy is looked at again at planned times.", {
      attestation: "Last review of the AI policy",
    }),
    organization("A.3.2", "Roles are assigned", "Who is responsible for what about AI is decided and told.", {
      attestation: "Roles and responsibilities for AI",
    }),
    organization(
      "A.3.3",
      "Concerns can be raised",
      "People can report concerns about AI systems without fear.",
      { attestation: "Reporting procedure" },
    ),
    resources(
      "A.4.2",
      "Resources are recorded",
      "What each AI system needs at each stage of its life is recorded.",
      { attestation: "Record of resources of the AI systems" },
    ),
    resources(
      "A.4.3",
      "Data resources are recorded",
      "The data that AI systems use is known and classified.",
      {
        checks: ["aws/bucket-classified", "gcp/project-data-discovery"],
        attestation: "Record of data resources",
      },
    ),
    resources("A.4.4", "Tools are recorded", "Models, tools and libraries that AI systems use are known.", {
      checks: checksOn("modelKnowledge"),
    }),
    resources(
      "A.4.5",
      "Computing resources are recorded and kept",
      "Machines and services that AI systems run on are known and configured safely.",
      { checks: checksOn("hardening") },
    ),
    resources(
      "A.4.6",
      "People and skills are recorded",
      "Who works on AI systems, and with what skills, is known.",
      { attestation: "Record of skills" },
    ),
    impact(
      "A.5.2",
      "Impact is assessed by a process",
      "A process says when and how the impact of an AI system is assessed.",
      { attestation: "Impact assessment process" },
    ),
    impact("A.5.3", "Assessments are recorded", "Results of impact assessments are kept.", {
      attestation: "Impact assessments of the AI systems",
    }),
    impact(
      "A.5.4",
      "Impact on individuals and groups is assessed",
      "What a system does to people is assessed.",
      { attestation: "Assessment of the impact on individuals" },
    ),
    impact("A.5.5", "Impact on society is assessed", "What a system does to society is assessed.", {
      attestation: "Assessment of the impact on society",
    }),
    lifeCycle(
      "A.6.1.2",
      "Objectives guide development",
      "Objectives for responsible development are set and built in.",
      { attestation: "Objectives for responsible development" },
    ),
    lifeCycle(
      "A.6.1.3",
      "Development follows a process",
      "Design and development follow a written process with checkpoints.",
      { checks: checksOn("changeControl") },
    ),
    lifeCycle("A.6.2.2", "Requirements are written", "What a new or changed system has to do is specified.", {
      attestation: "Requirements of the AI systems",
    }),
    lifeCycle(
      "A.6.2.3",
      "Design is documented",
      "Design and development are documented against the requirements.",
      { attestation: "Design documentation" },
    ),
    lifeCycle(
      "A.6.2.4",
      "Systems are verified and validated",
      "Systems are tested against measures that were set before.",
      {
        checks: ["aws/bedrock-model-evaluated", "github/status-checks", "model-registry/approval-required"],
        attestation: "Test and evaluation report",
      },
    ),
    lifeCycle(
      "A.6.2.5",
      "Deployment follows a plan",
      "Systems go live by a plan, after what it asks for is met.",
      { checks: checksOn("approvedModels", "humanOversight") },
    ),
    lifeCycle(
      "A.6.2.6",
      "Operation is monitored",
      "Systems are watched, kept up to date and repaired while they run.",
      {
        checks: checksOn("modelMonitoring", "detection", "lifecycle", "vulnerabilities"),
      },
    ),
    lifeCycle(
      "A.6.2.7",
      "Technical documentation is given",
      "Each interested party gets the documentation it needs.",
      {
        checks: checksOn("modelKnowledge"),
        attestation: "Technical documentation",
      },
    ),
    lifeCycle("A.6.2.8", "Events are logged", "Systems record events at least while they are in use.", {
      checks: checksOn("logging"),
    }),
    data(
      "A.7.2",
      "Data for development is managed",
      "How data is handled in development is defined and followed.",
      { checks: checksOn("trainingData") },
    ),
    data(
      "A.7.3",
      "Acquisition of data is recorded",
      "Where data comes from, and with what rights, is recorded.",
      { attestation: "Record of data sources and their rights" },
    ),
    data("A.7.4", "Quality of data is defined", "Requirements on quality are set, and data meets them.", {
      checks: [
        "aws/sagemaker-endpoint-monitored",
        "gcp/vertex-endpoint-monitored",
        "aws/bedrock-knowledge-base-sync",
      ],
      attestation: "Quality requirements and how the data meets them",
    }),
    data(
      "A.7.5",
      "Provenance is recorded",
      "Where data has been over its life is recorded, and it could not be changed unseen.",
      {
        checks: [
          "knowledge-base/source-writers",
          "data-store/versioning",
          "data-store/not-publicly-writable",
          "model/training-data-integrity",
          "aws/cloudtrail-object-events",
        ],
      },
    ),
    data("A.7.6", "Preparation is defined", "How data is selected, cleaned and labelled is defined.", {
      attestation: "Description of data preparation",
    }),
    information("A.8.2", "Users are informed", "Users get what they need to know about the system.", {
      attestation: "Information given to users",
    }),
    information("A.8.3", "Outsiders can report", "People outside can report adverse impact.", {
      attestation: "Reporting channel",
    }),
    information("A.8.4", "Incidents are communicated", "Users are told of incidents by a plan.", {
      checks: checksOn("response"),
      attestation: "Communication plan for incidents",
    }),
    information(
      "A.8.5",
      "Obligations to report are known",
      "What has to be reported to whom is known and done.",
      { attestation: "Reporting obligations" },
    ),
    use("A.9.2", "Responsible use is defined", "How AI systems may be used is defined.", {
      attestation: "Rules for the responsible use of AI",
    }),
    use(
      "A.9.3",
      "Objectives guide use",
      "Objectives for responsible use, such as oversight by people, are set and met.",
      { checks: checksOn("humanOversight", "guardrails") },
    ),
    use(
      "A.9.4",
      "Use stays within its purpose",
      "Systems are used for what they were meant for, and other use is prevented or noticed.",
      {
        checks: checksOn("leastPrivilege", "authentication", "consumption"),
      },
    ),
    others(
      "A.10.2",
      "Responsibilities are shared out",
      "Who of the organization, its partners, suppliers and customers does what is decided.",
      { attestation: "Responsibility matrix agreed with partners" },
    ),
    others(
      "A.10.3",
      "Suppliers are held to it",
      "Models, data and components of suppliers meet the organization's approach.",
      { checks: checksOn("modelSupply", "softwareSupply") },
    ),
    others("A.10.4", "Customers are considered", "What customers expect and need is considered.", {
      attestation: "Customer requirements",
    }),
  ],
});
