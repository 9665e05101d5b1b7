import type { Trust } from "#lib/domain/ability.ts";
import { coversAction } from "./iam-grants.ts";
import {
  conditionsOf,
  isPositive,
  narrowingConditions,
  type Condition,
  type Statement,
} from "./iam-statements.ts";
import { awsPrincipal, isGone } from "./iam-trusts.ts";

/** Someone a resource's own policy lets act on it. */
export type Allowed = Pick<Trust, "kind" | "principal" | "conditional"> & {
  conditions: readonly Condition[];
};

/** Who may do at least one of the actions by the resource's own policy. A denial of everyone outranks it. */
export function allowedBy(statements: readonly Statement[], actions: readonly string[]): Allowed[] {
  const about = statements.filter((statement) => actions.some((action) => coversAction(statement, action)));
  const deniesAll = about.some(
    (statement) =>
      statement.Effect === "Deny" &&
      namesEveryone(statement) &&
      narrowingConditions(statement).length === 0 &&
      actions.every((action) => coversAction(statement, action)) &&
      statement.Resource?.some((resource) => resource.endsWith("*")) !== false,
  );
  if (deniesAll) return [];
  return about
    .filter(({ Effect }) => Effect === "Allow")
    .flatMap((statement) => {
      const conditions = narrowingConditions(statement);
      return principalsOf(statement).map(({ kind, principal }) => ({
        kind,
        principal,
        conditional: conditions.length > 0,
        conditions,
      }));
    });
}

function principalsOf({ Principal, NotPrincipal }: Statement): Pick<Trust, "kind" | "principal">[] {
  if (NotPrincipal !== undefined || Principal === "*") return [{ kind: "anyone", principal: "*" }];
  if (Principal === undefined || typeof Principal === "string") return [];
  return Object.entries(Principal).flatMap(([type, principals]) =>
    principals.map((principal) => {
      if (type === "Service") return { kind: "service" as const, principal };
      if (type === "Federated") return { kind: "federation" as const, principal };
      return type === "AWS"
        ? awsPrincipal(principal)
        : { kind: "account" as const, principal: `${type} ${principal}` };
    }),
  );
}

export const namesEveryone = (statement: Statement): boolean =>
  principalsOf(statement).some(({ kind }) => kind === "anyone");

/** Keys by which a policy says whose call it is, rather than how the call is made. */
const callerKeys = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceorgid",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "kms:calleraccount",
]);

/** Whether everybody is let in: nothing in the conditions says who the caller has to be. */
export const isOpenToAnyone = ({ kind, conditions }: Allowed): boolean =>
  kind === "anyone" &&
  !conditions.some((condition) => callerKeys.has(condition.key) && isPositive(condition));

/** Principals of other accounts, unless the policy keeps to one organization. */
export function outsiders(allowed: readonly Allowed[], ownAccount: string): string[] {
  const names = allowed
    .filter(({ conditions }) => !conditions.some(keepsToOrganization))
    .filter(({ kind }) => kind === "account" || kind === "identity")
    .filter(({ principal }) => principal !== ownAccount && principal.split(":")[4] !== ownAccount)
    .filter(({ principal }) => !isGone(principal))
    .map(({ principal }) => principal);
  return [...new Set(names)].toSorted();
}

const keepsToOrganization = (condition: Condition): boolean =>
  condition.key.startsWith("aws:principalorg") && isPositive(condition);

/**
 * Whether every such call is refused that does not come over TLS. The conditions of one statement must all hold, so
 * one more than that on TLS leaves calls that are not refused.
 */
export const refusesPlainHttp = (statements: readonly Statement[], actions: readonly string[]): boolean =>
  statements.some((statement) => {
    const conditions = conditionsOf(statement);
    return (
      statement.Effect === "Deny" &&
      namesEveryone(statement) &&
      actions.every((action) => coversAction(statement, action)) &&
      statement.Resource?.some((resource) => resource.endsWith("*")) !== false &&
      conditions.length > 0 &&
      conditions.every(({ key, values }) => key === "aws:securetransport" && values.includes("false"))
    );
  });

/** Whether calls are refused that do not come through a VPC or its endpoints. */
export const refusesPublicNetwork = (statements: readonly Statement[]): boolean =>
  statements.some(
    (statement) =>
      statement.Effect === "Deny" &&
      namesEveryone(statement) &&
      conditionsOf(statement).some(
        ({ operator, key }) => operator.startsWith("StringNot") && /^aws:sourcevpce?$/.test(key),
      ),
  );
