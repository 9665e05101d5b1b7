import type { Trust } from "#lib/domain/ability.ts";
import { coversAction } from "./iam-grants.ts";
import {
  conditionsOf,
  isPositive,
  narrowingConditions,
  statementsOf,
  type Condition,
  type Statement,
} from "./iam-statements.ts";

const assumeActions = ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"];

/** Who may take on a role, from its trust document. Throws `ZodError` on a document that is none. */
export function trustsOf(document: unknown): Trust[] {
  const statements = statementsOf(document).filter((statement) =>
    assumeActions.some((action) => coversAction(statement, action)),
  );
  const allows = statements.filter(({ Effect }) => Effect === "Allow");
  const denies = statements.filter(({ Effect, Principal }) => Effect === "Deny" && isEveryone(Principal));
  const isDenied = (action: string) =>
    denies.some((deny) => narrowingConditions(deny).length === 0 && coversAction(deny, action));
  const trusts = allows
    .filter((allow) => assumeActions.some((action) => coversAction(allow, action) && !isDenied(action)))
    .flatMap(trustsOfStatement);
  // A conditional denial of everyone, as "unless in our organization", narrows each trust beside it.
  return denies.some(asksWhoCalls)
    ? trusts.map(({ kind, principal }) => ({ kind, principal, conditional: true }))
    : trusts;
}

/** A denial of what every ordinary call does not do anyway, as of plain HTTP, keeps nobody out. */
function asksWhoCalls(deny: Statement): boolean {
  const conditions = conditionsOf(deny);
  return conditions.length > 0 && !conditions.some(({ key }) => key === "aws:securetransport");
}

const isEveryone = (principal: Statement["Principal"]): boolean =>
  principal === "*" || (typeof principal === "object" && (principal["AWS"] ?? []).includes("*"));

function trustsOfStatement(statement: Statement): Trust[] {
  const conditions = narrowingConditions(statement);
  const narrowed = conditions.length > 0;
  const { Principal, NotPrincipal } = statement;
  if (NotPrincipal !== undefined || Principal === "*")
    return [{ kind: "anyone", principal: "*", conditional: narrowed }];
  if (Principal === undefined || typeof Principal === "string") return [];
  return Object.entries(Principal).flatMap(([type, principals]) =>
    principals.flatMap((principal): Trust[] => {
      if (type === "Federated") return federationTrusts(principal, conditions);
      if (type === "Service")
        return [{ kind: "service", principal, conditional: conditions.some(namesTheSource) }];
      if (type !== "AWS" || isGone(principal)) return [];
      return [{ ...awsPrincipal(principal), conditional: narrowed }];
    }),
  );
}

/** A service acts for all its customers, so only the account, organization or resource behind the call narrows it. */
const namesTheSource = ({ key }: Condition): boolean =>
  ["aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths", "sts:externalid"].includes(
    key,
  );

/** AWS writes the unique id of a principal that was deleted in its place: nobody can be it any more. */
export const isGone = (principal: string): boolean => /^A(ROA|IDA|GPA|NPA)[A-Z0-9]{8,}$/.test(principal);

export function awsPrincipal(principal: string): Pick<Trust, "kind" | "principal"> {
  if (principal === "*") return { kind: "anyone", principal };
  if (/^\d{12}$/.test(principal)) return { kind: "account", principal };
  const root = /^arn:[^:]+:iam::(\d{12}):root$/.exec(principal);
  if (root?.[1]) return { kind: "account", principal: root[1] };
  const session = /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\/.*$/.exec(principal);
  if (session)
    return { kind: "identity", principal: `arn:${session[1]}:iam::${session[2]}:role/${session[3]}` };
  return { kind: "identity", principal };
}

/** `issuer subject-pattern`; without a condition on the subject the pattern is `*`. */
function federationTrusts(provider: string, conditions: readonly Condition[]): Trust[] {
  const issuer = provider.replace(/^arn:[^:]+:iam::\d{12}:(oidc-provider|saml-provider)\//, "");
  if (provider.includes(":saml-provider/"))
    return [{ kind: "federation", principal: `${issuer} *`, conditional: conditions.length > 0 }];
  if (issuer === "cognito-identity.amazonaws.com") return [cognitoTrust(issuer, conditions)];
  const wanted = conditions.filter(isPositive);
  const asked = wanted.find(({ key }) => key === `${issuer.toLowerCase()}:sub`);
  const subjects = asked ? asked.values.filter((value) => isPresentable(asked, value)) : ["*"];
  const bound = wanted.some(
    ({ key, values }) => /:(job_workflow_ref|repository_id|environment)$/.test(key) && values.every(isExact),
  );
  return subjects.map((subject) => ({
    kind: "federation",
    principal: `${issuer} ${subject}`,
    conditional: bound || isExact(subject),
  }));
}

/** Compared to the letter a star is a star, which no subject has: such a value lets nobody in. */
const isPresentable = ({ operator }: Condition, value: string): boolean =>
  isExact(value) || /Like/i.test(operator);

/** A guest of an identity pool proves nothing, so a trust that lets guests in is not narrowed by naming the pool. */
function cognitoTrust(issuer: string, conditions: readonly Condition[]): Trust {
  const kinds = conditions.find(({ key }) => key.endsWith(":amr"))?.values;
  const guests = !kinds || kinds.includes("unauthenticated");
  return {
    kind: "federation",
    principal: `${issuer} ${guests ? "unauthenticated" : "authenticated"}`,
    conditional: !guests,
  };
}

const isExact = (pattern: string): boolean => !/[*?]/.test(pattern);
