import { defineConnector } from "#lib/domain/connector.ts";
import { toConnectionError } from "../rest/connection-error.ts";
import { openClient } from "./client.ts";
import { HuggingFaceCredentials, namesOf } from "./credentials.ts";
import { datasets } from "./datasets.ts";
import { endpoints } from "./endpoints.ts";
import { models } from "./models.ts";
import { organization } from "./organization.ts";
import { listScopes, onlyOrganizations } from "./scopes.ts";
import { setupSteps } from "./setup.ts";
import { spaces } from "./spaces.ts";

export default defineConnector({
  id: "huggingface",
  title: "Hugging Face",
  credentials: HuggingFaceCredentials,
  connect: async (credentials, signal, further) => {
    const transport = onlyOrganizations(openClient(credentials, { further }), namesOf(credentials));
    try {
      await listScopes(transport, signal);
    } catch (error) {
      throw toConnectionError(error, {
        title: "Hugging Face",
        credential: "Create a new token under Settings › Access Tokens and paste it.",
        access: "Let the fine-grained token read the organization.",
      });
    }
    return transport;
  },
  scopes: listScopes,
  collectors: [organization, models, datasets, spaces, endpoints],
  setup: setupSteps,
});
