import { controlsUnder } from "#lib/domain/framework.ts";
import { checksOn } from "./topics.ts";

const group1 = controlsUnder("MANAGE 1 Response to risk");
const group2 = controlsUnder("MANAGE 2 Benefit and impact");
const group3 = controlsUnder("MANAGE 3 Third parties");
const group4 = controlsUnder("MANAGE 4 Monitoring and communication");

/** The outcomes under MANAGE. */
export const manageControls = [
  group1(
    "MANAGE 1.1",
    "Going on is decided",
    "Whether the system meets its purpose and should go on is decided.",
    { checks: checksOn("approvedModels"), attestation: "Decision to deploy" },
  ),
  group1("MANAGE 1.2", "Treatment is ranked", "Risks are treated in order of impact, likelihood and means.", {
    attestation: "Ranked treatment of risks",
  }),
  group1("MANAGE 1.3", "Responses are planned", "For each grave risk a response is chosen and planned.", {
    attestation: "Responses to grave risks",
  }),
  group1(
    "MANAGE 1.4",
    "Residual risk is documented",
    "What risk is left for buyers and users is documented.",
    { attestation: "Residual risk" },
  ),
  group2(
    "MANAGE 2.1",
    "Means are weighed",
    "Means for managing risk, and alternatives without AI, are weighed.",
    { attestation: "Consideration of alternatives" },
  ),
  group2("MANAGE 2.2", "Value is sustained", "Deployed systems are kept at what they are worth.", {
    checks: checksOn("modelMonitoring", "lifecycle", "availability"),
  }),
  group2("MANAGE 2.3", "The unknown is responded to", "There are procedures for risks nobody had foreseen.", {
    checks: checksOn("response"),
    attestation: "Procedure for unforeseen risks",
  }),
  group2(
    "MANAGE 2.4",
    "Systems can be stopped",
    "Systems that do other than meant can be superseded, disengaged or turned off.",
    {
      checks: [...checksOn("humanOversight"), "aws/sagemaker-endpoint-rollout", "prompt/versioned"],
      attestation: "How each system is stopped",
    },
  ),
  group3(
    "MANAGE 3.1",
    "Third-party risk is monitored",
    "Risks and benefits of what comes from others are monitored.",
    { checks: checksOn("vulnerabilities", "softwareSupply") },
  ),
  group3(
    "MANAGE 3.2",
    "Pretrained models are monitored",
    "Models of others are part of regular monitoring.",
    { checks: checksOn("modelMonitoring", "lifecycle") },
  ),
  group4(
    "MANAGE 4.1",
    "Monitoring after deployment is planned",
    "Plans cover input of users, appeals, retirement, incidents and change.",
    { checks: checksOn("detection", "logging", "modelMonitoring") },
  ),
  group4("MANAGE 4.2", "Improvement is built in", "Measurable improvement is part of updates.", {
    checks: checksOn("changeControl"),
  }),
  group4(
    "MANAGE 4.3",
    "Incidents are communicated",
    "Incidents and errors are told to those they touch, tracked and recovered from.",
    { checks: checksOn("response"), attestation: "Incident records and communication" },
  ),
];
