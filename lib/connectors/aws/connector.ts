import { defineConnector, type Collector } from "#lib/domain/connector.ts";
import { openAws } from "./client.ts";
import { confirmIdentity, findScopes } from "./scopes.ts";
import { awsCredentials } from "./credentials.ts";
import { setupSteps } from "./setup.ts";

const collectors: readonly Collector[] = [];

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
