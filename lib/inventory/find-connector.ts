import { connectors } from "#lib/connectors/registry.ts";
import type { Connector } from "#lib/domain/connector.ts";
import { AppError } from "#lib/domain/errors.ts";

export type FindConnector = (connectorId: string) => Connector;

export const findConnector: FindConnector = (connectorId) => {
  const connector = connectors.find(({ id }) => id === connectorId);
  if (!connector) throw new AppError("invalid-input", `Nacre has no connector called ${connectorId}.`);
  return connector;
};
