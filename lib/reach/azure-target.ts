import { BlockList, isIP } from "node:net";

import type { ListedRule } from "./rule-list.ts";

/** What a call arrives at; where its address is not told, a rule for some addresses may be one for it. */
export type Target = {
  ports: readonly string[];
  address: string | null;
  applicationGroups: readonly string[];
};

/** A rule names addresses as they are behind the public one, or groups of interfaces. */
export function holdsFor(to: readonly string[], { address, applicationGroups }: Target): ListedRule["holds"] {
  if (to.includes("*")) return "yes";
  const groups = to.filter((name) => name.startsWith("/"));
  const ranges = to.filter((name) => !name.startsWith("/"));
  if (groups.some((key) => applicationGroups.includes(key))) return "yes";
  if (ranges.length === 0) return "no";
  if (address === null || ranges.some((range) => !isRange(range))) return "maybe";
  return ranges.some((range) => contains(range, address)) ? "yes" : "no";
}

/** Tags of Azure's services, and ranges from one address to another, are none. */
const isRange = (text: string): boolean => isIP(text.split("/")[0] ?? "") !== 0;

function contains(range: string, address: string): boolean {
  const [network = "", bits] = range.split("/");
  const family = isIP(network) === 6 ? "ipv6" : "ipv4";
  const list = new BlockList();
  try {
    list.addSubnet(network, Number(bits ?? (family === "ipv6" ? 128 : 32)), family);
  } catch {
    return false;
  }
  return isIP(address) === isIP(network) && list.check(address, family);
}
