import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { detail } from "./detail.ts";
import { Binding } from "./iam-policy.ts";

const Ancestry = z.object({
  ancestor: z.array(z.object({ resourceId: z.object({ type: z.string(), id: z.string() }) })).default([]),
});

/** What holds the project, nearest first, as `folders/1` and `organizations/2`. */
export async function readAncestry(source: Pick<Source, "call">): Promise<string[]> {
  const call = { service: "cloudresourcemanager", operation: "projects.getAncestry" };
  const parsed = Ancestry.safeParse(await source.call(call.service, call.operation));
  if (!parsed.success) throw new ProviderError("malformed", call, z.prettifyError(parsed.error));
  return parsed.data.ancestor
    .filter(({ resourceId }) => resourceId.type !== "project")
    .map(({ resourceId: { type, id } }) => `${type}s/${id}`);
}

export const organizationOf = (ancestry: readonly string[]): string | null =>
  ancestry.find((name) => name.startsWith("organizations/")) ?? null;

export const AuditConfigs = z
  .array(
    z.object({
      service: z.string(),
      auditLogConfigs: z
        .array(z.object({ logType: z.string(), exemptedMembers: z.array(z.string()).default([]) }))
        .default([]),
    }),
  )
  .default([]);
const Policy = z.object({ bindings: z.array(Binding).default([]), auditConfigs: AuditConfigs });

export type InheritedPolicy = z.infer<typeof Policy> & { name: string };
/** `unknown` where one of the policies could not be read: there may be more than is told. */
export type Inherited = { policies: InheritedPolicy[]; unknown: Unknown | null };

export const inheritedPermissions = [
  "resourcemanager.projects.get",
  "resourcemanager.folders.getIamPolicy",
  "resourcemanager.organizations.getIamPolicy",
];

/** Policies of the folders and the organization above a project, which hold for it as its own does. */
export async function readInherited(
  source: Pick<Source, "call">,
  ancestry: readonly string[],
): Promise<Inherited> {
  const inherited: Inherited = { policies: [], unknown: null };
  for (const name of ancestry) {
    const operation = name.startsWith("folders/") ? "folders.getIamPolicy" : "organizations.getIamPolicy";
    const input = { resource: name, options: { requestedPolicyVersion: 3 } };
    const { value, unknown } = await detail(
      source,
      { service: "cloudresourcemanager", operation },
      input,
      Policy,
    );
    if (value) inherited.policies.push({ name, ...value });
    inherited.unknown ??= unknown;
  }
  return inherited;
}
