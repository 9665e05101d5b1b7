import { defineConnector } from "#lib/domain/connector.ts";
import { toConnectionError } from "../rest/connection-error.ts";
import { adminKeys } from "./api-keys.ts";
import { openClient, OpenAiCredentials } from "./client.ts";
import { models } from "./models.ts";
import { organization } from "./organization.ts";
import { projects } from "./projects.ts";
import { listScopes } from "./scopes.ts";
import { setupSteps } from "./setup.ts";

export default defineConnector({
  id: "openai",
  title: "OpenAI",
  credentials: OpenAiCredentials,
  connect: async (credentials, signal, further) => {
    const transport = openClient(credentials, { further });
    try {
      await listScopes(transport, signal);
    } catch (error) {
      throw toConnectionError(error, {
        title: "OpenAI",
        credential: "Create a new admin key under Settings › Organization › Admin keys and paste it.",
        access:
          "Give the admin key the right to read projects, or have an owner of the organization create it.",
      });
    }
    return transport;
  },
  scopes: listScopes,
  collectors: [organization, adminKeys, projects, models],
  setup: setupSteps,
});
