/** An address or CIDR range counts as narrow from this prefix length on. */
const widestPrefix = 8;

/** Whether an IP rule lets in so much of the internet that it is no rule: 0.0.0.0/0, or halves of it. */
export function isWideRange(rule: string): boolean {
  if (rule === "Any" || rule === "Internet" || rule === "*") return true;
  const prefix = /^\d{1,3}(?:\.\d{1,3}){3}\/(\d{1,2})$/.exec(rule)?.[1];
  if (prefix !== undefined) return Number(prefix) <= widestPrefix;
  const prefix6 = /:.*\/(\d{1,3})$/.exec(rule)?.[1];
  return prefix6 !== undefined && Number(prefix6) <= widestPrefix;
}

export type NetworkRules = {
  publicNetworkAccess?: string | null | undefined;
  defaultAction: "Allow" | "Deny";
  ipRules: readonly string[];
};

/**
 * Whether any address on the internet may connect. Azure reads a switch that was never set as `Enabled`, and a
 * firewall that denies by default still lets in what its rules name.
 */
export function isPubliclyReachable({ publicNetworkAccess, defaultAction, ipRules }: NetworkRules): boolean {
  return !isSwitchedOff(publicNetworkAccess) && (defaultAction === "Allow" || ipRules.some(isWideRange));
}

/** Services differ in how they write it: AI Search begins its words in lower case. */
export const isSwitchedOff = (publicNetworkAccess: string | null | undefined): boolean =>
  ["disabled", "securedbyperimeter"].includes((publicNetworkAccess ?? "").toLowerCase());
