/** Ports from first to last, both included, of one protocol. */
export type PortRange = { protocol: "tcp" | "udp"; first: number; last: number };

const highest = 65_535;
const both = ["tcp", "udp"] as const;

/** `tcp 443`, `8000-9000`, `*`: as ranges. Nothing for protocols without ports; what cannot be read is every port. */
export function portRanges(text: string): PortRange[] {
  const named = /^[a-z]\w*/i.exec(text)?.[0].toLowerCase() ?? "all";
  const protocols = both.filter((protocol) => named === "all" || named === "any" || named === protocol);
  const [, first = "0", last] = /(?:^|[ :])(\d+)(?:-(\d+))?$/.exec(text) ?? [undefined, "0", String(highest)];
  return protocols.map((protocol) => ({ protocol, first: Number(first), last: Number(last ?? first) }));
}

export const everyPort: readonly PortRange[] = portRanges("*");

export const meet = (some: readonly PortRange[], others: readonly PortRange[]): PortRange[] =>
  some.flatMap((one) =>
    others.flatMap((other) => {
      const [first, last] = [Math.max(one.first, other.first), Math.min(one.last, other.last)];
      return one.protocol === other.protocol && first <= last ? [{ ...one, first, last }] : [];
    }),
  );

/** What is left of some ranges without others. */
export function without(some: readonly PortRange[], others: readonly PortRange[]): PortRange[] {
  let left = [...some];
  for (const other of others)
    left = left.flatMap((one) => {
      if (one.protocol !== other.protocol || other.last < one.first || one.last < other.first) return [one];
      return [
        ...(one.first < other.first ? [{ ...one, last: other.first - 1 }] : []),
        ...(other.last < one.last ? [{ ...one, first: other.last + 1 }] : []),
      ];
    });
  return left;
}
