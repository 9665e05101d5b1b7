import type { CallContext, Decision } from "#lib/permissions/decision.ts";
import { attributeName } from "#lib/permissions/azure/condition-text.ts";
import { decide, everybody } from "#lib/permissions/azure/decide.ts";

export const operators = [
  "StringEquals",
  "StringNotEquals",
  "StringEqualsIgnoreCase",
  "StringStartsWith",
  "StringLike",
  "StringNotLike",
] as const;
export const quantifiers = [
  null,
  "ForAnyOfAnyValues",
  "ForAllOfAnyValues",
  "ForAnyOfAllValues",
  "ForAllOfAllValues",
] as const;

export type CaseCondition =
  | { is: "action"; patterns: readonly string[] }
  | { is: "not"; part: CaseCondition }
  | { is: "and" | "or"; parts: readonly CaseCondition[] }
  | { is: "exists"; attribute: string }
  | {
      is: "compared";
      attribute: string;
      quantifier: (typeof quantifiers)[number];
      operator: (typeof operators)[number];
      values: readonly string[];
    };
export type CasePermission = {
  actions: readonly string[];
  notActions: readonly string[];
  dataActions: readonly string[];
  notDataActions: readonly string[];
  condition?: CaseCondition;
};
export type AzureCase = {
  principals: readonly string[];
  action: string;
  isData: boolean;
  resource: string;
  groupsAbove: readonly string[];
  assignments: readonly {
    principal: string;
    scope: string;
    permissions: readonly CasePermission[];
    condition?: CaseCondition;
    isEligible?: boolean;
  }[];
  denials: readonly {
    principals: readonly string[];
    excluded: readonly string[];
    scope: string;
    appliesBeneath: boolean;
    permissions: readonly CasePermission[];
  }[];
};

/** As somebody would write it in the portal. */
export function writeCondition(condition: CaseCondition): string {
  switch (condition.is) {
    case "action":
      return `ActionMatches{${condition.patterns.map(quoted).join(", ")}}`;
    case "not":
      return `!(${writeCondition(condition.part)})`;
    case "and":
      return condition.parts.map((part) => `(${writeCondition(part)})`).join("\n AND \n");
    case "or":
      return condition.parts.map((part) => `(${writeCondition(part)})`).join(" OR ");
    case "exists":
      return `Exists ${condition.attribute}`;
    case "compared": {
      const { attribute, quantifier, operator, values } = condition;
      return quantifier === null
        ? `${attribute} ${operator} ${quoted(values[0] ?? "")}`
        : `${attribute} ${quantifier}:${operator} {${values.map(quoted).join(", ")}}`;
    }
  }
}
const quoted = (text: string): string => `'${text}'`;

/** Attributes that are left out are not told. */
export function decideAzure(given: AzureCase, attributes: Record<string, readonly string[]> = {}): Decision {
  const told = new Map(Object.entries(attributes).map(([name, values]) => [attributeName(name), values]));
  const context: CallContext = (key) => told.get(key) ?? null;
  const permissionsOf = (permissions: readonly CasePermission[]) =>
    permissions.map((each) => ({
      ...each,
      condition: each.condition ? writeCondition(each.condition) : null,
    }));
  return decide({
    principals: new Set(given.principals),
    action: given.action,
    isData: given.isData,
    resource: given.resource,
    context,
    groupsAbove: () => new Set(given.groupsAbove),
    assignments: given.assignments.map(({ principal, scope, permissions, condition, isEligible }, at) => ({
      name: { kind: "role assignment", id: `assignment ${at}`, name: `role ${at} on ${scope}` },
      principalId: principal,
      scope,
      permissions: permissionsOf(permissions),
      condition: condition ? writeCondition(condition) : null,
      ...(isEligible ? { isEligible } : {}),
    })),
    denials: given.denials.map(({ principals, excluded, scope, appliesBeneath, permissions }, at) => ({
      name: { kind: "deny assignment", id: `denial ${at}`, name: `denial ${at}` },
      principalIds: new Set(principals.map((id) => (id === "everybody" ? everybody : id))),
      excludedIds: new Set(excluded),
      scope,
      appliesBeneath,
      permissions: permissionsOf(permissions),
      condition: null,
    })),
  });
}
