import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { detail, type Detail } from "./detail.ts";
import { forStrangers } from "./network-security-groups.ts";

const texts = z.array(z.string()).nullish();
const prefixes = z.array(z.object({ addressPrefix: z.string().nullish() })).nullish();
const Rule = z.object({
  id: z.string().nullish(),
  properties: z.object({
    access: z.string(),
    direction: z.string(),
    priority: z.number().nullish(),
    protocol: z.string().nullish(),
    sources: prefixes,
    destinations: prefixes,
    destinationPortRanges: texts,
  }),
});
type Rule = z.infer<typeof Rule>;
const Page = z.object({ value: z.array(Rule).nullish(), skipToken: z.string().nullish() });
type Page = z.infer<typeof Page>;

const call = { service: "Microsoft.Network", operation: "ListNetworkManagerEffectiveSecurityAdminRules" };
export const adminRulePermission =
  "Microsoft.Network/virtualNetworks/listNetworkManagerEffectiveSecurityAdminRules/action";
const pagesMax = 50;

type AdminRules = Resource<"azure.network.virtual-network">["properties"]["adminRules"];

/** Rules that a network manager has put on a virtual network, of those that a stranger may come under, in their order. */
export async function readAdminRules(
  source: Source,
  id: string,
): Promise<{ rules: AdminRules; unknown: Unknown | null }> {
  const found: Rule[] = [];
  let skipToken: string | null = null;
  for (let page = 0; page < pagesMax; page++) {
    const body: object = skipToken === null ? {} : { skipToken };
    const answer: Detail<Page> = await detail(source, call, { id, body }, Page);
    if (answer.unknown) return { rules: [], unknown: answer.unknown };
    found.push(...(answer.value?.value ?? []));
    skipToken = answer.value?.skipToken || null;
    if (skipToken === null) return { rules: inOrder(found), unknown: null };
  }
  const message = `Azure told of more than ${pagesMax} pages of rules`;
  return {
    rules: [],
    unknown: { reason: "failed", call: `${call.service}:${call.operation}`, permission: null, message },
  };
}

/** Of several managers the higher in the tenant goes first, which their rules do not tell. */
function inOrder(found: readonly Rule[]): AdminRules {
  const managers = new Set(
    found.map(({ id }) => /^.*\/networkmanagers\/[^/]+/i.exec(id ?? "")?.[0].toLowerCase()),
  );
  return found
    .map(({ properties }) => properties)
    .filter(({ direction }) => direction === "Inbound")
    .toSorted((a, b) => (a.priority ?? 0) - (b.priority ?? 0))
    .flatMap((rule) =>
      forStrangers({
        access: rule.access === "Deny" ? "Deny" : "Allow",
        direction: rule.direction,
        protocol: rule.protocol === "Any" ? "*" : rule.protocol,
        sourceAddressPrefixes: anyUnless(rule.sources),
        destinationAddressPrefixes: anyUnless(rule.destinations),
        destinationPortRanges: rule.destinationPortRanges?.length ? rule.destinationPortRanges : ["*"],
      }).map(({ ports, from, to }) => ({
        action: actionOf(rule.access),
        ports,
        from,
        to,
        sure: managers.size <= 1,
      })),
    );
}

const anyUnless = (named: z.infer<typeof prefixes>): string[] =>
  named?.length ? named.flatMap(({ addressPrefix }) => addressPrefix ?? []) : ["*"];

function actionOf(access: string): AdminRules[number]["action"] {
  if (access === "Deny") return "deny";
  return access === "AlwaysAllow" ? "always-allow" : "pass-on";
}
