import { audit } from "#lib/access/audit.ts";
import { inTransaction, personOf, requirePermission, type Context } from "#lib/access/context.ts";
import type { ConnectionDetail, ConnectionInput } from "#lib/contract/connections.ts";
import { AppError } from "#lib/domain/errors.ts";
import { newId } from "#lib/platform/id.ts";
import { recordingExists } from "./recording-exists.ts";
import { sealSecrets } from "./connection-secrets.ts";
import { splitCredentials } from "./credential-fields.ts";
import { findConnector } from "./find-connector.ts";
import { getConnection } from "./get-connection.ts";
import { requestSyncWithin } from "./request-sync.ts";

/** Adds a connection and asks for its first sync. Secrets are sealed here and opened by the worker alone. */
export async function createConnection(ctx: Context, input: ConnectionInput): Promise<ConnectionDetail> {
  requirePermission(ctx, "connection:write");
  personOf(ctx);
  const { organizationId } = ctx;
  const id = newId();
  const stored = storedFor(organizationId, id, input);
  await inTransaction(ctx, async (tx) => {
    if (input.mode === "replay" && !(await recordingExists(tx, ctx, input.recording)))
      throw new AppError("invalid-input", "recording: There is no such recording.", {
        fields: [{ field: "recording", message: "There is no such recording" }],
      });
    const { connectorId, name, mode, syncEveryMinutes } = input;
    await tx.connection.create({
      data: { id, organizationId, connectorId, name, mode, syncEveryMinutes, ...stored },
    });
    await audit(tx, ctx, {
      action: "connection.create",
      subjectType: "connection",
      subjectId: id,
      after: { connectorId, name, mode, syncEveryMinutes, config: stored.config },
    });
    await requestSyncWithin(tx, ctx, id);
  });
  return getConnection(ctx, id);
}

function storedFor(organizationId: string, id: string, input: ConnectionInput) {
  if (input.mode === "replay") return { config: { recording: input.recording }, sealedSecrets: null };
  const { config, secrets } = splitCredentials(findConnector(input.connectorId), input.credentials);
  const hasSecrets = Object.keys(secrets).length > 0;
  return { config, sealedSecrets: hasSecrets ? sealSecrets({ organizationId, id }, secrets) : null };
}
