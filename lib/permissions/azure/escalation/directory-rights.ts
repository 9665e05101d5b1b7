import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";

import type { Decision } from "../../decision.ts";
import { wayOf, type Way } from "../../escalation-way.ts";
import type { AzurePrincipal } from "../estate.ts";
import { ownApplications } from "./own-applications.ts";

const docs = "https://learn.microsoft.com/graph/permissions-reference";

/** What an application may do to the directory by itself, and to whose rights that leads. */
export const directoryRights: readonly {
  permission: string;
  told: string;
  leads: "applications" | "administrators";
  source: string;
}[] = [
  {
    permission: "Application.ReadWrite.All",
    told: "makes a secret of it",
    leads: "applications",
    source: `${docs}#applicationreadwriteall`,
  },
  {
    permission: "AppRoleAssignment.ReadWrite.All",
    told: "gives itself any right over the directory, and with it whatever an administrator has",
    leads: "administrators",
    source: `${docs}#approleassignmentreadwriteall`,
  },
  {
    permission: "RoleManagement.ReadWrite.Directory",
    told: "makes itself an administrator of the directory",
    leads: "administrators",
    source: `${docs}#rolemanagementreadwritedirectory`,
  },
];

/**
 * Ways by what the tenant lets an application do to its directory. A consent stands in one subscription for the tenant,
 * so that elsewhere it is known by the id of the principal it is given to.
 */
export function byDirectoryRights(
  graph: ResourceGraph,
  administrators: (caller: AzurePrincipal, scope: string) => readonly string[],
): (principal: AzurePrincipal) => Way[] {
  const consents = Map.groupBy(graph.all("azure.entra.consent").filter(isInForce), toWhom);
  const applications = ownApplications(graph);
  return (principal) => {
    const { account } = principal.identity;
    const own = (consents.get(applicationOf(principal)) ?? []).filter(
      (consent) => consent.account === account || isGivenTo(consent, principal),
    );
    return own.flatMap((consent) =>
      directoryRights
        .filter(({ permission }) => permissionsOf(consent).includes(permission))
        .flatMap(({ permission, told, leads }) => {
          const targets =
            leads === "applications"
              ? (applications.get(account) ?? []).map(({ key }) => key)
              : administrators(principal, `/subscriptions/${account.toLowerCase()}`);
          return targets.flatMap((to) => wayOf(to, told, [[permission, consented(consent, permission)]]));
        }),
    );
  };
}

const isGivenTo = ({ key }: Consent, { identity }: AzurePrincipal): boolean =>
  key.endsWith(`/consents/${identity.properties.principalId.toLowerCase()}`);

type Consent = Resource<"azure.entra.consent">;
const permissionsOf = ({ properties }: Consent): readonly string[] =>
  known(() => properties.applicationPermissions) ?? [];
const toWhom = ({ properties }: Consent): string =>
  known(() => properties.applicationId)?.toLowerCase() ?? "";
const isInForce = (consent: Consent): boolean =>
  known(() => consent.properties.enabled) === true &&
  toWhom(consent) !== "" &&
  permissionsOf(consent).length > 0;

/** The application a principal stands for, in lower case; no consent is given to none. */
function applicationOf({ identity }: AzurePrincipal): string {
  const { properties } = identity;
  const id = known(() => ("clientId" in properties ? properties.clientId : properties.applicationId));
  return id?.toLowerCase() ?? "none";
}

const consented = ({ key, name }: Consent, permission: string): Decision => ({
  verdict: "allowed",
  deciding: [
    {
      policy: { kind: "consent", id: key, name: `consent to ${name}` },
      statement: null,
      effect: "allow",
      why: `gives ${permission} to the application itself`,
    },
  ],
  conditions: [],
  unread: [],
});
