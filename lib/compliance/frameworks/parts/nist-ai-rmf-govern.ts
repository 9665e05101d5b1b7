import { controlsUnder } from "#lib/domain/framework.ts";
import { checksOn } from "./topics.ts";

const group1 = controlsUnder("GOVERN 1 Policies and processes");
const group2 = controlsUnder("GOVERN 2 Accountability");
const group3 = controlsUnder("GOVERN 3 People");
const group4 = controlsUnder("GOVERN 4 Culture");
const group5 = controlsUnder("GOVERN 5 Outside views");
const group6 = controlsUnder("GOVERN 6 Third parties");

/** The outcomes under GOVERN. */
export const governControls = [
  group1(
    "GOVERN 1.1",
    "Law is understood",
    "Legal and regulatory duties that touch AI are known, managed and written down.",
    { attestation: "Register of legal requirements on AI" },
  ),
  group1(
    "GOVERN 1.2",
    "Trustworthiness is in the policies",
    "What makes AI trustworthy is part of policies and practice.",
    { attestation: "Policies that name the characteristics of trustworthy AI" },
  ),
  group1(
    "GOVERN 1.3",
    "Effort follows risk",
    "How much risk management a system gets follows from the risk the organization tolerates.",
    { attestation: "Risk tolerance and what it asks for" },
  ),
  group1(
    "GOVERN 1.4",
    "Risk management is transparent",
    "Risk management and its outcomes rest on controls that can be looked into.",
    { checks: checksOn("changeControl") },
  ),
  group1(
    "GOVERN 1.5",
    "Monitoring and review are planned",
    "Who watches and reviews risk management, and how often, is decided.",
    { checks: checksOn("detection"), attestation: "Plan and roles for reviews" },
  ),
  group1(
    "GOVERN 1.6",
    "AI systems are in an inventory",
    "Every AI system is known, as far as its risk asks for.",
    {
      checks: [
        "aws/config-records-ai",
        "aws/security-hub-covers-ai",
        "gcp/security-center-watches-ai",
        "azure/defender-for-ai",
      ],
    },
  ),
  group1(
    "GOVERN 1.7",
    "Systems are retired safely",
    "Systems are taken out of service so that no risk is left.",
    {
      checks: [...checksOn("lifecycle"), "credential/in-use", "aws/iam-ai-role-used"],
      attestation: "Procedure for retiring AI systems",
    },
  ),
  group2("GOVERN 2.1", "Roles are clear", "Who maps, measures and manages risk is written down and known.", {
    attestation: "Roles and lines of communication",
  }),
  group2("GOVERN 2.2", "People are trained", "Staff and partners are trained for their part.", {
    attestation: "Training records",
  }),
  group2("GOVERN 2.3", "Leaders answer", "Executives take responsibility for decisions on AI risk.", {
    attestation: "Decision of the management",
  }),
  group3(
    "GOVERN 3.1",
    "Decisions have many views",
    "Those who decide on AI risk differ in background and experience.",
    { attestation: "Composition of the deciding teams" },
  ),
  group3(
    "GOVERN 3.2",
    "Oversight of people is defined",
    "Who does what where people and AI work together is defined.",
    { checks: checksOn("humanOversight"), attestation: "Roles in human oversight" },
  ),
  group4(
    "GOVERN 4.1",
    "Safety comes first in thinking",
    "Policies and practice foster critical thinking and safety.",
    { attestation: "Guidelines for design and deployment" },
  ),
  group4(
    "GOVERN 4.2",
    "Risks and impacts are told",
    "Teams write down and tell the risks of what they build.",
    { attestation: "Risk documentation of the systems" },
  ),
  group4(
    "GOVERN 4.3",
    "Testing and incidents are practised",
    "Testing, finding incidents and sharing what was learnt are practised.",
    { checks: checksOn("detection", "response") },
  ),
  group5(
    "GOVERN 5.1",
    "Feedback is taken in",
    "Feedback of people outside the team is collected and weighed.",
    { attestation: "Feedback procedure" },
  ),
  group5(
    "GOVERN 5.2",
    "Feedback leads to change",
    "Feedback that was accepted finds its way into the system.",
    { attestation: "Changes made after feedback" },
  ),
  group6(
    "GOVERN 6.1",
    "Third-party risk has policies",
    "Risks of software, data and models of others, and their rights, are covered.",
    { checks: checksOn("modelSupply", "softwareSupply") },
  ),
  group6(
    "GOVERN 6.2",
    "Failures of others are planned for",
    "There is a plan for when data or systems of others fail.",
    {
      checks: checksOn("lifecycle", "availability"),
      attestation: "Contingency plan for third-party failures",
    },
  ),
];
