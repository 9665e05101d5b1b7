import { inOrganization } from "#lib/platform/transaction.ts";
import { audit } from "./audit.ts";
import { userContext } from "./context.ts";

export const recordSignIn = (
  organizationId: string,
  user: { id: string; name: string },
  by: "password" | "link",
  sessionId: string,
): Promise<void> =>
  inOrganization(organizationId, (tx) =>
    audit(tx, userContext(organizationId, user, "auditor"), {
      action: "session.start",
      subjectType: "session",
      subjectId: sessionId,
      after: { by },
    }),
  );
