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
  if (kind === "principal" || kind === "principalSet") {
    // A workload of another provider belongs to whom the pool belongs; pools of a workforce are the organization's.
    const number = /^\/\/iam\.googleapis\.com\/projects\/(\d+)\//.exec(name)?.[1];
    return number === undefined || home.projectNumbers.includes(number) ? "inside" : "outside";
  }
  if (kind !== "user" && kind !== "group" && kind !== "domain") return "inside";
  const domain = name.slice(name.indexOf("@") + 1).toLowerCase();
  if (consumerDomains.has(domain)) return "outside";
  if (home.domains === null) return "undecided";
  return home.domains.includes(domain) ? "inside" : "outside";
}

/** Projects of Google's, whose accounts act for the customer's project whose number they carry. Anybody may call one alike. */
const agentProject =
  /^(gcp-sa-[a-z0-9-]+|gs-project-accounts|gcf-admin-robot|serverless-robot-prod|containerregistry|compute-system|container-engine-robot|dataproc-accounts|dataflow-service-producer-prod|cloudcomposer-accounts|service-networking|sourcerepo-service-accounts|cloud-redis|cloud-filer|cloud-tpu|bigquery-encryption|cloud-ml\.google\.com|gae-api-prod\.google\.com|firebase-rules|endpoints-portal)$/;

function isOwnServiceAccount(email: string, home: Home): boolean {
  const [name = "", domain = ""] = email.split("@");
  const carriesOwnNumber = (name.match(/\d+/g) ?? []).some((number) => home.projectNumbers.includes(number));
  if (domain === "appspot.gserviceaccount.com") return isOwnProject(name, home);
  const project = /^(.+)\.iam\.gserviceaccount\.com$/.exec(domain)?.[1];
  // Compute Engine's, Cloud Build's and their like have no project in their address, only its number.
  if (project === undefined) return domain.endsWith(".gserviceaccount.com") && carriesOwnNumber;
  return agentProject.test(project) ? carriesOwnNumber : isOwnProject(project, home);
}

/** A project `example.com:name` is written `name.example.com` in addresses. */
const isOwnProject = (written: string, { projectIds }: Home): boolean =>
  projectIds.some((id) => id.split(":").toReversed().join(".") === written);
