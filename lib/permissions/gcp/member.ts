import { certain, type Truth } from "../truth.ts";
import { isKubernetesMember, type KubernetesCaller } from "./kubernetes-member.ts";

/** Whoever calls, as Google tells one principal from another. */
export type GoogleCaller =
  | { kind: "user"; email: string }
  /** A group as such: what it holds, all in it have. */
  | { kind: "group"; email: string }
  | { kind: "service-account"; email: string }
  /** Somebody of another identity provider, by the pool that lets it in and what it says of itself. */
  | { kind: "federated"; pool: string; subject: string; groups: readonly string[]; attributes: Attributes }
  | KubernetesCaller
  /** Nobody known. */
  | { kind: "anonymous" };
type Attributes = Readonly<Record<string, string>>;

/** What a policy may know of a caller beside its name. */
export type Standing = {
  /** Whether the caller is in a group; `maybe` where nobody read the members. */
  inGroup: (group: string) => Truth;
  /** Whether the caller holds a basic role on a project, for `projectEditor:…` and its like. */
  holdsBasicRole: (role: "owner" | "editor" | "viewer", project: string) => Truth;
};

const basicRoles = { projectOwner: "owner", projectEditor: "editor", projectViewer: "viewer" } as const;
const pools = "//iam.googleapis.com/";

export const isAnybody = (written: string): boolean =>
  written === "allUsers" || written === "allAuthenticatedUsers";

/** Whether a member of an allow policy means the caller. */
export function isMember(written: string, caller: GoogleCaller, standing: Standing): Truth {
  if (written === "allUsers") return "yes";
  // Whoever signs in elsewhere than at Google is not among these.
  if (written === "allAuthenticatedUsers") return certain("email" in caller);
  if (caller.kind === "kubernetes") return certain(isKubernetesMember(written, caller));
  const colon = written.indexOf(":");
  const kind = written.slice(0, colon);
  const name = written.slice(colon + 1);
  if (kind === "principal" || kind === "principalSet") return isFederated(kind, name, caller);
  if (kind === "projectOwner" || kind === "projectEditor" || kind === "projectViewer")
    return standing.holdsBasicRole(basicRoles[kind], name);
  return isNamed(kind, name, caller, standing);
}

function isNamed(kind: string, name: string, caller: GoogleCaller, standing: Standing): Truth {
  const isSame = "email" in caller && caller.email.toLowerCase() === name.toLowerCase();
  switch (kind) {
    case "user":
      return certain(caller.kind === "user" && isSame);
    case "serviceAccount":
      return certain(caller.kind === "service-account" && isSame);
    case "group":
      return caller.kind === "group" ? certain(isSame) : inGroup(name, caller, standing);
    case "domain":
      return certain(caller.kind === "user" && caller.email.toLowerCase().endsWith(`@${name.toLowerCase()}`));
    default:
      return "no";
  }
}

const inGroup = (group: string, caller: GoogleCaller, { inGroup: isIn }: Standing): Truth =>
  "email" in caller ? isIn(group.toLowerCase()) : "no";

function isFederated(kind: "principal" | "principalSet", name: string, caller: GoogleCaller): Truth {
  if (!name.startsWith(pools) || caller.kind !== "federated") return "no";
  const whole = name.slice(pools.length);
  if (!whole.startsWith(`${caller.pool}/`)) return "no";
  const rest = whole.slice(caller.pool.length + 1);
  if (kind === "principal") return certain(rest === `subject/${caller.subject}`);
  if (rest === "*") return "yes";
  if (rest.startsWith("group/")) return certain(caller.groups.includes(rest.slice("group/".length)));
  const [, attribute = "", value = ""] = /^attribute\.([^/]+)\/(.+)$/s.exec(rest) ?? [];
  return certain(attribute !== "" && caller.attributes[attribute] === value);
}

/** Whether a principal of a deny policy, which are written in another way, means the caller. */
export function isDeniedPrincipal(written: string, caller: GoogleCaller, standing: Standing): Truth {
  if (written === "principalSet://goog/public:all") return "yes";
  if (written.startsWith(`principal:${pools}projects/-/serviceAccounts/`))
    return isNamed("serviceAccount", written.slice(written.lastIndexOf("/") + 1), caller, standing);
  const subject = /^principal:\/\/goog\/subject\/(.+)$/.exec(written)?.[1];
  if (subject !== undefined) return isNamed("user", subject, caller, standing);
  const group = /^principalSet:\/\/goog\/group\/(.+)$/.exec(written)?.[1];
  if (group !== undefined) return isNamed("group", group, caller, standing);
  // Whose account belongs to which customer of Google's is not told here.
  if (written.startsWith("principalSet://goog/cloudIdentityCustomerId/"))
    return caller.kind === "user" || caller.kind === "group" ? "maybe" : "no";
  return isMember(written, caller, standing);
}
