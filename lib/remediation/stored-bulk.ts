import { z } from "zod";

import { BulkInput } from "#lib/contract/remediation.ts";
import { permissions } from "#lib/domain/permission.ts";

const Stored = z.object({
  action: BulkInput.shape.action,
  findingIds: z.array(z.string()),
  permissions: z.array(z.enum(permissions)),
  actor: z.object({ kind: z.enum(["user", "token", "job"]), id: z.string(), name: z.string() }),
});
export type StoredBulk = z.infer<typeof Stored>;

/** What was asked for, on which findings, by whom and with which rights, as the operation's row keeps it. */
export const storedBulk = (input: unknown): StoredBulk => Stored.parse(input);
