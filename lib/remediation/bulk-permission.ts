import type { BulkInput } from "#lib/contract/remediation.ts";
import type { Permission } from "#lib/domain/permission.ts";

/** What each kind of change needs: to be asked for, to be carried out, and to be undone. */
export const permissionOfBulk: Record<BulkInput["action"]["kind"], Permission> = {
  assign: "assignment:write",
  "request-exception": "exception:request",
  "set-progress": "assignment:work",
};
