import type { Context } from "#lib/access/context.ts";
import type { Change } from "./change-cases.ts";

/** Another tool's findings taken in. */
export const importChanges = (analyst: () => Context): Change[] => [
  {
    call: "POST /api/v1/imports",
    action: "import.run",
    status: 201,
    prepare: () => ({
      as: analyst(),
      body: [{ RuleID: "openai-api-key", File: "app.py", StartLine: 3, Description: "OpenAI key" }],
    }),
  },
];
