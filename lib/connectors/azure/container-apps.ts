import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { FacetsOf } from "#lib/domain/resource-class.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { identityKeys, placeOf, type ArmRow } from "./arm.ts";
import { detail, type Detail } from "./detail.ts";
import { queryAll } from "./graph-query.ts";
import { isWideRange } from "./network-access.ts";
import { collectorOfType } from "./row-collector.ts";
import { hostsIn, secretSettings } from "./setting-values.ts";
import { withUnknown } from "../normalized.ts";

const Variable = z.object({ name: z.string(), value: z.string().nullish(), secretRef: z.string().nullish() });
const Properties = z.object({
  managedEnvironmentId: z.string().nullish(),
  environmentId: z.string().nullish(),
  configuration: z
    .object({
      ingress: z
        .object({
          external: z.boolean().nullish(),
          fqdn: z.string().nullish(),
          allowInsecure: z.boolean().nullish(),
          clientCertificateMode: z.string().nullish(),
          ipSecurityRestrictions: z
            .array(z.object({ action: z.string(), ipAddressRange: z.string() }))
            .nullish(),
        })
        .nullish(),
      secrets: z.array(z.object({ name: z.string(), keyVaultUrl: z.string().nullish() })).nullish(),
    })
    .nullish(),
  template: z
    .object({
      containers: z
        .array(z.object({ image: z.string().nullish(), env: z.array(Variable).nullish() }))
        .nullish(),
    })
    .nullish(),
});
export type ContainerApp = ArmRow<z.infer<typeof Properties>>;

const AuthConfigs = z.object({
  value: z.array(
    z.object({
      properties: z.object({
        platform: z.object({ enabled: z.boolean().nullish() }).nullish(),
        globalValidation: z.object({ unauthenticatedClientAction: z.string().nullish() }).nullish(),
      }),
    }),
  ),
});
type AuthConfigs = Detail<z.infer<typeof AuthConfigs>>;
const Environment = z.object({
  id: z.string(),
  internal: z.boolean().nullish(),
  subnet: z.string().nullish(),
});
type Environment = z.infer<typeof Environment>;

const environmentsQuery = [
  "Resources | where type =~ 'microsoft.app/managedenvironments'",
  "project id, internal = tobool(properties.vnetConfiguration.internal), subnet = tostring(properties.vnetConfiguration.infrastructureSubnetId)",
  "order by id asc",
].join(" | ");

export const containerApps = collectorOfType({
  id: "container-apps",
  title: "Container Apps",
  type: "microsoft.app/containerapps",
  properties: Properties,
  produces: ["azure.container-apps.app", "runs-as"],
  permissions: [
    "Microsoft.App/containerApps/read",
    "Microsoft.App/containerApps/authConfigs/read",
    "Microsoft.App/managedEnvironments/read",
  ],
  read: async (row, source) => {
    const call = { service: "Microsoft.App", operation: "ContainerAppsAuthConfigs_ListByContainerApp" };
    const auth = await detail(source, call, { id: row.id }, AuthConfigs);
    const environment = await environmentOf(row, source);
    const resource = normalizeContainerApp(row, source.scope.account, auth, environment);
    return {
      resources: [resource],
      relationships: identityKeys(row).map((to) => ({ from: resource.key, kind: "runs-as", to })),
    };
  },
});

/** Environments are few, so each app asks for all of them; a recording answers that once. */
async function environmentOf(row: ContainerApp, source: Source): Promise<Environment | undefined> {
  const id = (row.properties.environmentId ?? row.properties.managedEnvironmentId ?? "").toLowerCase();
  const { rows } = await queryAll(source, environmentsQuery, Environment);
  return rows.find((environment) => environment.id.toLowerCase() === id);
}

export function normalizeContainerApp(
  row: ContainerApp,
  account: string,
  auth: AuthConfigs,
  environment: Environment | undefined,
): Resource<"azure.container-apps.app"> {
  const { configuration, template } = row.properties;
  const ingress = configuration?.ingress;
  const containers = template?.containers ?? [];
  const settings = Object.fromEntries(
    containers.flatMap(({ env }) => env ?? []).map(({ name, value }) => [name, value ?? ""]),
  );
  return withUnknown(
    {
      ...placeOf(row, account),
      type: "azure.container-apps.app",
      properties: {
        ingress: ingressOf(row),
        allowsPlainHttp: ingress?.allowInsecure === true,
        images: containers.flatMap(({ image }) => image ?? []),
        /** Names of the environment variables, never their values. */
        settings: Object.keys(settings).toSorted(),
        vaultSecretCount: (configuration?.secrets ?? []).filter(({ keyVaultUrl }) => keyVaultUrl).length,
        ownSecretCount: (configuration?.secrets ?? []).filter(({ keyVaultUrl }) => !keyVaultUrl).length,
        managedIdentity: identityKeys(row).length > 0,
      },
      facets: {
        publicNetwork: isPublic(row, environment),
        authentication: authenticationOf(row, auth),
        secretVariables: secretSettings(settings),
        privateNetwork: Boolean(environment?.subnet),
        hosts: ingress?.fqdn ? [ingress.fqdn.toLowerCase()] : [],
        calledHosts: hostsIn(settings),
      },
    },
    // An app without ingress answers nobody, whatever its sign-in says.
    { "facets.authentication": ingress ? auth.unknown : null },
  );
}

function ingressOf({ properties }: ContainerApp): "external" | "internal" | "none" {
  const ingress = properties.configuration?.ingress;
  if (!ingress) return "none";
  return ingress.external === true ? "external" : "internal";
}

/** Rules either all allow or all deny, and what they do not name gets the opposite. */
function isPublic({ properties }: ContainerApp, environment: Environment | undefined): boolean {
  const ingress = properties.configuration?.ingress;
  if (ingress?.external !== true || environment?.internal === true) return false;
  const rules = ingress.ipSecurityRestrictions ?? [];
  const allowed = rules.filter(({ action }) => action === "Allow");
  return allowed.length === 0 || allowed.some(({ ipAddressRange }) => isWideRange(ipAddressRange));
}

function authenticationOf(
  { properties }: ContainerApp,
  auth: AuthConfigs,
): FacetsOf<"compute">["authentication"] {
  const ingress = properties.configuration?.ingress;
  if (!ingress) return "unreachable";
  const asks = (auth.value?.value ?? []).some(
    ({ properties: { platform, globalValidation } }) =>
      platform?.enabled === true &&
      ["return401", "return403", "redirecttologinpage"].includes(
        (globalValidation?.unauthenticatedClientAction ?? "").toLowerCase(),
      ),
  );
  return asks || ingress.clientCertificateMode?.toLowerCase() === "require" ? "identity" : "none";
}
