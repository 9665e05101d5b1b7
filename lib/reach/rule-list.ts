import { everyPort, meet, portRanges, without, type PortRange } from "./port-set.ts";

/** One rule of a firewall, of those that may hold for a stranger; a list of them is in the order in which it is asked. */
export type ListedRule = {
  /** `next`: no more of this list is asked, but the list behind it. */
  action: "allow" | "deny" | "next";
  ports: readonly string[];
  /** Whether it holds for the strangers asked about, and for what they call. */
  holds: "yes" | "maybe" | "no";
};

/** Ports on which a stranger is let in, and those on which a rule that may hold lets it in. */
export type Admitted = { open: readonly PortRange[]; perhaps: readonly PortRange[] };

/**
 * What lists of rules, one behind the other, let a stranger in on. In each the first rule that holds decides; what none
 * holds for goes on to the next list, and is denied behind the last. A rule that may hold decides nothing: what it would
 * deny is in doubt from there on, and what it would allow is in doubt at once.
 */
export function admitted(lists: readonly (readonly ListedRule[])[], wanted: Asked): Admitted {
  let asked = wanted;
  const open: PortRange[] = [];
  const perhaps: PortRange[] = [];
  for (const rules of lists) {
    const answer = askList(rules, asked);
    open.push(...answer.open);
    perhaps.push(...answer.perhaps);
    asked = answer.left;
  }
  return { open, perhaps };
}

/** Every port, where none is told. */
export const asking = (wanted: readonly string[]): Asked => ({
  sure: wanted.length === 0 ? everyPort : wanted.flatMap(portRanges),
  doubtful: [],
});

export const outcomeOf = ({ open, perhaps }: Admitted): "open" | "closed" | "unknown" => {
  if (open.length > 0) return "open";
  return perhaps.length > 0 ? "unknown" : "closed";
};

/** Ports that are still to be decided: surely, or only where a rule before did not hold after all. */
export type Asked = { sure: readonly PortRange[]; doubtful: readonly PortRange[] };

/** What one list decides, and what it leaves to the next. */
export function askList(
  rules: readonly ListedRule[],
  { sure, doubtful }: Asked,
): { open: PortRange[]; perhaps: PortRange[]; left: Asked } {
  const found: { open: PortRange[]; perhaps: PortRange[] } = { open: [], perhaps: [] };
  const passed: { sure: PortRange[]; doubtful: PortRange[] } = { sure: [], doubtful: [] };
  for (const { action, ports, holds } of rules) {
    if (holds === "no") continue;
    const named = ports.flatMap(portRanges);
    const [met, unsure] = [meet(sure, named), meet(doubtful, named)];
    const isSure = holds === "yes";
    if (action === "allow") {
      found.perhaps.push(...unsure);
      (isSure ? found.open : found.perhaps).push(...met);
      // What may have been let in may as well be decided further on.
      if (!isSure) continue;
    }
    if (action === "next") {
      passed.doubtful.push(...unsure);
      (isSure ? passed.sure : passed.doubtful).push(...met);
    }
    sure = without(sure, named);
    doubtful = isSure ? without(doubtful, named) : [...doubtful, ...met];
  }
  const left = { sure: [...sure, ...passed.sure], doubtful: [...doubtful, ...passed.doubtful] };
  return { ...found, left };
}
