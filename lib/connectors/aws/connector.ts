import { defineConnector, type Collector } from "#lib/domain/connector.ts";
import { agentCollectors } from "./agent-collectors.ts";
import { aiCollectors } from "./ai-collectors.ts";
import { openAws } from "./client.ts";
import { foundationCollectors } from "./foundation-collectors.ts";
import { platformCollectors } from "./platform-collectors.ts";
import { confirmIdentity, findScopes } from "./scopes.ts";
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
  connect: async (credentials, signal) => {
    const transport = openAws(credentials);
    await confirmIdentity(transport, credentials, signal);
    return transport;
  },
  scopes: findScopes,
  collectors,
  setup: setupSteps,
});
