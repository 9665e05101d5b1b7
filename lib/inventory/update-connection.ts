import { audit } from "#lib/access/audit.ts";
import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { ConnectionChange, ConnectionDetail } from "#lib/contract/connections.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { Connection } from "#lib/platform/generated/client.ts";
import { connectionInOrganization } from "./connection-in-organization.ts";
import { sealSecrets } from "./connection-secrets.ts";
import { configBesideStoredSecrets, requireSecretsAgain, splitCredentials } from "./credential-fields.ts";
import { findConnector } from "./find-connector.ts";
import { getConnection } from "./get-connection.ts";
import { LiveConfig } from "./open-connection.ts";
import { recordingExists } from "./recording-exists.ts";

/** Changes a connection; `paused` stops and resumes its scheduled syncs. */
export async function updateConnection(
  ctx: Context,
  id: string,
  change: ConnectionChange,
): Promise<ConnectionDetail> {
  requirePermission(ctx, "connection:write");
  await inTransaction(ctx, async (tx) => {
    const before = await connectionInOrganization(tx, ctx, id);
    if (change.recording !== undefined && !(await recordingExists(tx, ctx, change.recording)))
      throw new AppError("invalid-input", "recording: There is no such recording.", {
        fields: [{ field: "recording", message: "There is no such recording" }],
      });
    const after = await tx.connection.update({ where: { id }, data: toData(before, change, new Date()) });
    await audit(tx, ctx, {
      action: "connection.update",
      subjectType: "connection",
      subjectId: id,
      before: audited(before),
      after: { ...audited(after), secretsChanged: before.sealedSecrets !== after.sealedSecrets },
    });
  });
  return getConnection(ctx, id);
}

function toData(before: Connection, change: ConnectionChange, now: Date) {
  const { name, syncEveryMinutes, paused } = change;
  return {
    ...(name === undefined ? {} : { name }),
    ...(syncEveryMinutes === undefined ? {} : { syncEveryMinutes }),
    ...(paused === undefined ? {} : { pausedAt: paused ? (before.pausedAt ?? now) : null }),
    ...accessOf(before, change),
  };
}

function accessOf(before: Connection, { credentials, recording }: ConnectionChange) {
  if (recording !== undefined) {
    if (before.mode !== "replay") throw wrongMode("recording", "A live connection has no recording");
    return { config: { recording } };
  }
  if (credentials === undefined) return {};
  if (before.mode !== "live") throw wrongMode("credentials", "A replayed connection has no credentials");
  const connector = findConnector(before.connectorId);
  if (before.sealedSecrets !== null) {
    const config = configBesideStoredSecrets(connector, LiveConfig.parse(before.config), credentials);
    if (config) return { config };
    requireSecretsAgain(connector, credentials);
  }
  const { config, secrets } = splitCredentials(connector, credentials);
  const hasSecrets = Object.keys(secrets).length > 0;
  return { config, sealedSecrets: hasSecrets ? sealSecrets(before, secrets) : null };
}

const wrongMode = (field: string, message: string) =>
  new AppError("invalid-input", `${field}: ${message}`, { fields: [{ field, message }] });

const audited = ({ name, syncEveryMinutes, pausedAt, config }: Connection) => ({
  name,
  syncEveryMinutes,
  pausedAt: pausedAt?.toISOString() ?? null,
  config: config ?? {},
});
