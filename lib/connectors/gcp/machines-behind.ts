import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { assetOf, assetsCall } from "./assets.ts";
import { acceleratedMachine } from "./compute-instances.ts";
import { listGroupMembers, type Members } from "./group-members.ts";
import { bare } from "./load-balancing.ts";

export const askedByMachines: Unknown = {
  reason: "unsupported",
  call: assetsCall,
  permission: null,
  message: "The load balancer asks nothing, and what the machines behind it ask is not known to Google",
};

const Manager = assetOf(z.object({ instanceGroup: z.string().optional() }));

export type MachinesBehind = {
  /** Keys of machines with accelerators, whether in a group or not. */
  all: ReadonlySet<string>;
  byGroup: ReadonlyMap<string, Members>;
};

/**
 * Machines with accelerators in the groups that backends name. A managed one says itself who made it; a group that
 * nobody manages is asked, if there are machines that nobody made.
 */
export async function machinesBehind(
  source: Pick<Source, "call" | "scope">,
  {
    instances,
    managers,
    groups,
  }: Record<"instances" | "managers", readonly unknown[]> & { groups: readonly string[] },
): Promise<MachinesBehind> {
  const { scope } = source;
  const machines = instances.flatMap((raw) => acceleratedMachine(raw, scope) ?? []);
  const all = new Set(machines.map(({ key }) => key));
  const byGroup = new Map<string, Members>(
    [...Map.groupBy(machines, ({ group }) => group)].flatMap(([group, own]): [string, Members][] =>
      group === null ? [] : [[group, { keys: own.map(({ key }) => key), unknown: null }]],
    ),
  );
  const ofManagers = new Set(
    managers.map((raw) => bare(Manager.safeParse(raw).data?.resource.data.instanceGroup)),
  );
  const unmanaged = new Set(groups.filter((group) => !ofManagers.has(group) && !byGroup.has(group)));
  if (machines.some(({ group }) => group === null))
    for (const [group, { keys, unknown }] of await listGroupMembers(source, unmanaged))
      byGroup.set(group, { keys: keys.filter((key) => all.has(key)), unknown });
  return { all, byGroup };
}
