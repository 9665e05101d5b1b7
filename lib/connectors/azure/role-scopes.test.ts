import { describe, expect, test } from "vitest";

import { grantsOf, type RolePermissions } from "./role-abilities.ts";

const account = "6f0e3a52-9b1c-4d7e-8a35-0c2f71d4b801";
const sub = `/subscriptions/${account}`;
const group = `${sub}/resourcegroups/rg-claims`;
const within = (type: string, ...names: string[]) => `${group}/providers/${type}/${names.join("/")}`;
const storage = within("microsoft.storage/storageaccounts", "docs");
const container = `${storage}/blobservices/default/containers/policies`;
const openai = within("microsoft.cognitiveservices/accounts", "aoai");
const vault = within("microsoft.keyvault/vaults", "kv");
const search = within("microsoft.search/searchservices", "srch");
const workspace = within("microsoft.machinelearningservices/workspaces", "ml");

/** Built-in roles as Azure defines them. */
const roles = {
  owner: [{ actions: ["*"], notActions: [], dataActions: [], notDataActions: [] }],
  contributor: [
    {
      actions: ["*"],
      notActions: [
        "Microsoft.Authorization/*/Delete",
        "Microsoft.Authorization/*/Write",
        "Microsoft.Authorization/elevateAccess/Action",
        "Microsoft.Blueprint/blueprintAssignments/write",
      ],
    },
  ],
  reader: [{ actions: ["*/read"] }],
  accessAdministrator: [{ actions: ["*/read", "Microsoft.Authorization/*", "Microsoft.Support/*"] }],
  blobOwner: [
    {
      actions: ["Microsoft.Storage/storageAccounts/blobServices/containers/*"],
      dataActions: ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/*"],
    },
  ],
  blobReader: [
    {
      actions: ["Microsoft.Storage/storageAccounts/blobServices/containers/read"],
      dataActions: ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read"],
    },
  ],
  storageAccountContributor: [
    { actions: ["Microsoft.Authorization/*/read", "Microsoft.Storage/storageAccounts/*"], notActions: [] },
  ],
  openAiUser: [
    {
      actions: ["Microsoft.CognitiveServices/*/read"],
      dataActions: [
        "Microsoft.CognitiveServices/accounts/OpenAI/*/read",
        "Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action",
        "Microsoft.CognitiveServices/accounts/OpenAI/deployments/completions/action",
      ],
    },
  ],
  openAiContributor: [
    {
      actions: [
        "Microsoft.CognitiveServices/*/read",
        "Microsoft.CognitiveServices/accounts/deployments/write",
      ],
      dataActions: ["Microsoft.CognitiveServices/accounts/OpenAI/*"],
    },
  ],
  cognitiveContributor: [{ actions: ["Microsoft.CognitiveServices/*"] }],
  indexReader: [{ dataActions: ["Microsoft.Search/searchServices/indexes/documents/read"] }],
  indexContributor: [{ dataActions: ["Microsoft.Search/searchServices/indexes/documents/*"] }],
  searchContributor: [{ actions: ["Microsoft.Search/searchServices/*"] }],
  secretsUser: [
    {
      dataActions: [
        "Microsoft.KeyVault/vaults/secrets/getSecret/action",
        "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
      ],
    },
  ],
  cryptoUser: [
    { dataActions: ["Microsoft.KeyVault/vaults/keys/decrypt/action", "Microsoft.KeyVault/vaults/keys/read"] },
  ],
  vaultContributor: [
    {
      actions: ["Microsoft.KeyVault/*"],
      notActions: ["Microsoft.KeyVault/locations/deletedVaults/purge/action"],
    },
  ],
  mlScientist: [
    {
      actions: [
        "Microsoft.MachineLearningServices/workspaces/*/read",
        "Microsoft.MachineLearningServices/workspaces/*/action",
        "Microsoft.MachineLearningServices/workspaces/*/write",
      ],
      notActions: [
        "Microsoft.MachineLearningServices/workspaces/delete",
        "Microsoft.MachineLearningServices/workspaces/write",
      ],
    },
  ],
  identityOperator: [{ actions: ["Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action"] }],
  identityOperatorExact: [{ actions: ["Microsoft.ManagedIdentity/userAssignedIdentities/assign/action"] }],
  websiteContributor: [{ actions: ["Microsoft.Web/sites/*"] }],
  acrPush: [
    {
      actions: [
        "Microsoft.ContainerRegistry/registries/pull/read",
        "Microsoft.ContainerRegistry/registries/push/write",
      ],
    },
  ],
} satisfies Record<string, RolePermissions>;

const grants = (permissions: RolePermissions, scope: string, conditional = false) =>
  grantsOf({ name: "Role", permissions }, { scope, conditional }, account);
