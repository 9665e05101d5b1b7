import type { Ability, Grant } from "#lib/domain/ability.ts";

export type RolePermissions = readonly {
  actions?: readonly string[] | null | undefined;
  notActions?: readonly string[] | null | undefined;
  dataActions?: readonly string[] | null | undefined;
  notDataActions?: readonly string[] | null | undefined;
  /** What holds for the actions that it names, such as which roles may be assigned. */
  condition?: string | null | undefined;
}[];

type Probe = { ability: Ability; action?: string; dataAction?: string; how?: string; maybe?: boolean };

/** What decides an ability over one kind of resource: one action that is enough for it. */
const families: readonly { type: string; probes: readonly Probe[] }[] = [
  {
    type: "microsoft.storage/storageaccounts",
    probes: [
      { ability: "manage", action: "Microsoft.Storage/storageAccounts/write" },
      {
        ability: "read-data",
        dataAction: "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read",
      },
      {
        ability: "write-data",
        dataAction: "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write",
      },
      ...byListing("Microsoft.Storage/storageAccounts/listKeys/action", "read-data", "write-data"),
    ],
  },
  {
    type: "microsoft.cognitiveservices/accounts",
    probes: [
      { ability: "manage", action: "Microsoft.CognitiveServices/accounts/write" },
      { ability: "deploy", action: "Microsoft.CognitiveServices/accounts/deployments/write" },
      {
        ability: "invoke-model",
        dataAction: "Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action",
      },
      ...byListing("Microsoft.CognitiveServices/accounts/listKeys/action", "invoke-model"),
    ],
  },
  {
    type: "microsoft.search/searchservices",
    probes: [
      { ability: "manage", action: "Microsoft.Search/searchServices/write" },
      { ability: "read-data", dataAction: "Microsoft.Search/searchServices/indexes/documents/read" },
      { ability: "write-data", dataAction: "Microsoft.Search/searchServices/indexes/documents/write" },
      ...byListing("Microsoft.Search/searchServices/listAdminKeys/action", "read-data", "write-data"),
    ],
  },
  {
    type: "microsoft.keyvault/vaults",
    probes: [
      { ability: "manage", action: "Microsoft.KeyVault/vaults/write" },
      { ability: "read-secret", dataAction: "Microsoft.KeyVault/vaults/secrets/getSecret/action" },
      { ability: "use-key", dataAction: "Microsoft.KeyVault/vaults/keys/decrypt/action" },
      {
        ability: "read-secret",
        action: "Microsoft.KeyVault/vaults/accessPolicies/write",
        how: "by granting itself an access policy, where the vault uses those",
        maybe: true,
      },
    ],
  },
  {
    type: "microsoft.machinelearningservices/workspaces",
    probes: [
      { ability: "manage", action: "Microsoft.MachineLearningServices/workspaces/write" },
      {
        ability: "invoke-model",
        action: "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/score/action",
      },
      {
        ability: "deploy",
        action: "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/write",
      },
    ],
  },
  {
    type: "microsoft.web/sites",
    probes: [
      { ability: "manage", action: "Microsoft.Web/sites/write" },
      { ability: "deploy", action: "Microsoft.Web/sites/publish/action" },
    ],
  },
  {
    type: "microsoft.containerregistry/registries",
    probes: [
      { ability: "manage", action: "Microsoft.ContainerRegistry/registries/write" },
      { ability: "write-data", action: "Microsoft.ContainerRegistry/registries/push/write" },
    ],
  },
  {
    type: "microsoft.managedidentity/userassignedidentities",
    probes: [
      { ability: "manage", action: "Microsoft.ManagedIdentity/userAssignedIdentities/write" },
      { ability: "pass-role", action: "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action" },
    ],
  },
];

function byListing(action: string, ...abilities: Ability[]): Probe[] {
  return abilities.map((ability) => ({ ability, action, how: "by listing the account's keys" }));
}

