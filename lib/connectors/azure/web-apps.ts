import { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import type { FacetsOf } from "#lib/domain/resource-class.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import {
  approvedEndpoints,
  armRow,
  identityKeys,
  placeOf,
  PrivateConnections,
  resourcesOfType,
  type ArmRow,
} from "./arm.ts";
import { detail, eachParent, type Detail } from "./detail.ts";
import { queryGraph } from "./graph-query.ts";
import { isSwitchedOff, isWideRange } from "./network-access.ts";
import { hostsIn, secretSettings, vaultReferences } from "./setting-values.ts";
import { withUnknown } from "../normalized.ts";

const service = "Microsoft.Web";

const Properties = z.object({
  state: z.string().nullish(),
  defaultHostName: z.string().nullish(),
  hostNames: z.array(z.string()).nullish(),
  httpsOnly: z.boolean().nullish(),
  publicNetworkAccess: z.string().nullish(),
  virtualNetworkSubnetId: z.string().nullish(),
  privateEndpointConnections: PrivateConnections,
});
const App = armRow(Properties);
type App = ArmRow<z.infer<typeof Properties>>;

const Restriction = z.object({
  /** One range, a service tag, or several of either separated by commas. */
  ipAddress: z.string().nullish(),
  action: z.string().nullish(),
  priority: z.number().nullish(),
  headers: z.record(z.string(), z.unknown()).nullish(),
});
type Restriction = z.infer<typeof Restriction>;
const Configuration = z.object({
  properties: z.object({
    publicNetworkAccess: z.string().nullish(),
    ipSecurityRestrictions: z.array(Restriction).nullish(),
    ipSecurityRestrictionsDefaultAction: z.string().nullish(),
  }),
});
const AuthSettings = z.object({
  properties: z.object({
    platform: z.object({ enabled: z.boolean().nullish() }).nullish(),
    globalValidation: z
      .object({
        requireAuthentication: z.boolean().nullish(),
        unauthenticatedClientAction: z.string().nullish(),
      })
      .nullish(),
  }),
});
const AppSettings = z.object({ properties: z.record(z.string(), z.string()).nullish() });
const Functions = z.object({
  value: z.array(
    z.object({
      properties: z.object({
        isDisabled: z.boolean().nullish(),
        config: z
          .object({
            bindings: z.array(z.object({ type: z.string(), authLevel: z.string().nullish() })).nullish(),
          })
          .nullish(),
      }),
    }),
  ),
});

export type AppAnswers = {
  configuration: Detail<z.infer<typeof Configuration>>;
  auth: Detail<z.infer<typeof AuthSettings>>;
  settings: Detail<z.infer<typeof AppSettings>>;
  functions: Detail<z.infer<typeof Functions>> | null;
};

export const webApps: Collector = {
  id: "web-apps",
  title: "App Service and Functions apps",
  per: "account",
  produces: ["azure.app-service.app", "runs-as", "reached-privately-through"],
  permissions: [
    "Microsoft.Web/sites/read",
    "Microsoft.Web/sites/config/read",
    "Microsoft.Web/sites/config/list/action",
    "Microsoft.Web/sites/functions/read",
  ],
  collect: async function* (source) {
    for await (const { rows, unparsed } of queryGraph(source, resourcesOfType("microsoft.web/sites"), App)) {
      yield { resources: [], relationships: [], unparsed };
      yield* eachParent(rows, async (row) =>
        normalizeApp(row, source.scope.account, await answersFor(source, row)),
      );
    }
  },
};

async function answersFor(source: Source, row: App): Promise<AppAnswers> {
  const input = { id: row.id };
  const [configuration, auth, settings, functions] = await Promise.all([
    detail(source, { service, operation: "WebApps_GetConfiguration" }, input, Configuration),
    detail(source, { service, operation: "WebApps_GetAuthSettingsV2WithoutSecrets" }, input, AuthSettings),
    detail(source, { service, operation: "WebApps_ListApplicationSettings" }, input, AppSettings),
    isFunctionApp(row)
      ? detail(source, { service, operation: "WebApps_ListFunctions" }, input, Functions)
      : null,
  ]);
  return { configuration, auth, settings, functions };
}

const isFunctionApp = ({ kind }: App): boolean => kind?.includes("functionapp") === true;

export function normalizeApp(row: App, account: string, answers: AppAnswers): Batch {
  const { properties } = row;
  const place = placeOf(row, account);
  const settings = answers.settings.value?.properties ?? {};
  const settingsUnknown = answers.settings.unknown;
  const authentication = authenticationOf(answers);
  return {
    resources: [
      withUnknown(
        {
          ...place,
          type: "azure.app-service.app",
          properties: {
            kind: row.kind ?? "app",
            state: properties.state ?? null,
            httpsOnly: properties.httpsOnly === true,
            settings: Object.keys(settings).toSorted(),
            keyVaultReferences: vaultReferences(settings),
            managedIdentity: identityKeys(row).length > 0,
            frontDoors: frontDoorsOf(row, answers),
          },
          facets: {
            publicNetwork: isPublic(row, answers),
            authentication: authentication.value,
            secretVariables: secretSettings(settings),
            privateNetwork: Boolean(properties.virtualNetworkSubnetId),
            hosts: appHosts(row),
            calledHosts: hostsIn(settings),
          },
        },
        {
          "facets.publicNetwork": answers.configuration.unknown,
          "properties.frontDoors": answers.configuration.unknown,
          "facets.authentication": authentication.unknown,
          "facets.secretVariables": settingsUnknown,
          "facets.calledHosts": settingsUnknown,
          "properties.settings": settingsUnknown,
          "properties.keyVaultReferences": settingsUnknown,
        },
      ),
    ],
    relationships: [
      ...identityKeys(row).map((to) => ({ from: place.key, kind: "runs-as" as const, to })),
      ...approvedEndpoints(properties.privateEndpointConnections).map((to) => ({
        from: place.key,
        kind: "reached-privately-through" as const,
        to,
      })),
    ],
  };
}

