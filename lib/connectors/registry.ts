// Written by scripts/gen-registry.ts. Run: npm run gen
import type { Connector } from "#lib/domain/connector.ts";
import awsConnector from "./aws/connector.ts";

export const connectors: readonly Connector[] = [
  awsConnector,
];
