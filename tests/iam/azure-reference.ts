import type { AzureCase, CaseCondition, CasePermission } from "./azure-case.ts";

/**
 * Azure's rules once more, as its documentation tells them and as plainly as they can be written: two values, regular
 * expressions, and a list of every scope above a resource.
 */
export function referenceAllows(given: AzureCase, attributes: Record<string, readonly string[]>): boolean {
  const scopes = scopesOf(given);
  const isMe = (id: string) => given.principals.includes(id);
  const holds = (permission: CasePermission) =>
    has(permission, given) && (!permission.condition || meets(permission.condition, given, attributes));
  const denied = given.denials.some(
    (denial) =>
      (denial.appliesBeneath ? scopes : [given.resource]).includes(denial.scope) &&
      (denial.principals.includes("everybody") || denial.principals.some(isMe)) &&
      !denial.excluded.some(isMe) &&
      denial.permissions.some(holds),
  );
  if (denied) return false;
  return given.assignments.some(
    (assignment) =>
      isMe(assignment.principal) &&
      scopes.includes(assignment.scope) &&
      assignment.permissions.some(holds) &&
      (!assignment.condition || meets(assignment.condition, given, attributes)),
  );
}

function scopesOf({ resource, groupsAbove }: AzureCase): string[] {
  const parts = resource.split("/");
  const above = parts.map((_, at) => parts.slice(0, at + 1).join("/"));
  return [
    "/",
    ...groupsAbove.map((name) => `/providers/microsoft.management/managementgroups/${name}`),
    ...above,
  ];
}

const has = (permission: CasePermission, { action, isData }: AzureCase): boolean => {
  const [all, none] = isData
    ? [permission.dataActions, permission.notDataActions]
    : [permission.actions, permission.notActions];
  return all.some((each) => matches(each, action)) && !none.some((each) => matches(each, action));
};

const matches = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
      .join(".*")}$`,
    "i",
  ).test(text);

function meets(
  condition: CaseCondition,
  given: AzureCase,
  attributes: Record<string, readonly string[]>,
): boolean {
  switch (condition.is) {
    case "action":
      return condition.patterns.some((pattern) => matches(pattern, given.action));
    case "not":
      return !meets(condition.part, given, attributes);
    case "and":
      return condition.parts.every((part) => meets(part, given, attributes));
    case "or":
      return condition.parts.some((part) => meets(part, given, attributes));
    case "exists":
      return (attributes[condition.attribute] ?? []).length > 0;
    case "compared":
      return compares(condition, attributes[condition.attribute] ?? []);
  }
}

function compares(
  { quantifier, operator, values }: Extract<CaseCondition, { is: "compared" }>,
  own: readonly string[],
): boolean {
  if (own.length === 0) return false;
  const one = (a: string, b: string): boolean => {
    switch (operator) {
      case "StringEquals":
        return a === b;
      case "StringNotEquals":
        return a !== b;
      case "StringEqualsIgnoreCase":
        return a.toLowerCase() === b.toLowerCase();
      case "StringStartsWith":
        return a.indexOf(b) === 0;
      case "StringLike":
        return new RegExp(`^${b.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(a);
      case "StringNotLike":
        return !new RegExp(`^${b.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(a);
    }
  };
  const any = <T>(list: readonly T[], is: (item: T) => boolean) => list.filter(is).length > 0;
  const all = <T>(list: readonly T[], is: (item: T) => boolean) => list.filter(is).length === list.length;
  switch (quantifier) {
    case "ForAnyOfAnyValues":
      return any(own, (a) => any(values, (b) => one(a, b)));
    case "ForAllOfAnyValues":
      return all(own, (a) => any(values, (b) => one(a, b)));
    case "ForAnyOfAllValues":
      return any(own, (a) => all(values, (b) => one(a, b)));
    case "ForAllOfAllValues":
      return all(own, (a) => all(values, (b) => one(a, b)));
    case null:
      return one(own[0] ?? "", values[0] ?? "");
  }
}
