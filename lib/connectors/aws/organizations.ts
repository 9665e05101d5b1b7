import { z } from "zod";

import type { Collector, Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import { batchOf, mapConcurrently } from "./batch.ts";
import { existing } from "./existing.ts";
import { textOf } from "./listed.ts";
import { enabledTypes, normalizeOrganization, type PolicyParts } from "./organizations-record.ts";
import { allItems, asAnswer, detailItems, type Unknowns } from "./pages.ts";

/** Those that decide what accounts may do with AI; tags, backups and chat have no say in it. */
const policyTypes = [
  "SERVICE_CONTROL_POLICY",
  "RESOURCE_CONTROL_POLICY",
  "AISERVICES_OPT_OUT_POLICY",
  "BEDROCK_POLICY",
];
const unitsMax = 5_000;

const RawOrganization = z.object({ Organization: z.object({ MasterAccountId: z.string() }) });

export const organizations: Collector = {
  id: "organizations",
  title: "Organization, its accounts and policies",
  // Several accounts may be allowed to look; the one of the credentials tells, and no other writes over what it told.
  per: "organization",
  produces: ["aws.organizations.organization", "aws.organizations.policy", "governed-by", "contains"],
  permissions: [
    "organizations:DescribeOrganization",
    "organizations:ListRoots",
    "organizations:ListOrganizationalUnitsForParent",
    "organizations:ListAccountsForParent",
    "organizations:ListPolicies",
    "organizations:DescribePolicy",
    "organizations:ListTargetsForPolicy",
  ],
  collect: async function* (source) {
    const raw = await existing(source, "organizations", "DescribeOrganization", {});
    if (raw === null) return;
    const governing = RawOrganization.safeParse(raw).data?.Organization.MasterAccountId;
    const roots = await rootsSeenFrom(source, governing === source.scope.account);
    if (roots === null) return;
    const unknowns: Unknowns = {};
    const tree = await treeBeneath(source, roots, unknowns);
    const policies = await policiesOf(source, roots, unknowns);
    yield batchOf("organizations:DescribeOrganization", [raw], (organization) =>
      normalizeOrganization({ organization, roots, ...tree, policies, unknowns }),
    );
  },
};

/** An ordinary member may never look: only the account in charge misses something by it. */
async function rootsSeenFrom(source: Source, isInCharge: boolean): Promise<unknown[] | null> {
  try {
    return await allItems(source, "organizations", "ListRoots", "Roots");
  } catch (error) {
    if (error instanceof ProviderError && error.reason === "denied" && !isInCharge) return null;
    throw error;
  }
}

type Beneath = { parent: string; raw: unknown };

/** Level by level, so that one who may look costs two calls for each unit and no more. */
async function treeBeneath(
  source: Source,
  roots: readonly unknown[],
  unknowns: Unknowns,
): Promise<{ units: Beneath[]; accounts: Beneath[] }> {
  const units: Beneath[] = [];
  const accounts: Beneath[] = [];
  let level = roots.map((root) => textOf(root, "Id", "organizations:ListRoots"));
  while (level.length > 0) {
    const below = await mapConcurrently(level, 2, async (ParentId) => {
      const list = (operation: string, name: string, path: string) =>
        detailItems(
          source,
          { service: "organizations", operation, list: name, input: { ParentId } },
          unknowns,
          [path, "relationships.contains"],
        );
      const found = await list("ListAccountsForParent", "Accounts", "properties.accounts");
      accounts.push(...found.map((raw) => ({ parent: ParentId, raw })));
      const children = await list(
        "ListOrganizationalUnitsForParent",
        "OrganizationalUnits",
        "properties.units",
      );
      return children.map((raw) => ({ parent: ParentId, raw }));
    });
    units.push(...below.flat());
    if (units.length > unitsMax)
      throw new ProviderError(
        "malformed",
        { service: "organizations", operation: "ListOrganizationalUnitsForParent" },
        `More than ${unitsMax} units`,
      );
    level = below
      .flat()
      .map(({ raw }) => textOf(raw, "Id", "organizations:ListOrganizationalUnitsForParent"));
  }
  return { units, accounts };
}

const policyPaths = ["properties.policies"];

/** Policies of a type that is not switched on at the root bind nobody, and are not asked for. */
async function policiesOf(
  source: Source,
  roots: readonly unknown[],
  unknowns: Unknowns,
): Promise<PolicyParts[]> {
  const parts: PolicyParts[] = [];
  const enabled = enabledTypes(roots);
  for (const Filter of policyTypes.filter((type) => enabled.includes(type))) {
    const listed = await detailItems(
      source,
      { service: "organizations", operation: "ListPolicies", list: "Policies", input: { Filter } },
      unknowns,
      policyPaths,
    );
    parts.push(...(await mapConcurrently(listed, 2, async (item) => policyParts(source, item))));
  }
  return parts;
}

/** A policy that cannot be read, or whose place is unknown, ends the collection: what the others leave is not known. */
async function policyParts(source: Source, item: unknown): Promise<PolicyParts> {
  const PolicyId = textOf(item, "Id", "organizations:ListPolicies");
  const call = { service: "organizations", operation: "DescribePolicy" };
  const answer = asAnswer(await source.call(call.service, call.operation, { PolicyId }), call);
  const targets = await allItems(source, "organizations", "ListTargetsForPolicy", "Targets", { PolicyId });
  return { raw: answer["Policy"] ?? null, targets };
}
