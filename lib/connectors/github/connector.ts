import { defineConnector } from "#lib/domain/connector.ts";
import { ConnectionError, ProviderError } from "#lib/domain/provider-call.ts";
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
  connect: async (credentials, signal) => {
    const transport = onlyOrganizations(openClient(credentials), loginsOf(credentials));
    try {
      await listScopes(transport, signal);
    } catch (error) {
      throw toConnectionError(error, loginsOf(credentials));
    }
    return transport;
  },
  scopes: listScopes,
  collectors: [organization, repositories, workflows],
  setup: setupSteps,
});

function toConnectionError(error: unknown, logins: readonly string[]): unknown {
  if (!(error instanceof ProviderError)) return error;
  if (error.reason === "expired-credentials")
    return new ConnectionError(
      `GitHub does not accept the token: ${error.message}`,
      "Generate a new token and paste it; the one given has ended or was revoked.",
    );
  if (error.reason === "not-found" || error.reason === "denied")
    return new ConnectionError(
      `GitHub does not show the organizations ${logins.join(", ")} to this token: ${error.message}`,
      "Check the names, that the token's resource owner is the organization, and that an owner approved it.",
    );
  return new ConnectionError(
    `GitHub was not reached: ${error.message}`,
    "Check the address, and that the machine Nacre runs on may reach it.",
  );
}