/** What is granted, as `abilities on pattern`, in the order of the patterns. */
const said = (permissions: RolePermissions, scope: string) =>
  grants(permissions, scope)
    .map(({ abilities, on }) => `${abilities.join("+")} on ${on.replace(group, "…")}`)
    .toSorted();
const abilities = (permissions: RolePermissions, scope: string) => [
  ...new Set(grants(permissions, scope).flatMap((grant) => grant.abilities)),
];

describe("a role on the one resource it is about", () => {
  test.each([
    ["blobReader", storage, ["read-data"]],
    ["blobOwner", storage, ["read-data", "write-data"]],
    ["storageAccountContributor", storage, ["manage", "read-data", "write-data"]],
    ["openAiUser", openai, ["invoke-model"]],
    ["openAiContributor", openai, ["deploy", "invoke-model"]],
    ["cognitiveContributor", openai, ["manage", "deploy", "invoke-model"]],
    ["indexReader", search, ["read-data"]],
    ["indexContributor", search, ["read-data", "write-data"]],
    ["searchContributor", search, ["manage", "read-data", "write-data"]],
    ["secretsUser", vault, ["read-secret"]],
    ["cryptoUser", vault, ["use-key"]],
    ["vaultContributor", vault, ["manage", "read-secret"]],
    ["mlScientist", workspace, ["invoke-model", "deploy"]],
    ["websiteContributor", within("microsoft.web/sites", "app"), ["manage", "deploy"]],
    ["acrPush", within("microsoft.containerregistry/registries", "acr"), ["write-data"]],
    [
      "identityOperatorExact",
      within("microsoft.managedidentity/userassignedidentities", "id"),
      ["pass-role"],
    ],
    ["reader", storage, []],
    ["accessAdministrator", storage, ["manage-access"]],
  ] as const)("%s on %s: %j", (role, scope, expected) => {
    expect(abilities(roles[role], scope)).toEqual(expected);
    for (const { on } of grants(roles[role], scope)) expect([scope, `${scope}/*`]).toContain(on);
  });
});

describe("a role on a resource it is not about gives nothing", () => {
  test.each([
    ["blobReader", openai],
    ["openAiUser", storage],
    ["secretsUser", search],
    ["indexContributor", vault],
  ] as const)("%s on %s", (role, scope) => {
    expect(grants(roles[role], scope)).toEqual([]);
  });
});

describe("a role beneath the resource it is about", () => {
  test("reads the blobs of the container it names", () => {
    expect(said(roles.blobReader, container)).toEqual([
      `read-data on ${container.replace(group, "…")}`,
      `read-data on ${container.replace(group, "…")}/*`,
    ]);
  });

  test("does not list the keys of the account above it", () => {
    expect(grants(roles.storageAccountContributor, container)).toEqual([]);
    expect(grants(roles.searchContributor, `${search}/indexes/claims`)).toEqual([]);
  });

  test("changes the deployment it names", () => {
    expect(abilities(roles.openAiContributor, `${openai}/deployments/chat`)).toEqual([
      "deploy",
      "invoke-model",
    ]);
  });

  test("reads the one secret it names", () => {
    expect(said(roles.secretsUser, `${vault}/secrets/openai-key`)[0]).toBe(
      `read-secret on ${vault.replace(group, "…")}/secrets/openai-key`,
    );
  });

  test("owns that part alone, as an owner", () => {
    const on = new Set(grants(roles.owner, container).map((grant) => grant.on));
    expect([...on]).toEqual([container, `${container}/*`]);
  });
});

describe("one role at every scope", () => {
  const type = "microsoft.storage/storageaccounts";
  const everywhere = `${sub}/*/providers/${type}/*`;
  test.each([
    ["the resource", storage, [storage, `${storage}/*`]],
    ["its group", group, [`${group}/providers/${type}/*`]],
    ["its group, as Azure writes it", `${sub}/resourceGroups/RG-Claims`, [`${group}/providers/${type}/*`]],
    ["the subscription", sub, [everywhere]],
    ["a management group", "/providers/Microsoft.Management/managementGroups/mg-prod", [everywhere]],
    ["the root", "/", [everywhere]],
  ])("%s", (_, scope, on) => {
    expect(grants(roles.blobReader, scope).map((grant) => grant.on)).toEqual(on);
  });

  test("an owner of the subscription, of what is above it and of a group reaches so far", () => {
    const reach = (scope: string) =>
      grants(roles.owner, scope).find((grant) => grant.abilities.includes("manage-access"))?.on;
    expect(reach(sub)).toBe(`${sub}*`);
    expect(reach("/")).toBe(`${sub}*`);
    expect(reach("/providers/Microsoft.Management/managementGroups/mg")).toBe(`${sub}*`);
    expect(reach(group)).toBe(`${group}/*`);
  });

  test("a subscription written in capitals is the same subscription", () => {
    const capitals = grantsOf(
      { name: "R", permissions: roles.owner },
      { scope: "/", conditional: false },
      account.toUpperCase(),
    );
    expect(capitals[0]?.on).toBe(`${sub}*`);
  });

  test("a group whose name another begins with does not hold that other", () => {
    for (const { on } of grants(roles.owner, group))
      expect(`${group}-two/providers/x/y/z`.startsWith(on.replace("*", ""))).toBe(false);
  });
});

