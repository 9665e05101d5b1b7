import { createConnection } from "#lib/inventory/create-connection.ts";
import type { Provider } from "#lib/domain/provider.ts";
import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { addCast, contextFor, type Cast } from "./people.ts";
import { settled } from "./settled.ts";

/** An organization of its own with a person of each role, for tests that change things. */
export async function createCast(name: string): Promise<Cast> {
  const organizationId = newId();
  await systemDb().organization.create({ data: { id: organizationId, name, slug: organizationId } });
  return addCast(organizationId);
}

/** Connects a part of the demo estate and waits until all that follows from it is known. */
export async function replayDemo(cast: Cast, providers: readonly Provider[]): Promise<string[]> {
  const connectionIds = [];
  for (const connectorId of providers) {
    const { id } = await createConnection(contextFor(cast, "admin"), {
      mode: "replay",
      connectorId,
      name: `Demo estate on ${connectorId}`,
      recording: `demo/${connectorId}`,
      syncEveryMinutes: null,
    });
    connectionIds.push(id);
  }
  await settled(cast.organizationId);
  return connectionIds;
}
