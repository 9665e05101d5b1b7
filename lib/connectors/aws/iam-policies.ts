import type { Grant } from "#lib/domain/ability.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { withinBoundary } from "./iam-boundary.ts";
import { grantsOfStatement } from "./iam-grants.ts";
import { sidOf, statementsOf } from "./iam-statements.ts";
import { unguardedCalls, type HeldStatement } from "./iam-guardrails.ts";
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
): { grants: Grant[]; unguardedCalls: string[]; unknown: Unknown | null } {
  const missing = [
    ...holder.attached.map(({ PolicyArn }) => PolicyArn),
    ...(holder.boundary ? [holder.boundary] : []),
  ].find((arn) => !isAdministrator(arn) && !documents.has(arn));
  if (missing) return { grants: [], unguardedCalls: [], unknown: notIncluded(missing) };
  const own = [
    ...holder.inline.flatMap((policy) =>
      statementsIn(policy.PolicyDocument, `inline policy ${policy.PolicyName}`),
    ),
    ...holder.attached.flatMap(({ PolicyArn }) => managedStatements(PolicyArn, documents)),
  ];
  const boundary = holder.boundary ? managedStatements(holder.boundary, documents) : null;
  const grants = boundary ? withinBoundary(grantsIn(own), grantsIn(boundary)) : grantsIn(own);
  // A boundary gives nothing, it only takes away.
  const takenAway = (boundary ?? []).filter(({ statement }) => statement.Effect === "Deny");
  return { grants, unguardedCalls: unguardedCalls([...own, ...takenAway]), unknown: null };
}

const grantsIn = (held: readonly HeldStatement[]): Grant[] =>
  held.flatMap(({ statement, source }) => grantsOfStatement(statement, source));

const statementsIn = (document: unknown, name: string): HeldStatement[] =>
  statementsOf(document).map((statement, index) => ({
    statement,
    source: `${name}, ${sidOf(statement, index)}`,
  }));

function managedStatements(arn: string, documents: PolicyDocuments): HeldStatement[] {
  const name = arn.split("/").at(-1) ?? arn;
  if (!isAdministrator(arn)) return statementsIn(documents.get(arn), name);
  return statementsOf(everything).map((statement) => ({ statement, source: name }));
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
