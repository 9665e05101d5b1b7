import type { GoogleCaller } from "#lib/permissions/gcp/member.ts";
import type { Attributes, CaseCondition, GoogleCase } from "./google-case.ts";

/**
 * Google's rules once more, as its documentation tells them: two values, tables of what each spelling of a principal
 * means, and every denial before any binding.
 */
export function referenceAllows(given: GoogleCase, attributes: Attributes): boolean {
  const mine = new Set([...allowSpellings(given), ...denySpellings(given)]);
  const isMe = (written: string) => mine.has(written);
  const holds = (condition: CaseCondition | undefined) => !condition || meets(condition, attributes);
  for (const { denials } of given.levels)
    for (const denial of denials) {
      const names = (listed: string) => matchesDenied(listed, given.permission);
      if (
        denial.principals.some(isMe) &&
        !denial.exceptPrincipals.some(isMe) &&
        denial.permissions.some(names) &&
        !denial.exceptPermissions.some(names) &&
        holds(denial.condition)
      )
        return false;
    }
  return given.levels.some(({ bindings }) =>
    bindings.some(
      ({ role, members, condition }) =>
        (given.roles[role] ?? []).some((each) => glob(each, given.permission)) &&
        members.some((member) => allowSpellings(given).includes(member)) &&
        holds(condition),
    ),
  );
}

/** Every way in which an allow policy may mean the caller. */
function allowSpellings({ caller, groups, basicRoles }: GoogleCase): string[] {
  const spelt = ["allUsers", ...basicRoles.map(convenience)];
  const inGroups = groups.map((group) => `group:${group}`);
  switch (caller.kind) {
    case "anonymous":
      return spelt;
    case "federated":
      return [...spelt, ...poolSpellings(caller)];
    case "group":
      return [...spelt, "allAuthenticatedUsers", `group:${caller.email}`];
    case "service-account":
      return [...spelt, "allAuthenticatedUsers", `serviceAccount:${caller.email}`, ...inGroups];
    case "user":
      return [
        ...spelt,
        "allAuthenticatedUsers",
        `user:${caller.email}`,
        `domain:${caller.email.split("@")[1]}`,
        ...inGroups,
      ];
  }
}

const convenience = (held: string): string => {
  const [role = "", project = ""] = held.split(" ");
  return `project${role.slice(0, 1).toUpperCase()}${role.slice(1)}:${project}`;
};

function poolSpellings({ pool, subject, groups, attributes }: Extract<GoogleCaller, { kind: "federated" }>) {
  const base = `//iam.googleapis.com/${pool}`;
  return [
    `principal:${base}/subject/${subject}`,
    `principalSet:${base}/*`,
    ...groups.map((group) => `principalSet:${base}/group/${group}`),
    ...Object.entries(attributes).map(([name, value]) => `principalSet:${base}/attribute.${name}/${value}`),
  ];
}

/** Deny policies write principals in a way of their own. */
function denySpellings({ caller, groups }: GoogleCase): string[] {
  const all = ["principalSet://goog/public:all"];
  const inGroups = groups.map((group) => `principalSet://goog/group/${group}`);
  switch (caller.kind) {
    case "user":
      return [...all, `principal://goog/subject/${caller.email}`, ...inGroups];
    case "group":
      return [...all, `principalSet://goog/group/${caller.email}`];
    case "service-account":
      return [
        ...all,
        `principal://iam.googleapis.com/projects/-/serviceAccounts/${caller.email}`,
        ...inGroups,
      ];
    case "federated":
    case "anonymous":
      return all;
  }
}

function matchesDenied(listed: string, permission: string): boolean {
  const [service = "", ...rest] = permission.split(".");
  const host = service === "resourcemanager" ? "cloudresourcemanager" : service;
  return glob(listed, `${host}.googleapis.com/${rest.join(".")}`);
}

const glob = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.replaceAll(".", String.raw`\.`).replaceAll("*", ".*")}$`).test(text);

function meets(condition: CaseCondition, attributes: Attributes): boolean {
  const valueOf = (attribute: string) => attributes[attribute]?.[0] ?? "";
  switch (condition.is) {
    case "and":
      return condition.parts.every((part) => meets(part, attributes));
    case "or":
      return condition.parts.some((part) => meets(part, attributes));
    case "not":
      return !meets(condition.part, attributes);
    case "starts":
      return valueOf(condition.attribute).indexOf(condition.value) === 0;
    case "ends":
      return new RegExp(`${condition.value.replaceAll(".", String.raw`\.`)}$`).test(
        valueOf(condition.attribute),
      );
    case "contains":
      return valueOf(condition.attribute).split(condition.value).length > 1;
    case "equals":
      return valueOf(condition.attribute) === condition.value;
    case "differs":
      return valueOf(condition.attribute) !== condition.value;
    case "in":
      return condition.values.filter((value) => value === valueOf(condition.attribute)).length > 0;
    case "before":
      return new Date(valueOf("request.time")) < new Date(condition.instant);
    case "after":
      return new Date(valueOf("request.time")) >= new Date(condition.instant);
    case "tagged":
      return (attributes[`tag:${condition.key}`] ?? []).includes(condition.value);
  }
}
