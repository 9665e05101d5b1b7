import type { Random } from "#tests/factories/random.ts";
import {
  operators,
  quantifiers,
  type AzureCase,
  type CaseCondition,
  type CasePermission,
} from "./azure-case.ts";

const subscription = "/subscriptions/s1";
const group = `${subscription}/resourcegroups/rg`;
const account = `${group}/providers/microsoft.storage/storageaccounts/docs`;
const container = `${account}/blobservices/default/containers/claims`;
const ai = `${group}/providers/microsoft.cognitiveservices/accounts/assistant`;
const resources = [account, container, ai, `${ai}/deployments/gpt`, group];
const above = "/providers/microsoft.management/managementgroups/";
const scopes = [
  "/",
  `${above}corp`,
  `${above}platform`,
  `${above}sandbox`,
  subscription,
  "/subscriptions/s2",
  group,
  `${subscription}/resourcegroups/rg2`,
  `${subscription}/resourcegroups/r`,
  account,
  container,
  `${account}2`,
  ai,
  `${ai}/deployments/gpt`,
];
const actions = [
  "Microsoft.Storage/storageAccounts/read",
  "Microsoft.Storage/storageAccounts/listKeys/action",
  "Microsoft.CognitiveServices/accounts/deployments/write",
  "Microsoft.Authorization/roleAssignments/write",
];
const dataActions = [
  "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read",
  "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write",
  "Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action",
];
const actionPatterns = [
  "*",
  "*/read",
  "Microsoft.Storage/*",
  "Microsoft.*/listkeys/action",
  "*/write",
  ...actions,
];
const dataPatterns = [
  "*",
  "Microsoft.Storage/*/blobs/*",
  "*/read",
  "microsoft.cognitiveservices/*",
  ...dataActions,
];
const principals = ["me", "team", "department", "other"];

export const attributeValues: Record<string, readonly (readonly string[])[]> = {
  "@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name]": [
    ["claims"],
    ["Claims"],
    ["drafts"],
  ],
  "@Request[subject:tag]": [["red"], ["blue", "red"], ["green", "blue"]],
  "@Principal[Microsoft.Directory/CustomSecurityAttributes/Id:Team_Name]": [
    ["claims"],
    ["redress", "claims"],
  ],
};
const attributes = Object.keys(attributeValues);
const texts = ["claims", "Claims", "red", "blue", "c*s", "re?", "re*", "green"];

const some = <T>(random: Random, from: readonly T[], max: number): T[] =>
  random.shuffled(from).slice(0, random.below(max + 1));

export function randomAzureCase(random: Random): AzureCase {
  const isData = random.oneIn(2);
  return {
    principals: ["me", ...some(random, ["team", "department"], 2)],
    action: random.pick(isData ? dataActions : actions),
    isData,
    resource: random.pick(resources),
    groupsAbove: random.oneIn(3) ? [] : ["corp", "platform"].slice(random.below(2)),
    assignments: Array.from({ length: 1 + random.below(4) }, () => ({
      principal: random.pick(["me", ...principals]),
      scope: random.pick(scopes),
      permissions: permissions(random),
      ...(random.oneIn(3) ? { condition: randomCondition(random, 3) } : {}),
    })),
    denials: Array.from({ length: random.oneIn(3) ? 1 + random.below(2) : 0 }, () => ({
      principals: random.oneIn(3) ? ["everybody"] : some(random, principals, 2),
      excluded: some(random, principals, 1),
      scope: random.pick(scopes),
      appliesBeneath: !random.oneIn(3),
      permissions: permissions(random),
    })),
  };
}

const permissions = (random: Random): CasePermission[] =>
  Array.from({ length: random.oneIn(4) ? 2 : 1 }, () => ({
    actions: some(random, actionPatterns, 3),
    notActions: some(random, actionPatterns.slice(1), 1),
    dataActions: some(random, dataPatterns, 3),
    notDataActions: some(random, dataPatterns.slice(1), 1),
    ...(random.oneIn(8) ? { condition: randomCondition(random, 2) } : {}),
  }));

function randomCondition(random: Random, depth: number): CaseCondition {
  const joined = (is: "and" | "or"): CaseCondition => ({
    is,
    parts: Array.from({ length: 2 + random.below(2) }, () => randomCondition(random, depth - 1)),
  });
  if (depth > 0)
    switch (random.below(5)) {
      case 0:
        return joined("and");
      case 1:
      case 2:
        return joined("or");
      case 3:
        return { is: "not", part: randomCondition(random, depth - 1) };
      default:
    }
  if (random.oneIn(3)) return { is: "action", patterns: [random.pick([...actionPatterns, ...dataPatterns])] };
  const attribute = random.pick(attributes);
  if (random.oneIn(6)) return { is: "exists", attribute };
  const isSingle = (attributeValues[attribute] ?? []).every(({ length }) => length === 1);
  const quantifier = isSingle && random.oneIn(2) ? null : random.pick(quantifiers.slice(1));
  return {
    is: "compared",
    attribute,
    quantifier,
    operator: random.pick(operators),
    values: quantifier === null ? [random.pick(texts)] : random.shuffled(texts).slice(0, 1 + random.below(2)),
  };
}
