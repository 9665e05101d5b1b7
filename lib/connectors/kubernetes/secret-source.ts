import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { Metadata } from "./metadata.ts";
import { tryList, type Listed } from "./listing.ts";

/** One row of the table that the API prints of secrets: its columns are name, type, number of entries and age. */
export const SecretRow = z
  .object({
    cells: z.array(z.unknown()).min(2),
    object: z.object({ metadata: Metadata }),
  })
  .transform(({ cells, object: { metadata } }, context) => {
    const [, type, count] = cells;
    if (typeof type !== "string") {
      context.addIssue({ code: "custom", message: "The row tells no type" });
      return z.NEVER;
    }
    return {
      metadata,
      name: metadata.name,
      namespace: metadata.namespace,
      type,
      entryCount: typeof count === "number" ? count : null,
      serviceAccount: metadata.annotations["kubernetes.io/service-account.name"] ?? null,
    };
  });
export type SecretRow = z.infer<typeof SecretRow>;

const tokenType = "kubernetes.io/service-account-token";

/** Tokens of service accounts that are kept as secrets, and so never end. */
export async function readTokenSecrets(source: Source): Promise<Listed<SecretRow>> {
  const { items, unknown } = await tryList(source, "core", "secrets", SecretRow);
  return { items: items.filter(({ type }) => type === tokenType), unknown };
}
