import { everyPort, meet, portRanges, without, type PortRange } from "./port-set.ts";

/** One rule of a firewall, of those that may hold for a stranger; a list of them is in the order in which it is asked. */
export type ListedRule = {
  allows: boolean;
  ports: readonly string[];
  /** Whether it holds for the strangers asked about, and for what they call. */
  holds: "yes" | "maybe" | "no";
};

/**
 * Whether a list of rules, of which the first that holds decides, lets a stranger in on one of some ports. A rule that
 * may hold decides nothing: what it would deny is in doubt from there on, and what it would allow is in doubt at once.
 */
export function admits(
  rules: readonly ListedRule[],
  wanted: readonly string[],
): "open" | "closed" | "unknown" {
  let left: PortRange[] = wanted.length === 0 ? [...everyPort] : wanted.flatMap(portRanges);
  let doubtful: PortRange[] = [];
  let isInDoubt = false;
  for (const { allows, ports, holds } of rules) {
    if (holds === "no") continue;
    const named = ports.flatMap(portRanges);
    const sure = meet(left, named);
    if (allows && holds === "yes" && sure.length > 0) return "open";
    if (allows && (sure.length > 0 || meet(doubtful, named).length > 0)) isInDoubt = true;
    if (allows) continue;
    left = without(left, named);
    doubtful = holds === "maybe" ? [...doubtful, ...sure] : without(doubtful, named);
  }
  return isInDoubt ? "unknown" : "closed";
}
