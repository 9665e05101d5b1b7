import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import type { Home } from "./iam-policy.ts";
import { listItems } from "./paging.ts";

export const Project = z.object({
  /** `projects/<number>` */
  name: z.string(),
  projectId: z.string(),
  displayName: z.string().optional(),
  parent: z.string().optional(),
  state: z.string().optional(),
  labels: z.record(z.string(), z.string()).default({}),
});
const Organization = z.object({ displayName: z.string() });

export const homePermissions = ["resourcemanager.projects.get", "resourcemanager.organizations.get"];

/** The projects and the domain that count as one's own. */
export async function readHome(source: Pick<Source, "call">): Promise<Home> {
  const projects: z.infer<typeof Project>[] = [];
  for await (const page of listItems(source, "cloudresourcemanager", "projects.search", "projects"))
    projects.push(...z.array(Project).parse(page));
  return {
    projectIds: projects.map(({ projectId }) => projectId),
    projectNumbers: projects.map(({ name }) => name.replace("projects/", "")),
    domains: await organizationDomains(source),
  };
}

/** An organization's display name is its domain. Null where none may be seen. */
async function organizationDomains(source: Pick<Source, "call">): Promise<string[] | null> {
  const domains: string[] = [];
  try {
    for await (const page of listItems(
      source,
      "cloudresourcemanager",
      "organizations.search",
      "organizations",
    ))
      domains.push(
        ...z
          .array(Organization)
          .parse(page)
          .map(({ displayName }) => displayName.toLowerCase()),
      );
  } catch (error) {
    if (error instanceof ProviderError && error.reason !== "expired-credentials") return null;
    throw error;
  }
  return domains.length === 0 ? null : domains;
}

/** Why a member's side could not be told. */
export const homeUnknown: Unknown = {
  reason: "denied",
  call: "cloudresourcemanager:organizations.search",
  permission: "resourcemanager.organizations.get",
  message:
    "The organization's domain is not readable, so members of other domains cannot be told from its own",
};
