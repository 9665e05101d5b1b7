import { defineConnector } from "#lib/domain/connector.ts";
import { toConnectionError } from "../rest/connection-error.ts";
import { openClient } from "./client.ts";
import { accessKeys } from "./access-keys.ts";
import { changeLog } from "./change-log.ts";
import { GitLabCredentials, groupsOf } from "./credentials.ts";
import { groups } from "./groups.ts";
import { projects } from "./projects.ts";
import { listScopes, onlyGroups } from "./scopes.ts";
import { setupSteps } from "./setup.ts";

export default defineConnector({
  id: "gitlab",
  title: "GitLab",
  credentials: GitLabCredentials,
  connect: async (credentials, signal, further) => {
    const transport = onlyGroups(openClient(credentials, { further }), groupsOf(credentials));
    try {
      await listScopes(transport, signal);
    } catch (error) {
      throw toConnectionError(error, {
        title: "GitLab",
        credential: "Create a new group access token and paste it; the one given has ended or was revoked.",
        access: "Check the paths of the groups, and that the token belongs to them or to a group above them.",
      });
    }
    return transport;
  },
  scopes: listScopes,
  collectors: [groups, projects, accessKeys, changeLog],
  setup: setupSteps,
});
