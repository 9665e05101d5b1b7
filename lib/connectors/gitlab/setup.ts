import type { SetupStep } from "#lib/domain/connector.ts";

export const setupSteps = (permissions: readonly string[]): readonly SetupStep[] => [
  {
    title: "Create a group access token",
    text: "An owner opens the group › Settings › Access tokens › Add new token, with an end within a year. Choose the role Owner and the scope read_api alone: the role lets settings be seen, and the scope lets nothing be changed.",
  },
  {
    title: "What each role shows",
    text: "A lesser role works too; what it may not see is shown as unknown. Values of variables are dropped as they arrive. Approval rules need Premium, and findings of scanners Ultimate.",
    code: { language: "text", text: permissions.toSorted().join("\n") },
  },
  {
    title: "Give Nacre the token",
    text: "Paste it below with the path of the group. It is sealed and never shown again. For a GitLab of your own also fill in the address; if its certificate comes from an authority of your own, start Nacre with NODE_EXTRA_CA_CERTS.",
  },
];