const appHosts = ({ properties }: App): string[] => {
  const hosts = [properties.defaultHostName ?? "", ...(properties.hostNames ?? [])];
  return [...new Set(hosts.map((host) => host.toLowerCase()))].filter((host) => host !== "");
};

/**
 * Whether a stranger gets in. The switch decides first; never set, it is on until there is a private endpoint. Then the
 * first rule that holds every address, then the default; never set, that allows until there is a rule.
 * https://learn.microsoft.com/azure/app-service/overview-access-restrictions
 */
function isPublic(row: App, answers: AppAnswers): boolean {
  if (isOffInternet(row, answers)) return false;
  const config = answers.configuration.value?.properties;
  const rules = inOrder(answers);
  const decisive = rules.find(holdsStrangers);
  if (decisive) return decisive.action !== "Deny";
  const byDefault = config?.ipSecurityRestrictionsDefaultAction;
  return byDefault ? byDefault !== "Deny" : rules.length === 0;
}

function isOffInternet({ properties }: App, { configuration }: AppAnswers): boolean {
  const config = configuration.value?.properties;
  const switches = [properties.publicNetworkAccess, config?.publicNetworkAccess].filter(Boolean);
  if (switches.some(isSwitchedOff)) return true;
  return switches.length === 0 && approvedEndpoints(properties.privateEndpointConnections).length > 0;
}

const inOrder = ({ configuration }: AppAnswers): Restriction[] =>
  (configuration.value?.properties.ipSecurityRestrictions ?? []).toSorted(
    (a, b) => (a.priority ?? lastPriority) - (b.priority ?? lastPriority),
  );

/**
 * Which Front Doors get in though not everybody does. Their tag is that of every customer's, so that only a rule which
 * asks for an id names one: learn.microsoft.com/azure/frontdoor/origin-security
 */
function frontDoorsOf(row: App, answers: AppAnswers): string[] {
  if (isOffInternet(row, answers)) return [];
  const ids = new Set<string>();
  for (const rule of inOrder(answers)) {
    if (holdsStrangers(rule)) break;
    const ranges = (rule.ipAddress ?? "").split(",").map((range) => range.trim());
    const isTagged = ranges.includes("AzureFrontDoor.Backend");
    const named = headerValues(rule, "x-azure-fdid");
    if (rule.action === "Deny") {
      if (isTagged && named.length === 0) break;
      continue;
    }
    // Without the tag any address that sends the id gets in, but it is a secret of the profile's owner.
    if (isTagged || (ranges.some(isWideRange) && named.length > 0))
      for (const id of named.length > 0 ? named : ["*"]) ids.add(id);
  }
  return [...ids].toSorted();
}

const headerValues = ({ headers }: Restriction, wanted: string): string[] =>
  Object.entries(headers ?? {}).flatMap(([name, values]) =>
    name.toLowerCase() === wanted && Array.isArray(values)
      ? values.filter((value) => typeof value === "string").map((value) => value.toLowerCase())
      : [],
  );

/** A rule that also asks for a header holds only those who know its value. */
const holdsStrangers = ({ ipAddress, headers }: Restriction): boolean =>
  Object.keys(headers ?? {}).length === 0 &&
  (ipAddress ?? "").split(",").some((range) => isWideRange(range.trim()));

/** That of the rule Azure itself puts at the end. */
const lastPriority = 2_147_483_647;

type Authentication = FacetsOf<"compute">["authentication"];

/** App Service's own sign-in decides for the whole app; without it, a function app asks for keys by function. */
function authenticationOf({ auth, functions }: AppAnswers): {
  value: Authentication;
  unknown: Unknown | null;
} {
  const { platform, globalValidation } = auth.value?.properties ?? {};
  const requires =
    platform?.enabled === true &&
    globalValidation?.requireAuthentication === true &&
    globalValidation.unauthenticatedClientAction !== "AllowAnonymous";
  if (requires) return { value: "identity", unknown: auth.unknown };
  if (functions === null) return { value: "none", unknown: auth.unknown };
  return { value: weakestTrigger(functions.value), unknown: auth.unknown ?? functions.unknown };
}

function weakestTrigger(functions: z.infer<typeof Functions> | null): Authentication {
  // Precompiled functions write both words as `HttpTrigger` and `Anonymous`.
  const levels = (functions?.value ?? [])
    .filter(({ properties }) => properties.isDisabled !== true)
    .flatMap(({ properties }) => properties.config?.bindings ?? [])
    .filter(({ type }) => type.toLowerCase() === "httptrigger")
    .map(({ authLevel }) => (authLevel ?? "function").toLowerCase());
  if (levels.length === 0) return "unreachable";
  return levels.includes("anonymous") ? "none" : "key";
}
