import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";

import type { Decision } from "../../decision.ts";
import { wayOf, type Way } from "../../escalation-way.ts";
import { activation } from "../decide.ts";
import type { AzurePrincipal } from "../estate.ts";
import { ownApplications, type Application } from "./own-applications.ts";

const docs = "https://learn.microsoft.com/entra";
const reference = `${docs}/identity/role-based-access-control/permissions-reference`;

const makesSecret = "makes a secret of it";
const makesAdministrator = "makes itself an administrator of the directory";

/** Whose rights a role over the directory leads to: those of its applications, or of whoever administers anything. */
export type Leads = "applications" | "administrators";

/** Roles that Entra brings along. */
export const directoryRoles: readonly {
  role: string;
  templateId: string;
  ways: readonly { told: string; leads: Leads }[];
  source: string;
}[] = [
  {
    role: "Global Administrator",
    templateId: "62e90394-69f5-4237-9190-012177145e10",
    ways: [
      { told: "raises itself over every subscription", leads: "administrators" },
      { told: makesSecret, leads: "applications" },
    ],
    source: "https://learn.microsoft.com/azure/role-based-access-control/elevate-access-global-admin",
  },
  {
    role: "Privileged Role Administrator",
    templateId: "e8611ab8-c189-46e8-94e1-60213ab1f814",
    ways: [{ told: makesAdministrator, leads: "administrators" }],
    source: `${reference}#privileged-role-administrator`,
  },
  {
    role: "Privileged Authentication Administrator",
    templateId: "7be44c8a-adaf-4e2a-84d6-ab2649e08a13",
    ways: [{ told: "resets how an administrator signs in", leads: "administrators" }],
    source: `${reference}#privileged-authentication-administrator`,
  },
  {
    role: "Application Administrator",
    templateId: "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
    ways: [{ told: makesSecret, leads: "applications" }],
    source: `${reference}#application-administrator`,
  },
  {
    role: "Cloud Application Administrator",
    templateId: "158c047a-c907-4556-b7ef-446551a6b5f7",
    ways: [{ told: makesSecret, leads: "applications" }],
    source: `${reference}#cloud-application-administrator`,
  },
];

/** What any other role, above all one of the tenant's own, may do that leads there. */
export const directoryActions: readonly { action: RegExp; told: string; leads: Leads; source: string }[] = [
  {
    action:
      /^microsoft\.directory\/applications\/(credentials\/update|owners\/update|allproperties\/(update|alltasks))$/,
    told: makesSecret,
    leads: "applications",
    source: `${docs}/identity/role-based-access-control/custom-available-permissions`,
  },
  {
    action:
      /^microsoft\.directory\/serviceprincipals\/(credentials\/update|allproperties\/(update|alltasks))$/,
    told: makesSecret,
    leads: "applications",
    source: `${docs}/identity/role-based-access-control/custom-enterprise-app-permissions`,
  },
  {
    action: /^microsoft\.directory\/roleassignments\/allproperties\/(update|alltasks)$/,
    told: makesAdministrator,
    leads: "administrators",
    source: `${reference}#privileged-role-administrator`,
  },
];

/** https://learn.microsoft.com/entra/identity/enterprise-apps/overview-assign-app-owners */
export const ownsApplication = {
  told: `${makesSecret}, which it owns`,
  permission: "owner of the application",
  source: `${docs}/identity/enterprise-apps/overview-assign-app-owners`,
};

type Role = Resource<"azure.entra.role-assignment"> | Resource<"azure.entra.eligible-role">;

/** Ways by a role over the directory, held or to be activated, by itself or through a group, and by owning an application. */
export function byDirectoryRoles(
  graph: ResourceGraph,
  administrators: (caller: AzurePrincipal, scope: string) => readonly string[],
): (principal: AzurePrincipal) => Way[] {
  const held = Map.groupBy(
    [...graph.all("azure.entra.role-assignment"), ...graph.all("azure.entra.eligible-role")],
    ({ properties }) => properties.principalId,
  );
  const applications = ownApplications(graph);
  return (principal) => {
    const { account } = principal.identity;
    const own = applications.get(account) ?? [];
    const targetsOf = (role: Role, leads: Leads): readonly string[] => {
      if (leads === "applications") return own.filter(within(role)).map(({ key }) => key);
      const isOfTenant = role.properties.scope === "/";
      return isOfTenant ? administrators(principal, `/subscriptions/${account.toLowerCase()}`) : [];
    };
    return [
      ...[...principal.ids]
        .flatMap((id) => held.get(id) ?? [])
        .flatMap((role) =>
          waysOf(role).flatMap(({ told, leads }) =>
            targetsOf(role, leads).flatMap((to) =>
              wayOf(to, told, [[role.properties.roleName, holding(role)]]),
            ),
          ),
        ),
      ...own
        .filter((application) => isOwnedBy(application, principal))
        .flatMap(({ key, name }) =>
          wayOf(key, ownsApplication.told, [[ownsApplication.permission, owning(key, name)]]),
        ),
    ];
  };
}

function waysOf({ properties }: Role): readonly { told: string; leads: Leads }[] {
  const builtIn = directoryRoles.find(({ templateId }) => templateId === properties.roleTemplateId);
  if (builtIn) return builtIn.ways;
  const ways = directoryActions.filter(({ action }) =>
    properties.applicationActions.some((each) => action.test(each)),
  );
  return [...new Map(ways.map((way) => [way.told, way])).values()];
}

/** A role over one application names its registration or its service principal; units hold people and groups alone. */
const within =
  ({ properties: { scope } }: Role) =>
  ({ properties }: Application): boolean =>
    scope === "/" ||
    scope === `/${known(() => properties.registrationId) ?? ""}` ||
    scope === `/${properties.principalId.toLowerCase()}`;

const isOwnedBy = ({ properties }: Application, { identity }: AzurePrincipal): boolean =>
  (known(() => properties.owners) ?? []).includes(identity.properties.principalId.toLowerCase());

const allowed = (kind: string, id: string, name: string, why: string): Decision => ({
  verdict: "allowed",
  deciding: [{ policy: { kind, id, name }, statement: null, effect: "allow", why }],
  conditions: [],
  unread: [],
});

/** An eligible role is none before it is activated, which may need an approval or a second factor. */
function holding({ key, type, properties: { roleName, scope } }: Role): Decision {
  const over = `role over ${scope === "/" ? "the directory" : scope.slice(1)}`;
  if (type === "azure.entra.role-assignment")
    return allowed("directory role", key, over, `gives ${roleName}`);
  const given = allowed(
    "eligible directory role",
    key,
    `eligible ${over}`,
    `may be activated as ${roleName}`,
  );
  return { ...given, verdict: "maybe", conditions: [activation] };
}

const owning = (key: string, name: string): Decision =>
  allowed("application owners", key, `owners of ${name}`, "lets its owners make credentials of it");
