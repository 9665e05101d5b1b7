import type { SetupStep } from "#lib/domain/connector.ts";

export const setupSteps = (permissions: readonly string[]): readonly SetupStep[] => [
  {
    title: "Create an Admin API key",
    text: "An administrator opens Claude Console › Settings › Admin keys › Create key. It reads members, workspaces, keys and usage; it cannot call a model. Such keys cannot be narrowed further, so give it to nothing else.",
  },
  {
    title: "With Claude Enterprise, create a compliance access key, too",
    text: "Settings › Compliance › Access keys, with the scopes below. It alone shows whether single sign-on is enforced, how long conversations are kept, and from which addresses people come. Without it these stay unknown. Nacre reads no chat, no file and no project with it.",
    code: {
      language: "text",
      text: permissions
        .filter((name) => name.startsWith("read:"))
        .toSorted()
        .join("\n"),
    },
  },
  {
    title: "Give Nacre the keys",
    text: "Paste them below. They are sealed and never shown again.",
  },
];