/** What a role lets its holder do over a scope, in the words every cloud shares. Roles that only read give nothing. */
export function grantsOf(
  role: { name: string; permissions: RolePermissions },
  assignment: { scope: string; conditional: boolean },
  account: string,
): Grant[] {
  const scope = assignment.scope.toLowerCase();
  const source = `${role.name} on ${scope}`;
  const grants: Grant[] = [];
  const allow = (found: readonly Ability[], on: readonly string[], how = "", maybe = false) => {
    if (found.length === 0) return;
    for (const pattern of on)
      grants.push({
        effect: "allow",
        abilities: [...found],
        on: pattern,
        conditional: assignment.conditional || maybe,
        source: how === "" ? source : `${source}, ${how}`,
      });
  };
  const managesAll = families.every(({ probes }) =>
    probes.some((probe) => probe.ability === "manage" && holds(role.permissions, probe, "")),
  );
  const managing = role.permissions.filter((one) => isAllowed([one], assigning));
  const isFree = managing.some(({ condition }) => !bounds(condition, assigning));
  const everything = everythingIn(scope, account);
  allow(
    [...(managesAll ? (["manage"] as const) : []), ...(isFree ? (["manage-access"] as const) : [])],
    everything,
  );
  if (!isFree && managing.length > 0) allow(["manage-access"], everything, "under a condition", true);
  for (const { type, probes } of families) {
    const held = probes.filter(
      (probe) => holds(role.permissions, probe, scope) && !(managesAll && probe.ability === "manage"),
    );
    const byHow = Map.groupBy(withoutRepeats(held), ({ how = "", maybe = false }) => `${maybe} ${how}`);
    for (const group of byHow.values())
      allow(
        group.map(({ ability }) => ability),
        ofTypeIn(scope, type, account),
        group[0]?.how,
        group[0]?.maybe,
      );
  }
  return grants;
}

const assigning = "Microsoft.Authorization/roleAssignments/write";

/** A condition of a role leaves alone what it does not name; one that names nothing is about all. */
function bounds(condition: string | null | undefined, action: string): boolean {
  if (!condition) return false;
  const named = [...condition.matchAll(/ActionMatches\s*\{\s*'([^']*)'/gi)].map(
    ([, pattern = ""]) => pattern,
  );
  return named.length === 0 || matches(named, action);
}

/** A direct way outranks a roundabout one to the same ability; probes stand in that order. */
const withoutRepeats = (probes: readonly Probe[]): Probe[] =>
  probes.filter((probe, at) => probes.findIndex(({ ability }) => ability === probe.ability) === at);

const holds = (permissions: RolePermissions, { action, dataAction }: Probe, scope: string): boolean =>
  (action !== undefined && actsIn(scope, action) && isAllowed(permissions, action)) ||
  (dataAction !== undefined && isDataAllowed(permissions, dataAction));

/** Who holds an action on a container holds it not on the container's account: keys are listed a level above. */
function actsIn(scope: string, action: string): boolean {
  if (!isResource(scope)) return true;
  const [provider = "", ...segments] = scope.slice(scope.lastIndexOf("/providers/") + 11).split("/");
  const type = [provider, ...segments.filter((_, at) => at % 2 === 0)].join("/");
  return action.toLowerCase().startsWith(`${type}/`);
}

/** What one permission of a role excludes, another may still allow: each is decided by itself. */
const isAllowed = (permissions: RolePermissions, action: string): boolean =>
  permissions.some(({ actions, notActions }) => matches(actions, action) && !matches(notActions, action));

const isDataAllowed = (permissions: RolePermissions, action: string): boolean =>
  permissions.some(
    ({ dataActions, notDataActions }) => matches(dataActions, action) && !matches(notDataActions, action),
  );

const matches = (patterns: readonly string[] | null | undefined, action: string): boolean =>
  (patterns ?? []).some((pattern) =>
    new RegExp(
      `^${pattern
        .split("*")
        .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
        .join(".*")}$`,
      "i",
    ).test(action),
  );

const isResource = (scope: string): boolean => scope.includes("/providers/") && !isManagementGroup(scope);
const isManagementGroup = (scope: string): boolean =>
  scope.startsWith("/providers/microsoft.management/managementgroups/");
/** Scopes above a subscription reach all of it. */
const subscriptionOf = (scope: string, account: string): string =>
  scope === "/" || isManagementGroup(scope) ? `/subscriptions/${account.toLowerCase()}` : scope;

function everythingIn(scope: string, account: string): string[] {
  if (isResource(scope)) return [scope, `${scope}/*`];
  const at = subscriptionOf(scope, account);
  return at.includes("/resourcegroups/") ? [`${at}/*`] : [`${at}*`];
}

function ofTypeIn(scope: string, type: string, account: string): string[] {
  if (isResource(scope)) return scope.includes(`/providers/${type}/`) ? [scope, `${scope}/*`] : [];
  const at = subscriptionOf(scope, account);
  return [at.includes("/resourcegroups/") ? `${at}/providers/${type}/*` : `${at}/*/providers/${type}/*`];
}
