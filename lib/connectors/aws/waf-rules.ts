import { z } from "zod";

const RawRule = z.object({
  Name: z.string(),
  Statement: z.record(z.string(), z.unknown()).default({}),
  Action: z.record(z.string(), z.unknown()).optional(),
  OverrideAction: z.record(z.string(), z.unknown()).optional(),
});
/** What `GetWebACL` and `GetWebACLForResource` tell of a list of rules. */
export const RawWebAcl = z.object({
  ARN: z.string(),
  Name: z.string(),
  Rules: z.array(RawRule).default([]),
});
type Rule = z.infer<typeof RawRule>;

const ManagedGroup = z.object({ VendorName: z.string(), Name: z.string() });
/** AWS's groups that look for injected statements and scripts; those of sellers are bought for nothing else. */
const injectionGroups =
  /CommonRuleSet|SQLiRuleSet|KnownBadInputs|PHPRuleSet|UnixRuleSet|LinuxRuleSet|WindowsRuleSet/;

/** A rule that only counts lets everything through. */
const acts = ({ Action, OverrideAction }: Rule): boolean =>
  !(Action && "Count" in Action) && !(OverrideAction && "Count" in OverrideAction);

function stopsInjection(rule: Rule): boolean {
  if (!acts(rule)) return false;
  const group = ManagedGroup.safeParse(rule.Statement["ManagedRuleGroupStatement"]).data;
  if (group) return group.VendorName !== "AWS" || injectionGroups.test(group.Name);
  return mentions(rule.Statement, /^(SqliMatchStatement|XssMatchStatement)$/);
}

/** Statements are nested at most a few deep; what is deeper is none. */
function mentions(value: unknown, name: RegExp, depth = 0): boolean {
  if (typeof value !== "object" || value === null || depth > 12) return false;
  return Object.entries(value).some(([key, member]) => name.test(key) || mentions(member, name, depth + 1));
}

export function factsOfRules(rules: readonly Rule[]) {
  const acting = rules.filter(acts);
  return {
    rules: rules.map(({ Name }) => Name),
    stopsInjection: rules.some(stopsInjection),
    limitsRate: acting.some(({ Statement }) => "RateBasedStatement" in Statement),
    limitsSize: acting.some(
      ({ Statement }) =>
        mentions(Statement, /^SizeConstraintStatement$/) ||
        ManagedGroup.safeParse(Statement["ManagedRuleGroupStatement"]).data?.Name.includes("CommonRuleSet"),
    ),
  };
}
