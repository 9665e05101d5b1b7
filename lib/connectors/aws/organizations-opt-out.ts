import { z } from "zod";

/** `DescribeEffectivePolicy`: the text of what all policies above an account come to. */
const RawEffective = z.object({ EffectivePolicy: z.object({ PolicyContent: z.string() }) });
const Content = z.object({ services: z.record(z.string(), z.object({ opt_out_policy: z.unknown() })) });

/** Whether no AI service may keep or learn from what the account gives it. Null for a text that is no such policy. */
export function optsOut(raw: unknown): boolean | null {
  const effective = RawEffective.safeParse(raw);
  const content = Content.safeParse(fromJson(effective.data?.EffectivePolicy.PolicyContent ?? ""));
  if (!content.success) return null;
  const choices = Object.entries(content.data.services).map(([service, choice]) => ({
    service,
    out: choice.opt_out_policy === "optOut",
  }));
  return choices.some(({ service, out }) => service === "default" && out) && choices.every(({ out }) => out);
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
