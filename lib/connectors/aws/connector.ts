import { defineConnector, type Collector } from "#lib/domain/connector.ts";
import { agentCollectors } from "./agent-collectors.ts";
import { aiCollectors } from "./ai-collectors.ts";
import { openConnection } from "./open-connection.ts";
import { foundationCollectors } from "./foundation-collectors.ts";
import { platformCollectors } from "./platform-collectors.ts";
import { findScopes } from "./scopes.ts";
import { awsCredentials } from "./credentials.ts";
import { setupSteps } from "./setup.ts";

const collectors: readonly Collector[] = [
  ...foundationCollectors,
  ...aiCollectors,
  ...agentCollectors,
  ...platformCollectors,
];

export default defineConnector({
  id: "aws",
  title: "AWS",
  credentials: awsCredentials,
  connect: (credentials, signal) => openConnection(credentials, signal),
  scopes: findScopes,
  collectors,
  setup: setupSteps,
});
