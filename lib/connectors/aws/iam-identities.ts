import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import { batchOf, mapConcurrently } from "./batch.ts";
import { groupRecord } from "./iam-record.ts";
import { documentsOf } from "./iam-policies.ts";
import {
  normalizeGroup,
  normalizePolicy,
  normalizeRole,
  normalizeUser,
  type UserFacts,
} from "./iam-normalize.ts";
import { detail, detailItems, itemsOf, marker, pages, type Answer, type Unknowns } from "./pages.ts";

const details = "iam:GetAccountAuthorizationDetails";

/** Users, groups, roles and customer policies, with what each may do. Policies come last, so all pages are held. */
export const iamIdentities: Collector = {
  id: "iam-identities",
  title: "IAM users, groups, roles and policies",
  per: "account",
  produces: [
    "aws.iam.user",
    "aws.iam.group",
    "aws.iam.role",
    "aws.iam.policy",
    "member-of",
    "can-assume",
    "governed-by",
  ],
  permissions: [
    details,
    "iam:ListAccessKeys",
    "iam:GetAccessKeyLastUsed",
    "iam:ListServiceSpecificCredentials",
  ],
  collect: async function* (source) {
    const answers: Answer[] = [];
    for await (const page of pages(source, "iam", "GetAccountAuthorizationDetails", {}, marker))
      answers.push(page);
    const all = (list: string) => answers.flatMap((answer) => itemsOf(answer, list));
    const documents = documentsOf(all("Policies"));
    const { account } = source.scope;
    yield batchOf(details, all("Policies"), (raw) => normalizePolicy(raw, account));
    yield batchOf(details, all("GroupDetailList"), (raw) => normalizeGroup(raw, account, documents));
    yield batchOf(details, all("RoleDetailList"), (raw) => normalizeRole(raw, account, documents));
    const groups = all("GroupDetailList").flatMap((raw) => groupRecord.safeParse(raw).data ?? []);
    yield await userBatch(source, all("UserDetailList"), (raw, facts) =>
      normalizeUser(raw, account, documents, groups, facts),
    );
  },
};

async function userBatch(
  source: Source,
  users: readonly unknown[],
  normalize: (raw: unknown, facts: UserFacts) => Batch,
): Promise<Batch> {
  const facts = new Map<unknown, UserFacts>();
  await mapConcurrently(users, 8, async (raw) => {
    facts.set(raw, await userFacts(source, nameOf(raw)));
  });
  const none: UserFacts = { accessKeys: [], serviceCredentials: [], unknowns: {} };
  return batchOf(details, users, (raw) => normalize(raw, facts.get(raw) ?? none));
}

const nameOf = (raw: unknown): string =>
  typeof raw === "object" && raw !== null ? String(Reflect.get(raw, "UserName")) : "";

async function userFacts(source: Source, UserName: string): Promise<UserFacts> {
  const unknowns: Unknowns = {};
  const keyPaths = ["properties.accessKeys", "facets.longLivedKeyCount", "facets.lastUsedAt"];
  const keys = await detailItems(
    source,
    {
      service: "iam",
      operation: "ListAccessKeys",
      list: "AccessKeyMetadata",
      input: { UserName },
      tokens: marker,
    },
    unknowns,
    keyPaths,
  );
  const accessKeys = await mapConcurrently(keys, 2, async (key) => {
    const AccessKeyId =
      typeof key === "object" && key !== null ? String(Reflect.get(key, "AccessKeyId")) : "";
    const use = await detail(source, "iam", "GetAccessKeyLastUsed", { AccessKeyId }, unknowns, [
      "properties.accessKeys",
      "facets.lastUsedAt",
    ]);
    return { key, use };
  });
  const serviceCredentials = await detailItems(
    source,
    {
      service: "iam",
      operation: "ListServiceSpecificCredentials",
      list: "ServiceSpecificCredentials",
      input: { UserName },
      tokens: marker,
    },
    unknowns,
    ["properties.serviceCredentials", "facets.longLivedKeyCount"],
  );
  return { accessKeys, serviceCredentials, unknowns };
}
