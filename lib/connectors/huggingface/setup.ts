import type { SetupStep } from "#lib/domain/connector.ts";

export const setupSteps = (permissions: readonly string[]): readonly SetupStep[] => [
  {
    title: "Create a fine-grained token",
    text: "Somebody who administers the organization, best a member made for this, opens huggingface.co › Settings › Access Tokens › Create new token › Fine-grained, and chooses the organization under Org permissions.",
  },
  {
    title: "Let it read and nothing else",
    text: "Tick the rights to read. The names of a Space's variables are shown only to whoever may write its settings: leave that out, and they are shown as unknown. No file is downloaded; values of variables are dropped as they arrive.",
    code: { language: "text", text: permissions.toSorted().join("\n") },
  },
  {
    title: "Give Nacre the token",
    text: "Paste it below. It is sealed and never shown again.",
  },
];
