import type { CallContext, Decision } from "#lib/permissions/decision.ts";
import { decide } from "#lib/permissions/gcp/decide.ts";
import type { GoogleCaller } from "#lib/permissions/gcp/member.ts";
import type { Truth } from "#lib/permissions/truth.ts";

/** A condition by its parts, so that a second reading need not understand the text. */
export type CaseCondition =
  | { is: "and" | "or"; parts: readonly CaseCondition[] }
  | { is: "not"; part: CaseCondition }
  | { is: "starts" | "ends" | "equals" | "differs" | "contains"; attribute: string; value: string }
  | { is: "in"; attribute: string; values: readonly string[] }
  | { is: "before" | "after"; instant: string }
  | { is: "tagged"; key: string; value: string };

export type GoogleCase = {
  /** Accounts of clusters have tests beside what decides of them. */
  caller: Exclude<GoogleCaller, { kind: "kubernetes" }>;
  groups: readonly string[];
  basicRoles: readonly string[];
  permission: string;
  /** From the resource up to the organization. */
  levels: readonly {
    bindings: readonly { role: string; members: readonly string[]; condition?: CaseCondition }[];
    denials: readonly {
      principals: readonly string[];
      exceptPrincipals: readonly string[];
      permissions: readonly string[];
      exceptPermissions: readonly string[];
      condition?: CaseCondition;
    }[];
  }[];
  roles: Readonly<Record<string, readonly string[] | null>>;
};
export type Attributes = Readonly<Record<string, readonly string[]>>;

/** As somebody would write it in CEL. */
export function writeCondition(condition: CaseCondition): string {
  switch (condition.is) {
    case "and":
      return condition.parts.map((part) => `(${writeCondition(part)})`).join(" && ");
    case "or":
      return condition.parts.map((part) => `(${writeCondition(part)})`).join(" || ");
    case "not":
      return `!(${writeCondition(condition.part)})`;
    case "starts":
      return `${condition.attribute}.startsWith("${condition.value}")`;
    case "ends":
      return `${condition.attribute}.endsWith("${condition.value}")`;
    case "contains":
      return `${condition.attribute}.contains("${condition.value}")`;
    case "equals":
      return `${condition.attribute} == "${condition.value}"`;
    case "differs":
      return `${condition.attribute} != "${condition.value}"`;
    case "in":
      return `${condition.attribute} in [${condition.values.map((value) => `"${value}"`).join(", ")}]`;
    case "before":
      return `request.time < timestamp("${condition.instant}")`;
    case "after":
      return `request.time >= timestamp("${condition.instant}")`;
    case "tagged":
      return `resource.matchTag("${condition.key}", "${condition.value}")`;
  }
}

/** Attributes that are left out are not told. */
export function decideGoogle(
  given: GoogleCase,
  attributes: Attributes = {},
  inGroup: (group: string) => Truth = (group) => (given.groups.includes(group) ? "yes" : "no"),
): Decision {
  const context: CallContext = (key) => attributes[key] ?? null;
  const written = (condition: CaseCondition | undefined) => (condition ? writeCondition(condition) : null);
  return decide({
    caller: given.caller,
    standing: {
      inGroup,
      holdsBasicRole: (role, project) => (given.basicRoles.includes(`${role} ${project}`) ? "yes" : "no"),
    },
    action: given.permission,
    resource: "//storage.googleapis.com/claims",
    context,
    roleOf: (role) => given.roles[role] ?? null,
    allow: given.levels.map(({ bindings }, level) => ({
      name: { kind: "allow policy", id: `level ${level}`, name: `level ${level}` },
      bindings: bindings.map(({ condition, ...binding }) => ({ ...binding, condition: written(condition) })),
    })),
    deny: given.levels.map(({ denials }, level) => ({
      name: { kind: "deny policy", id: `denial ${level}`, name: `denial ${level}` },
      rules: denials.map((denial) => ({
        deniedPrincipals: denial.principals,
        exceptionPrincipals: denial.exceptPrincipals,
        deniedPermissions: denial.permissions,
        exceptionPermissions: denial.exceptPermissions,
        condition: written(denial.condition),
      })),
    })),
  });
}
