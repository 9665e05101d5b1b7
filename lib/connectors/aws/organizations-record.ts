import { z } from "zod";

import type { Batch } from "#lib/domain/connector.ts";
import { accountKey } from "./account.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { allowsEveryModel, limitsModels, speaksOfAi } from "./organizations-policy.ts";
import type { Unknowns } from "./pages.ts";

const RawOrganization = z.object({
  Organization: z.object({
    Id: z.string(),
    Arn: z.string(),
    MasterAccountId: z.string(),
    FeatureSet: z.string().default("ALL"),
  }),
});
const RawRoot = z.object({
  PolicyTypes: z.array(z.object({ Type: z.string(), Status: z.string() })).default([]),
});
const RawUnit = z.object({ Id: z.string(), Name: z.string() });
const RawAccount = z.object({
  Id: z.string(),
  Name: z.string().default(""),
  /** `State` replaces `Status`, which AWS leaves out since September 2026. */
  State: z.string().optional(),
  Status: z.string().optional(),
});
const RawPolicy = z.object({
  PolicySummary: z.object({
    Id: z.string(),
    Arn: z.string(),
    Name: z.string(),
    Type: z.string(),
    AwsManaged: z.boolean().default(false),
  }),
  // AWS allows some 10 KB at most; what is longer is no policy of theirs.
  Content: z.string().max(65_536),
});
const RawTarget = z.object({ TargetId: z.string(), Name: z.string().default(""), Type: z.string() });

/** Policy types that are switched on at a root. */
export const enabledTypes = (roots: readonly unknown[]): string[] => [
  ...new Set(
    roots
      .flatMap((raw) => RawRoot.parse(raw).PolicyTypes)
      .filter(({ Status }) => Status === "ENABLED")
      .map(({ Type }) => Type),
  ),
];

export type PolicyParts = { raw: unknown; targets: readonly unknown[] };
type Beneath = { parent: string; raw: unknown };
export type OrganizationParts = {
  organization: unknown;
  roots: readonly unknown[];
  units: readonly Beneath[];
  accounts: readonly Beneath[];
  policies: readonly PolicyParts[];
  unknowns: Unknowns;
};

export function normalizeOrganization(parts: OrganizationParts): Batch {
  const organization = RawOrganization.parse(parts.organization).Organization;
  const units = parts.units.map(({ parent, raw }) => {
    const { Id, Name } = RawUnit.parse(raw);
    return { id: Id, name: Name, parent };
  });
  const accounts = parts.accounts.map(({ parent, raw }) => {
    const { Id, Name, State, Status } = RawAccount.parse(raw);
    return { id: Id, name: Name, status: State ?? Status ?? "ACTIVE", parent };
  });
  const policyTypes = enabledTypes(parts.roots);
  const tree = { managementAccount: organization.MasterAccountId, units, accounts, policyTypes };
  const policies = batchOf(
    "organizations:DescribePolicy",
    parts.policies.filter(({ raw }) => raw !== null),
    (policy) => normalizePolicy(policy, tree),
  );
  const resource = withUnknowns(
    {
      key: organization.Arn,
      type: "aws.organizations.organization" as const,
      name: organization.Id,
      account: organization.MasterAccountId,
      region: null,
      tags: {},
      properties: {
        featureSet: organization.FeatureSet,
        policyTypes,
        policies: policies.resources.map(({ key }) => key),
        units,
        accounts,
      },
      facets: {},
    },
    parts.unknowns,
  );
  return {
    resources: [resource, ...policies.resources],
    relationships: [
      ...edgesFrom(organization.Arn)("contains", ...accounts.map(({ id }) => accountKey(id))),
      ...policies.relationships,
    ],
    unparsed: policies.unparsed ?? [],
  };
}

type Tree = {
  managementAccount: string;
  units: readonly { id: string; parent: string }[];
  accounts: readonly { id: string; parent: string }[];
  policyTypes: readonly string[];
};

function normalizePolicy({ raw, targets: rawTargets }: PolicyParts, tree: Tree): Batch {
  const { PolicySummary: policy, Content } = RawPolicy.parse(raw);
  const targets = rawTargets.map((target) => {
    const { TargetId, Name, Type } = RawTarget.parse(target);
    return { id: TargetId, kind: Type, name: Name };
  });
  const isControl = policy.Type === "SERVICE_CONTROL_POLICY";
  const binding = policy.Type.endsWith("_CONTROL_POLICY");
  const accounts = accountsBeneath(new Set(targets.map(({ id }) => id)), tree).filter(
    // What accounts may do is limited for all but the one that governs them; settings hold for it, too.
    (id) => !binding || id !== tree.managementAccount,
  );
  const resource = {
    key: policy.Arn,
    type: "aws.organizations.policy" as const,
    name: policy.Name,
    account: tree.managementAccount,
    region: null,
    tags: {},
    properties: {
      policyId: policy.Id,
      policyType: policy.Type,
      awsManaged: policy.AwsManaged,
      document: Content,
      targets,
      accounts,
      limitsModels: isControl && limitsModels(Content),
      allowsEveryModel: isControl && allowsEveryModel(Content),
    },
    facets: {
      enforced: targets.length > 0 && tree.policyTypes.includes(policy.Type),
      coversAi: speaksOfAi(policy.Type, Content),
    },
  };
  return {
    resources: [resource],
    relationships: accounts.map((id) => ({ from: accountKey(id), kind: "governed-by", to: policy.Arn })),
  };
}

function accountsBeneath(targets: ReadonlySet<string>, { units, accounts }: Tree): string[] {
  const parentOf = new Map([...units, ...accounts].map(({ id, parent }) => [id, parent]));
  const isBeneath = (id: string): boolean => {
    const seen = new Set<string>();
    for (let at: string | undefined = id; at !== undefined && !seen.has(at); at = parentOf.get(at)) {
      if (targets.has(at)) return true;
      seen.add(at);
    }
    return false;
  };
  return accounts.map(({ id }) => id).filter(isBeneath);
}
