import { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { detail, listed, type Detail } from "./detail.ts";
import { parseRows } from "./graph-query.ts";
import { withUnknown } from "../normalized.ts";

const service = "Microsoft.Graph";

const DelegatedGrant = z.object({
  clientId: z.string(),
  consentType: z.string(),
  principalId: z.string().nullish(),
  scope: z.string().nullish(),
});
const AppRoleAssignment = z.object({
  principalId: z.string(),
  principalDisplayName: z.string().nullish(),
  appRoleId: z.string(),
});
const MicrosoftGraph = z.object({
  id: z.string(),
  appRoles: z.array(z.object({ id: z.string(), value: z.string().nullish() })),
});
const Clients = z.object({
  value: z.array(
    z.object({
      id: z.string(),
      appId: z.string().nullish(),
      displayName: z.string().nullish(),
      accountEnabled: z.boolean().nullish(),
      appOwnerOrganizationId: z.string().nullish(),
      verifiedPublisher: z.object({ displayName: z.string().nullish() }).nullish(),
    }),
  ),
});
type Client = z.infer<typeof Clients>["value"][number];
const Organizations = z.object({ value: z.array(z.object({ id: z.string() })) });

export const entraConsents: Collector = {
  id: "entra-consents",
  title: "What applications were consented to",
  per: "connection",
  produces: ["azure.entra.consent"],
  permissions: ["Directory.Read.All"],
  collect: async function* (source) {
    const delegated = await listed(source, { service, operation: "Oauth2PermissionGrants_List" }, {});
    const graph = await detail(
      source,
      { service, operation: "ServicePrincipals_GetMicrosoftGraph" },
      {},
      MicrosoftGraph,
    );
    const assigned = graph.value
      ? await listed(
          source,
          { service, operation: "ServicePrincipals_ListAppRoleAssignedTo" },
          { servicePrincipalId: graph.value.id },
        )
      : [];
    const grants = parseRows(delegated, DelegatedGrant, `${service}:Oauth2PermissionGrants_List`);
    const roles = parseRows(
      assigned,
      AppRoleAssignment,
      `${service}:ServicePrincipals_ListAppRoleAssignedTo`,
    );
    const ids = new Set([
      ...grants.rows.map(({ clientId }) => clientId.toLowerCase()),
      ...roles.rows.map(({ principalId }) => principalId.toLowerCase()),
    ]);
    const batch = normalizeConsents(source.scope.account, {
      grants: grants.rows,
      roles: roles.rows,
      graph,
      clients: await clientsOf(source, [...ids].toSorted()),
      organization: await detail(source, { service, operation: "Organization_List" }, {}, Organizations),
    });
    yield { ...batch, unparsed: [...grants.unparsed, ...roles.unparsed] };
  },
};

const idsAtOnce = 1_000;

async function clientsOf(source: Source, ids: readonly string[]): Promise<Detail<Client[]>> {
  const found: Client[] = [];
  for (let at = 0; at < ids.length; at += idsAtOnce) {
    const body = { ids: ids.slice(at, at + idsAtOnce), types: ["servicePrincipal"] };
    const call = { service, operation: "DirectoryObjects_GetByIds" };
    const answer = await detail(source, call, { body }, Clients);
    if (answer.unknown) return { value: null, unknown: answer.unknown };
    found.push(...(answer.value?.value ?? []));
  }
  return { value: found, unknown: null };
}

export type ConsentAnswers = {
  grants: readonly z.infer<typeof DelegatedGrant>[];
  roles: readonly z.infer<typeof AppRoleAssignment>[];
  graph: Detail<z.infer<typeof MicrosoftGraph>>;
  clients: Detail<Client[]>;
  organization: Detail<z.infer<typeof Organizations>>;
};

/** One resource for each application that was let into the tenant's data, by users, administrators or both. */
export function normalizeConsents(account: string, answers: ConsentAnswers): Batch {
  const grants = Map.groupBy(answers.grants, ({ clientId }) => clientId.toLowerCase());
  const roles = Map.groupBy(answers.roles, ({ principalId }) => principalId.toLowerCase());
  const clients = new Map((answers.clients.value ?? []).map((client) => [client.id.toLowerCase(), client]));
  const nameOfRole = new Map((answers.graph.value?.appRoles ?? []).map(({ id, value }) => [id, value]));
  const tenants = new Set((answers.organization.value?.value ?? []).map(({ id }) => id.toLowerCase()));
  const resources = [...new Set([...grants.keys(), ...roles.keys()])].map(
    (id): Resource<"azure.entra.consent"> => {
      const client = clients.get(id);
      const given = grants.get(id) ?? [];
      const held = roles.get(id) ?? [];
      const publisherTenant = client?.appOwnerOrganizationId?.toLowerCase() ?? null;
      return withUnknown(
        {
          key: `/subscriptions/${account}/providers/microsoft.entra/consents/${id}`.toLowerCase(),
          type: "azure.entra.consent",
          name: client?.displayName ?? held[0]?.principalDisplayName ?? id,
          account,
          region: null,
          tags: {},
          properties: {
            applicationId: client?.appId ?? null,
            enabled: client?.accountEnabled !== false,
            publisherTenantId: publisherTenant,
            ownTenant: publisherTenant === null || tenants.has(publisherTenant),
            verifiedPublisher: client?.verifiedPublisher?.displayName ?? null,
            forEverybody: given.some(({ consentType }) => consentType === "AllPrincipals"),
            userCount: new Set(given.flatMap(({ principalId }) => principalId ?? [])).size,
            delegatedPermissions: distinct(given.flatMap(({ scope }) => (scope ?? "").split(/\s+/))),
            applicationPermissions: distinct(
              held.map(({ appRoleId }) => nameOfRole.get(appRoleId) ?? appRoleId),
            ),
          },
          facets: {},
        },
        {
          "properties.ownTenant": answers.clients.unknown ?? answers.organization.unknown,
          "properties.publisherTenantId": answers.clients.unknown,
          "properties.verifiedPublisher": answers.clients.unknown,
          "properties.enabled": answers.clients.unknown,
          "properties.applicationPermissions": answers.graph.unknown,
        },
      );
    },
  );
  return { resources, relationships: [] };
}

const distinct = (names: readonly string[]): string[] =>
  [...new Set(names.filter((name) => name !== ""))].toSorted();
