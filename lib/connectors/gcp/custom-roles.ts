import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import type { Binding } from "./iam-policy.ts";
import { abilitiesOfRole } from "./role-abilities.ts";

const Role = z.object({ includedPermissions: z.array(z.string()).default([]) });

export type CustomRoles = ReadonlyMap<string, readonly string[]>;
export const rolePermissions = ["iam.roles.get"];

/** Why it is not known what a role allows. */
export const unreadRole = (role: string): Unknown => ({
  reason: "denied",
  call: "iam:roles.get",
  permission: "iam.roles.get",
  message: `The permissions of ${role} could not be read`,
});

/** Permissions of the roles that policies bind, where they are not known here. */
export const readBoundRoles = (
  source: Pick<Source, "call">,
  bindingsByKey: ReadonlyMap<string, readonly Binding[]>,
): Promise<CustomRoles> =>
  readRoles(
    source,
    [...bindingsByKey.values()].flatMap((bindings) => bindings.map(({ role }) => role)),
  );

/** Permissions of each role whose meaning is not known here. One that may not be read stays out. */
export async function readRoles(
  source: Pick<Source, "call">,
  roles: Iterable<string>,
): Promise<Map<string, readonly string[]>> {
  const known = new Map<string, readonly string[]>();
  for (const name of [...new Set(roles)].toSorted()) {
    if (abilitiesOfRole(name, known) !== null) continue;
    try {
      const answer = await source.call("iam", operationFor(name), { name });
      known.set(name, Role.parse(answer).includedPermissions);
    } catch (error) {
      if (error instanceof ProviderError && error.reason === "expired-credentials") throw error;
      if (!(error instanceof ProviderError) && !(error instanceof z.ZodError)) throw error;
    }
  }
  return known;
}

const operationFor = (name: string): string => {
  if (name.startsWith("projects/")) return "projects.roles.get";
  return name.startsWith("organizations/") ? "organizations.roles.get" : "roles.get";
};
