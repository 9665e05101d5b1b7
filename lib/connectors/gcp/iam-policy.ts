import { z } from "zod";

export const Binding = z.object({
  role: z.string(),
  members: z.array(z.string()).default([]),
  condition: z.object({ title: z.string().optional(), expression: z.string().optional() }).optional(),
});
export type Binding = z.infer<typeof Binding>;
export const IamPolicy = z.object({ bindings: z.array(Binding).default([]) });

const anonymous = new Set(["allUsers", "allAuthenticatedUsers"]);
/** Anybody on the internet, or anybody with a Google account, which is the same with one sign-up between. */
export const isPublicMember = (member: string): boolean => anonymous.has(member);

export const publicMembers = (bindings: readonly Binding[], grants: (role: string) => boolean): string[] => [
  ...new Set(
    bindings.filter(({ role }) => grants(role)).flatMap(({ members }) => members.filter(isPublicMember)),
  ),
];

/** People, as opposed to workloads: what "lets users become a service account" is about. */
export const isPersonMember = (member: string): boolean =>
  /^(user|group|domain):/.test(member) || isPublicMember(member);

/** What counts as one's own organization. `domains` is null where the organization could not be read. */
export type Home = {
  projectIds: readonly string[];
  projectNumbers: readonly string[];
  domains: readonly string[] | null;
};

/** Members from outside; `undecided` when the organization's domain is unknown and a member's side depends on it. */
export function externalMembers(
  bindings: readonly Binding[],
  home: Home,
): { principals: string[]; undecided: boolean } {
  const sides = new Map<string, "outside" | "inside" | "undecided">();
  for (const { members } of bindings) for (const member of members) sides.set(member, sideOf(member, home));
  const of = (wanted: string) => [...sides].filter(([, side]) => side === wanted).map(([member]) => member);
  return { principals: of("outside").toSorted(), undecided: of("undecided").length > 0 };
}

const consumerDomains = new Set(["gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "yahoo.com"]);

function sideOf(member: string, home: Home): "outside" | "inside" | "undecided" {
  const [kind = "", name = ""] = member.split(/:(.*)/s);
  if (kind === "serviceAccount") return isOwnServiceAccount(name, home) ? "inside" : "outside";
  if (kind !== "user" && kind !== "group" && kind !== "domain") return "inside";
  const domain = name.slice(name.indexOf("@") + 1).toLowerCase();
  if (consumerDomains.has(domain)) return "outside";
  if (home.domains === null) return "undecided";
  return home.domains.includes(domain) ? "inside" : "outside";
}

function isOwnServiceAccount(email: string, home: Home): boolean {
  const [name = "", domain = ""] = email.split("@");
  if (domain === "developer.gserviceaccount.com" || domain === "cloudservices.gserviceaccount.com")
    return home.projectNumbers.includes(name.replace(/-compute$/, ""));
  if (domain === "appspot.gserviceaccount.com") return home.projectIds.includes(name);
  const project = domain.replace(/\.iam\.gserviceaccount\.com$/, "");
  // Google's own service agents live in projects of Google and act for the project whose number they carry.
  if (
    /^(gcp-sa-|service-|gs-project-accounts$|gcf-admin-robot|serverless-robot|containerregistry|compute-system)/.test(
      project,
    )
  )
    return home.projectNumbers.some((number) => name.includes(number));
  return home.projectIds.includes(project);
}
