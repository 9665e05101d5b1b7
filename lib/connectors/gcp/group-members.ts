import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { instanceKey } from "./compute-instances.ts";
import { detailList } from "./detail.ts";
import { bare } from "./load-balancing.ts";

const Member = z.object({ instance: z.string() });

/** Keys of machines in a group, and why those of a group that nobody manages are not known. */
export type Members = { keys: readonly string[]; unknown: Unknown | null };

const listMembers = { service: "compute", operation: "instanceGroups.listInstances", field: "items" };

/** Machines in groups that nobody manages, which only the group itself tells. `groups` are zonal, as backends name them. */
export async function listGroupMembers(
  source: Pick<Source, "call" | "scope">,
  groups: Iterable<string>,
): Promise<Map<string, Members>> {
  const found = new Map<string, Members>();
  for (const group of groups) {
    const [, zone, instanceGroup] = /\/zones\/([^/]+)\/instanceGroups\/([^/]+)$/.exec(group) ?? [];
    if (!zone || !instanceGroup) continue;
    const { value, unknown } = await detailList(source, listMembers, { zone, instanceGroup }, Member);
    const keys = (value ?? []).map(({ instance }) => instanceKey(bare(instance), source.scope.account));
    found.set(group, { keys, unknown });
  }
  return found;
}
