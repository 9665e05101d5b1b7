import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { detail } from "./detail.ts";
import { isSwitchedOff } from "./network-access.ts";

const Rules = z.object({
  value: z.array(
    z.object({
      name: z.string(),
      properties: z.object({ startIpAddress: z.string(), endIpAddress: z.string() }),
    }),
  ),
});

/** What a database's own firewall lets in. */
export type Firewall = {
  /** Ranges, as `first-last`. */
  ranges: string[];
  /** Anything that runs in Azure, whoever it belongs to. */
  allowsAzure: boolean;
  /** So much of the internet that it is no firewall. */
  isWide: boolean;
  unknown: Unknown | null;
};

const widestAddressCount = 2 ** 16;

export async function firewallOf(
  source: Source,
  call: { service: string; operation: string },
  id: string,
): Promise<Firewall> {
  const { value, unknown } = await detail(source, call, { id }, Rules);
  return { ...readFirewall(value?.value ?? []), unknown };
}

export function readFirewall(rules: z.infer<typeof Rules>["value"]): Omit<Firewall, "unknown"> {
  const spans = rules.map(({ properties }) => [properties.startIpAddress, properties.endIpAddress] as const);
  // Azure writes "allow Azure services" as a rule from 0.0.0.0 to 0.0.0.0.
  const isAzure = ([start, end]: readonly [string, string]) => start === "0.0.0.0" && end === "0.0.0.0";
  const ranges = spans.filter((span) => !isAzure(span));
  return {
    ranges: ranges.map(([start, end]) => (start === end ? start : `${start}-${end}`)),
    allowsAzure: spans.some(isAzure),
    isWide: ranges.some(([start, end]) => !(addressCount(start, end) <= widestAddressCount)),
  };
}

/** Not a number where an address is none, which then counts as wide. */
const addressCount = (start: string, end: string): number => numberOf(end) - numberOf(start) + 1;

function numberOf(address: string): number {
  const parts = address.split(".").map(Number);
  const isAddress =
    parts.length === 4 && parts.every((part) => Number.isInteger(part) && part >= 0 && part < 256);
  return isAddress ? parts.reduce((all, part) => all * 256 + part, 0) : Number.NaN;
}

/** A database answers strangers where its switch is on and its firewall lets most of the internet, or all of Azure, in. */
export const isOpenDatabase = (
  publicNetworkAccess: string | null | undefined,
  { isWide, allowsAzure }: Pick<Firewall, "isWide" | "allowsAzure">,
): boolean => !isSwitchedOff(publicNetworkAccess) && (isWide || allowsAzure);
