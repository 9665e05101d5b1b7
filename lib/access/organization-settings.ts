import { z } from "zod";

import { defaultOwaspEdition, owaspEditions, type OwaspEdition } from "#lib/domain/owasp-edition.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import type { Context } from "./context.ts";

/** What stands in the organization's settings. What it holds beside this is kept as it is. */
const StoredSettings = z.looseObject({
  owaspEdition: z.enum(owaspEditions).default(defaultOwaspEdition).catch(defaultOwaspEdition),
});

export const readSettings = (settings: unknown): z.infer<typeof StoredSettings> =>
  StoredSettings.parse(settings ?? {});

/** The edition of OWASP's list that this organization names risks by. */
export async function owaspEditionOf(tx: Tx, ctx: Context): Promise<OwaspEdition> {
  const found = await tx.organization.findUnique({
    where: { id: ctx.organizationId },
    select: { settings: true },
  });
  return readSettings(found?.settings).owaspEdition;
}