describe("what a custom role excludes", () => {
  const allActions = ["*"];
  test.each<[string, RolePermissions, string, readonly string[]]>([
    [
      "listing keys",
      [
        {
          actions: ["Microsoft.Storage/*"],
          notActions: ["Microsoft.Storage/storageAccounts/listKeys/action"],
        },
      ],
      storage,
      ["manage"],
    ],
    [
      "listing keys, in another case",
      [
        {
          actions: ["microsoft.storage/*"],
          notActions: ["MICROSOFT.STORAGE/storageaccounts/LISTKEYS/action"],
        },
      ],
      storage,
      ["manage"],
    ],
    [
      "everything of the service",
      [{ actions: allActions, notActions: ["Microsoft.Storage/*"] }],
      storage,
      ["manage-access"],
    ],
    [
      "writing data",
      [{ dataActions: ["Microsoft.Storage/*"], notDataActions: ["*/write"] }],
      storage,
      ["read-data"],
    ],
    ["all data", [{ dataActions: ["*"], notDataActions: ["*"] }], storage, []],
    [
      "nothing, being null",
      [
        {
          actions: null,
          notActions: null,
          dataActions: ["Microsoft.CognitiveServices/accounts/OpenAI/*"],
          notDataActions: null,
        },
      ],
      openai,
      ["invoke-model"],
    ],
    [
      "in one permission what another allows",
      [
        {
          actions: ["Microsoft.Search/*"],
          notActions: ["Microsoft.Search/searchServices/listAdminKeys/action"],
        },
        { actions: ["Microsoft.Search/searchServices/listAdminKeys/action"] },
      ],
      search,
      ["manage", "read-data", "write-data"],
    ],
    ["itself", [{ actions: ["*"], notActions: ["*"] }], storage, []],
    ["everything, having no permission", [], storage, []],
  ])("%s", (_, permissions, scope, expected) => {
    expect(abilities(permissions, scope)).toEqual(expected);
  });

  test("a dot, a bracket or a plus in a pattern stands for itself", () => {
    const odd = (action: string): RolePermissions => [{ actions: [action] }];
    expect(grants(odd("MicrosoftXStorage/*"), storage)).toEqual([]);
    expect(grants(odd("(Microsoft.Storage/+"), storage)).toEqual([]);
    expect(grants(odd("Microsoft.Storage/storageAccounts/(write|read)"), storage)).toEqual([]);
  });

  test("a data action is no action, nor the other way round", () => {
    expect(grants([{ actions: ["Microsoft.KeyVault/vaults/secrets/getSecret/action"] }], vault)).toEqual([]);
    expect(grants([{ dataActions: ["Microsoft.Storage/storageAccounts/listKeys/action"] }], storage)).toEqual(
      [],
    );
  });
});

describe("how it comes about", () => {
  test("the source names the role, its scope and the way round", () => {
    expect(grants(roles.storageAccountContributor, storage).map(({ source }) => source)).toEqual([
      `Role on ${storage}`,
      `Role on ${storage}`,
      `Role on ${storage}, by listing the account's keys`,
      `Role on ${storage}, by listing the account's keys`,
    ]);
  });

  test("the direct way outranks the roundabout one", () => {
    const both: RolePermissions = [...roles.storageAccountContributor, ...roles.blobReader];
    const reading = grants(both, storage).filter((grant) => grant.abilities.includes("read-data"));
    expect(new Set(reading.map(({ source }) => source))).toEqual(new Set([`Role on ${storage}`]));
  });

  test("secrets by way of access policies are had only where the vault uses those", () => {
    const secrets = grants(roles.vaultContributor, vault).filter((grant) =>
      grant.abilities.includes("read-secret"),
    );
    expect(secrets.map(({ conditional }) => conditional)).toEqual([true, true]);
    const direct = grants(roles.secretsUser, vault);
    expect(direct.map(({ conditional }) => conditional)).toEqual([false, false]);
  });

  test("a condition makes every grant of the assignment conditional", () => {
    const conditions = grants(roles.owner, group, true).map(({ conditional }) => conditional);
    expect(conditions.length).toBeGreaterThan(5);
    expect(new Set(conditions)).toEqual(new Set([true]));
  });

  test("nothing is ever denied by a role, only left out", () => {
    for (const permissions of Object.values(roles))
      for (const scope of ["/", sub, group, storage, vault])
        expect(
          grants(permissions, scope).every(({ effect, on }) => effect === "allow" && on === on.toLowerCase()),
        ).toBe(true);
  });
});
