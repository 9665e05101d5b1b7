import { z } from "zod";

import { isWideRange } from "./wide-range.ts";

const highest = 65_535;

const RawEntry = z.object({
  RuleNumber: z.number(),
  Protocol: z.string(),
  RuleAction: z.string(),
  Egress: z.boolean(),
  CidrBlock: z.string().optional(),
  Ipv6CidrBlock: z.string().optional(),
  PortRange: z.object({ From: z.number(), To: z.number() }).optional(),
});
type Entry = z.infer<typeof RawEntry>;
const RawAcl = z.object({
  Associations: z.array(z.object({ SubnetId: z.string().optional() })).default([]),
  Entries: z.array(RawEntry).default([]),
});

/** Ports at which each subnet's network ACL takes calls from any address, as `tcp 443` or `all`. */
export function openPortsBySubnet(raws: readonly unknown[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    raws
      .flatMap((raw) => RawAcl.safeParse(raw).data ?? [])
      .flatMap(({ Associations, Entries }) => {
        const ports = openPortsOf(Entries);
        return Associations.flatMap(({ SubnetId }) => (SubnetId ? [[SubnetId, ports] as const] : []));
      }),
  );
}

type Span = readonly [first: number, last: number];
const protocols = { tcp: "6", udp: "17" } as const;
const families = [({ CidrBlock }: Entry) => CidrBlock, ({ Ipv6CidrBlock }: Entry) => Ipv6CidrBlock].map(
  (rangeOf) =>
    // What is denied to some is not denied to all, and what is allowed to half the internet lets strangers in.
    (entry: Entry): boolean =>
      entry.RuleAction === "allow" ? isWideRange(rangeOf(entry)) : rangeOf(entry)?.endsWith("/0") === true,
);

/** An ACL keeps no state, so a call that comes in is of no use to whoever gets no answer. */
function openPortsOf(entries: readonly Entry[]): string[] {
  const open = (["tcp", "udp"] as const).flatMap((protocol) =>
    families.flatMap((isForStrangers) => {
      const own = entries.filter(
        (entry) => isForStrangers(entry) && ["-1", protocols[protocol]].includes(entry.Protocol),
      );
      const answers = admitted(own.filter(({ Egress }) => Egress)).some(([, last]) => last >= ephemeralFrom);
      return answers ? admitted(own.filter(({ Egress }) => !Egress)).map((span) => ({ protocol, span })) : [];
    }),
  );
  const isWhole = (wanted: string) =>
    open.some(({ protocol, span: [first, last] }) => protocol === wanted && first === 0 && last === highest);
  if (isWhole("tcp") && isWhole("udp")) return ["all"];
  return [
    ...new Set(
      open.map(({ protocol, span: [first, last] }) =>
        first === last ? `${protocol} ${first}` : `${protocol} ${first}-${last}`,
      ),
    ),
  ];
}

/** Where callers' own ports lie, at the lowest. */
const ephemeralFrom = 1024;

/** The rule with the lowest number that speaks of a port decides on it. */
function admitted(entries: readonly Entry[]): Span[] {
  const open: Span[] = [];
  const decided: Span[] = [];
  for (const { RuleAction, PortRange } of entries.toSorted((a, b) => a.RuleNumber - b.RuleNumber)) {
    const span: Span = PortRange ? [PortRange.From, PortRange.To] : [0, highest];
    if (RuleAction === "allow") open.push(...minus([span], decided));
    decided.push(span);
  }
  return open;
}

const minus = (spans: readonly Span[], taken: readonly Span[]): Span[] =>
  taken.reduce<Span[]>(
    (left, [from, to]) =>
      left.flatMap(([first, last]): Span[] => {
        if (to < first || last < from) return [[first, last]];
        return [
          ...(first < from ? [[first, from - 1] as const] : []),
          ...(to < last ? [[to + 1, last] as const] : []),
        ];
      }),
    [...spans],
  );
