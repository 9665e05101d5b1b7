import { connectors } from "#lib/connectors/registry.ts";
import { requirePermission, type Context } from "#lib/access/context.ts";
import { ConnectorView } from "#lib/contract/connections.ts";
import type { Connector } from "#lib/domain/connector.ts";
import { providers } from "#lib/domain/provider.ts";
import { credentialFields } from "./credential-fields.ts";
import { demoRecordings } from "./recording-exists.ts";

/** What can be connected: what to enter, what to create at the provider, and what is read there. */
export function listConnectors(ctx: Context): { items: ConnectorView[] } {
  requirePermission(ctx, "connection:read");
  const inOrder = connectors.toSorted((a, b) => providers.indexOf(a.id) - providers.indexOf(b.id));
  return { items: inOrder.map(toConnectorView) };
}

function toConnectorView(connector: Connector): ConnectorView {
  const { id, title, collectors } = connector;
  const permissions = [...new Set(collectors.flatMap((collector) => collector.permissions))].toSorted();
  return ConnectorView.parse({
    id,
    title,
    fields: credentialFields(connector),
    setup: connector.setup(permissions),
    permissions,
    collectors,
    demoRecordings: demoRecordings(id),
  });
}
