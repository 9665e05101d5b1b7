import { some, type Truth } from "../truth.ts";
import type { Principals } from "./policy.ts";

/** Who calls. A role stands for whichever of its sessions; a session is one of them. */
export type AwsPrincipal =
  | { kind: "user" | "role" | "root" | "group"; arn: string; account: string }
  | { kind: "session" | "federated-user"; arn: string; account: string; issuer: string }
  | { kind: "service"; name: string }
  | { kind: "federation"; provider: string }
  | { kind: "anonymous" };

/** Reads a principal as AWS names it: an ARN, a service, an identity provider, or `*` for nobody known. */
export function readPrincipal(name: string): AwsPrincipal {
  if (name === "*") return { kind: "anonymous" };
  const [, partition, service = "", , account = "", rest = ""] =
    /^(arn):([^:]+):([^:]+)::(\d{12}):(.+)$/.exec(name) ? splitArn(name) : [];
  if (partition === undefined) return name.includes("/") ? federation(name) : namedService(name);
  const [type = "", ...path] = rest.split("/");
  if (service === "iam" && rest === "root") return { kind: "root", arn: name, account };
  if (service === "iam" && (type === "user" || type === "role" || type === "group"))
    return { kind: type, arn: name, account };
  if (service === "iam" && type.endsWith("-provider")) return federation(name);
  if (service === "sts" && type === "assumed-role") {
    const issuer = `arn:${partition}:iam::${account}:role/${path[0] ?? ""}`;
    return { kind: "session", arn: name, account, issuer };
  }
  return { kind: "federated-user", arn: name, account, issuer: `arn:${partition}:iam::${account}:root` };
}

const splitArn = (arn: string): string[] => {
  const [prefix = "", partition = "", service = "", region = "", account = "", ...rest] = arn.split(":");
  return [prefix, partition, service, region, account, rest.join(":")];
};

const federation = (provider: string): AwsPrincipal => ({ kind: "federation", provider });

const namedService = (name: string): AwsPrincipal =>
  /\.(amazonaws\.(com|com\.cn|eu)|amazon\.com|aws\.internal)$/.test(name) && !federated.has(name)
    ? { kind: "service", name }
    : federation(name);

const federated = new Set(["cognito-identity.amazonaws.com"]);

export const accountOf = (principal: AwsPrincipal): string | null =>
  "account" in principal ? principal.account : null;

/**
 * How closely a policy names a caller. To name the account lets it delegate to its identities; to name a role leaves
 * its boundary and the policies of its sessions in force, and to name everybody the latter; the user or the session
 * itself is let in directly.
 */
export type Naming = Record<Closeness, Truth>;
export const closenesses = ["account", "role", "everybody", "directly"] as const;
export type Closeness = (typeof closenesses)[number];

const notNamed: Naming = { account: "no", role: "no", everybody: "no", directly: "no" };

export const naming = (given: Partial<Naming>): Naming => ({ ...notNamed, ...given });

/** Whether a statement that allows names the caller, and how. */
export function namedBy({ not, named }: Principals, caller: AwsPrincipal): Naming {
  if (not) return naming({ everybody: isNamedAtAll(named, caller) === "no" ? "yes" : "no" });
  const how = named.map(({ kind, name }) => closenessOf(kind, name, caller));
  const closest = (closeness: Closeness) => some(how, (one) => one[closeness]);
  return {
    account: closest("account"),
    role: closest("role"),
    everybody: closest("everybody"),
    directly: closest("directly"),
  };
}

/** Whether a statement that denies speaks of the caller. */
export function isDenied({ not, named }: Principals, caller: AwsPrincipal, bounded: boolean): Truth {
  if (!not) return isNamedAtAll(named, caller);
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
  if (bounded) return "yes";
  const itself = some(named, ({ kind, name }) => isItself(kind, name, caller));
  if (itself === "no") return "yes";
  const account = some(named, ({ kind, name }) => closenessOf(kind, name, caller).account);
  // Where its account is not listed beside it, the deny may apply all the same.
  if (accountOf(caller) !== null && account === "no" && !namesEverybody(named)) return "maybe";
  return itself === "yes" ? "no" : "maybe";
}

const isNamedAtAll = (named: Principals["named"], caller: AwsPrincipal): Truth =>
  some(named, ({ kind, name }) => anyOf(closenessOf(kind, name, caller)));

/** Whether it is named in whatever way. */
export const anyOf = (named: Naming): Truth => some(closenesses, (closeness) => named[closeness]);

function isItself(kind: string, name: string, caller: AwsPrincipal): Truth {
  const { role, everybody, directly } = closenessOf(kind, name, caller);
  return some([role, everybody, directly], (truth) => truth);
}

const namesEverybody = (named: Principals["named"]): boolean =>
  named.some(({ kind, name }) => kind === "AWS" && name === "*");

function closenessOf(kind: string, name: string, caller: AwsPrincipal): Naming {
  if (kind === "AWS") return ofAws(name, caller);
  if (kind === "Service")
    return naming({ directly: caller.kind === "service" && sameService(name, caller.name) ? "yes" : "no" });
  if (kind === "Federated")
    return naming({ directly: caller.kind === "federation" && caller.provider === name ? "yes" : "no" });
  return notNamed;
}

function ofAws(name: string, caller: AwsPrincipal): Naming {
  if (name === "*") return naming({ everybody: "yes" });
  const account = accountOf(caller);
  if (account === null) return notNamed;
  if (name === account || /^arn:[^:]+:iam::(\d{12}):root$/.exec(name)?.[1] === account)
    return naming({ account: "yes" });
  if (!("arn" in caller)) return notNamed;
  if (name === caller.arn) return naming({ [caller.kind === "role" ? "role" : "directly"]: "yes" });
  if ("issuer" in caller && isRoleOf(name, caller.issuer)) return naming({ role: "yes" });
  // One session of the role: whether it is this one, its name decides, which the caller chose.
  if (caller.kind === "role" && isSessionOf(name, caller.arn)) return naming({ directly: "maybe" });
  return notNamed;
}

/** The ARN of a session leaves out the role's path. */
const isRoleOf = (name: string, issuer: string): boolean => {
  const [, head, role] = /^(arn:[^:]+:iam::\d{12}:role\/)(?:.*\/)?([^/]+)$/.exec(name) ?? [];
  return head !== undefined && `${head}${role ?? ""}` === issuer;
};

function isSessionOf(name: string, role: string): boolean {
  const [, partition, account, session] =
    /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(name) ?? [];
  return session !== undefined && isRoleOf(role, `arn:${partition}:iam::${account}:role/${session}`);
}

/** A service may be written with its region in front. */
const sameService = (written: string, name: string): boolean =>
  written === name ||
  written === "*" ||
  written.replace(/\.[a-z]{2}(-[a-z]+)+-\d+\./, ".") === name.replace(/\.[a-z]{2}(-[a-z]+)+-\d+\./, ".");
