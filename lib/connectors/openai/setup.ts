import type { SetupStep } from "#lib/domain/connector.ts";

export const setupSteps = (permissions: readonly string[]): readonly SetupStep[] => [
  {
    title: "Create an admin key",
    text: "An owner of the organization opens platform.openai.com › Settings › Organization › Admin keys › Create, with an end date. An admin key sees settings, members and usage; it cannot call a model.",
  },
  {
    title: "Let it read and nothing else",
    text: "Choose restricted permissions and set each of these to read. Without one of them, what it would have told is shown as unknown.",
    code: { language: "text", text: permissions.toSorted().join("\n") },
  },
  {
    title: "Switch the audit log on",
    text: "Settings › Organization › Data controls › Audit logging. It tells whether the list of allowed addresses is in force, which no other call does. It cannot be switched off again.",
  },
  {
    title: "Give Nacre the key",
    text: "Paste it below. It is sealed and never shown again. No prompt and no answer is ever read.",
  },
];
