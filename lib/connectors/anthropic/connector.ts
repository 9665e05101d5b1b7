import { defineConnector } from "#lib/domain/connector.ts";
import { toConnectionError } from "../rest/connection-error.ts";
import { apiKeys } from "./api-keys.ts";
import { AnthropicCredentials, openClient } from "./client.ts";
import { models } from "./models.ts";
import { organization } from "./organization.ts";
import { listScopes } from "./scopes.ts";
import { setupSteps } from "./setup.ts";
import { workspaces } from "./workspaces.ts";

export default defineConnector({
  id: "anthropic",
  title: "Anthropic",
  credentials: AnthropicCredentials,
  connect: async (credentials, signal, further) => {
    const transport = openClient(credentials, { further });
    try {
      await listScopes(transport, signal);
    } catch (error) {
      throw toConnectionError(error, {
        title: "Anthropic",
        credential: "Create a new Admin API key in the Claude Console and paste it.",
        access:
          "Paste an Admin API key, which begins with sk-ant-admin. A workspace's key sees nothing here.",
      });
    }
    return transport;
  },
  scopes: listScopes,
  collectors: [organization, workspaces, apiKeys, models],
  setup: setupSteps,
});
