import { z } from "zod";

import type { Connector } from "#lib/domain/connector.ts";
import type { Transport } from "#lib/domain/provider-call.ts";
import { openSecrets } from "./connection-secrets.ts";
import { openRecording } from "./open-recording.ts";

export type StoredConnection = {
  id: string;
  organizationId: string;
  mode: string;
  config: unknown;
  sealedSecrets: string | null;
};

export const ReplayConfig = z.object({ recording: z.string() });
export const LiveConfig = z.record(z.string(), z.string());

/** Opens a connection for calls. Throws `ConnectionError`. Only the worker calls it: secrets are opened here. */
export async function openConnection(
  connection: StoredConnection,
  connector: Connector,
  signal: AbortSignal,
): Promise<Transport> {
  if (connection.mode === "replay")
    return openRecording(connection.organizationId, ReplayConfig.parse(connection.config).recording);
  const secrets = openSecrets(connection, connection.sealedSecrets);
  return connector.connect({ ...LiveConfig.parse(connection.config), ...secrets }, signal);
}
