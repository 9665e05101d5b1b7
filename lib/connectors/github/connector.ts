import { defineConnector } from "#lib/domain/connector.ts";
import { toConnectionError } from "../rest/connection-error.ts";
import { changeLog } from "./change-log.ts";
import { onlyOrganizations, openClient } from "./client.ts";
import { GitHubCredentials, loginsOf } from "./credentials.ts";
import { organization } from "./organization.ts";
import { repositories } from "./repositories.ts";
import { listScopes } from "./scopes.ts";
import { setupSteps } from "./setup.ts";
import { workflows } from "./workflows.ts";

export default defineConnector({
  id: "github",
  title: "GitHub",
  credentials: GitHubCredentials,
  connect: async (credentials, signal, further) => {
    const transport = onlyOrganizations(openClient(credentials, { further }), loginsOf(credentials));
    try {
      await listScopes(transport, signal);
    } catch (error) {
      throw toConnectionError(error, {
        title: "GitHub",
        credential: "Generate a new token and paste it; the one given has ended or was revoked.",
        access:
          "Check the names of the organizations, that the token's resource owner is the organization, and that an owner approved it.",
      });
    }
    return transport;
  },
  scopes: listScopes,
  collectors: [organization, repositories, workflows, changeLog],
  setup: setupSteps,
});
