import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { detailItems, markUnknown, type Unknowns } from "./pages.ts";
import { isWideRange } from "./wide-range.ts";

const RawGroup = z.object({
  GroupId: z.string(),
  IpPermissions: z
    .array(
      z.object({
        IpRanges: z.array(z.object({ CidrIp: z.string().optional() })).default([]),
        Ipv6Ranges: z.array(z.object({ CidrIpv6: z.string().optional() })).default([]),
      }),
    )
    .default([]),
});

/**
 * Whether one of the security groups lets in traffic from any address: what makes a public address a way in. Asked
 * only for what has such an address. Enters `paths` in `unknowns` where the groups may not be read.
 */
export async function letsEverybodyIn(
  source: Source,
  groupIds: readonly string[],
  unknowns: Unknowns,
  paths: readonly string[],
): Promise<boolean> {
  if (groupIds.length === 0) return false;
  const groups = await detailItems(
    source,
    {
      service: "ec2",
      operation: "DescribeSecurityGroups",
      list: "SecurityGroups",
      input: { GroupIds: [...new Set(groupIds)].toSorted() },
    },
    unknowns,
    paths,
  );
  return groups
    .flatMap((raw) => RawGroup.safeParse(raw).data ?? [])
    .some(({ IpPermissions }) =>
      IpPermissions.some(({ IpRanges, Ipv6Ranges }) =>
        [...IpRanges.map(({ CidrIp }) => CidrIp), ...Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6)].some(
          isWideRange,
        ),
      ),
    );
}

/** What code itself asks of its callers is nowhere in its settings. */
export function askingIsUnknown(unknowns: Unknowns, call: string): void {
  markUnknown(unknowns, ["facets.authentication"], {
    reason: "unsupported",
    call,
    permission: null,
    message: "What the code asks of its callers is not told by its settings",
  });
}
