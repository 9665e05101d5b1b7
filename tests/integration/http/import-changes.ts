import type { Context } from "#lib/access/context.ts";
import { systemDb } from "#lib/platform/db.ts";
import { runImport } from "#lib/imports/run-import.ts";
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
  {
    call: "DELETE /api/v1/imports/[importId]",
    action: "import.withdraw",
    status: 200,
    prepare: async () => {
      const { organizationId } = analyst();
      const known = await systemDb().import.findFirst({ where: { organizationId }, select: { id: true } });
      return { as: analyst(), ids: { importId: known?.id ?? (await importOne(analyst())) } };
    },
  },
];

async function importOne(ctx: Context): Promise<string> {
  async function* body() {
    yield Buffer.from('[{"RuleID":"a","File":"a.py","StartLine":1,"Description":"A key"}]');
  }
  return (await runImport(ctx, body(), { source: "a" }, new AbortController().signal)).id;
}
