import { abilities, type Grant } from "#lib/domain/ability.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { withinBoundary } from "./iam-boundary.ts";
import { grantsOf } from "./iam-grants.ts";
import { keptAwsPolicy } from "./kept-policy.ts";
import { policyRecord, type AttachedPolicy, type InlinePolicy } from "./iam-record.ts";

/** Default documents of managed policies, by ARN. */
export type PolicyDocuments = Pick<ReadonlyMap<string, unknown>, "get" | "has"> & {
  /** What a holder keeps of a policy that AWS writes. Null for the customer's own, which is a resource by itself. */
  keptText: (arn: string) => string | null;
};

export function documentsOf(policies: readonly unknown[]): PolicyDocuments {
  const documents = new Map<string, unknown>();
  for (const raw of policies) {
    const policy = policyRecord.safeParse(raw);
    const version = policy.data?.PolicyVersionList.find(({ IsDefaultVersion }) => IsDefaultVersion);
    if (policy.success && version) documents.set(policy.data.Arn, version.Document);
  }
  const texts = new Map<string, string>();
  const keptText = (arn: string): string | null => {
    if (isCustomerPolicy(arn)) return null;
    const text = texts.get(arn) ?? keptAwsPolicy(isAdministrator(arn) ? everything : documents.get(arn));
    texts.set(arn, text);
    return text;
  };
  return { get: (arn) => documents.get(arn), has: (arn) => documents.has(arn), keptText };
}

export type PolicyHolder = {
  inline: readonly InlinePolicy[];
  attached: readonly AttachedPolicy[];
  boundary: string | null;
};

/** Everything an identity's own policies grant it, and why that is not known where a document is missing. */
export function heldGrants(
  holder: PolicyHolder,
  documents: PolicyDocuments,
): { grants: Grant[]; unknown: Unknown | null } {
  const missing = [
    ...holder.attached.map(({ PolicyArn }) => PolicyArn),
    ...(holder.boundary ? [holder.boundary] : []),
  ].find((arn) => !isAdministrator(arn) && !documents.has(arn));
  if (missing) return { grants: [], unknown: notIncluded(missing) };
  const own = [
    ...holder.inline.flatMap((policy) =>
      grantsOf(policy.PolicyDocument, `inline policy ${policy.PolicyName}`),
    ),
    ...holder.attached.flatMap((policy) => managedGrants(policy.PolicyArn, documents)),
  ];
  const grants = holder.boundary ? withinBoundary(own, managedGrants(holder.boundary, documents)) : own;
  return { grants, unknown: null };
}

function managedGrants(arn: string, documents: PolicyDocuments): Grant[] {
  const name = arn.split("/").at(-1) ?? arn;
  if (isAdministrator(arn))
    return [{ effect: "allow", abilities: [...abilities], on: "*", conditional: false, source: name }];
  return grantsOf(documents.get(arn), name);
}

const everything = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } };

export const isCustomerPolicy = (arn: string): boolean => !/^arn:[^:]+:iam::aws:/.test(arn);

/** Known without its document: it is what its name says in every partition. */
const isAdministrator = (arn: string): boolean =>
  /^arn:[^:]+:iam::aws:policy\/AdministratorAccess$/.test(arn);

export const notIncluded = (arn: string): Unknown => ({
  reason: "failed",
  call: "iam:GetAccountAuthorizationDetails",
  permission: "iam:GetAccountAuthorizationDetails",
  message: `The answer does not hold the document of ${arn}`,
});
