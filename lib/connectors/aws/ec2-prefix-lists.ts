import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { detailItems, type Unknowns } from "./pages.ts";

/** The ranges of each prefix list that security groups name, or why they could not be read. */
export type PrefixLists = ReadonlyMap<string, { ranges: readonly string[]; unknowns: Unknowns }>;

const namesLists = z.object({
  IpPermissions: z.array(z.unknown()).default([]),
  IpPermissionsEgress: z.array(z.unknown()).default([]),
});
const namesList = z.object({
  PrefixListIds: z.array(z.object({ PrefixListId: z.string().optional() })).default([]),
});
const entry = z.object({ Cidr: z.string().optional() });

/** Reads the lists that these groups name and that `known` does not hold yet. */
export async function prefixListsOf(
  source: Source,
  groups: readonly unknown[],
  known: PrefixLists,
): Promise<PrefixLists> {
  const lists = new Map(known);
  for (const PrefixListId of groups.flatMap(listsNamedBy)) {
    if (lists.has(PrefixListId)) continue;
    const unknowns: Unknowns = {};
    const entries = await detailItems(
      source,
      {
        service: "ec2",
        operation: "GetManagedPrefixListEntries",
        list: "Entries",
        input: { PrefixListId },
      },
      unknowns,
      ["ranges"],
    );
    const ranges = entries.flatMap((raw) => entry.safeParse(raw).data?.Cidr ?? []);
    lists.set(PrefixListId, { ranges, unknowns });
  }
  return lists;
}

function listsNamedBy(group: unknown): string[] {
  const { IpPermissions = [], IpPermissionsEgress = [] } = namesLists.safeParse(group).data ?? {};
  return [...IpPermissions, ...IpPermissionsEgress].flatMap((permission) =>
    (namesList.safeParse(permission).data?.PrefixListIds ?? []).flatMap(
      ({ PrefixListId }) => PrefixListId ?? [],
    ),
  );
}
