import { z } from "zod";

import type { Scope, Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { fromJson } from "./from-json.ts";
import { detail, detailItems, smallNextToken, type Unknowns } from "./pages.ts";

type Enforced = Resource<"aws.bedrock.service">["properties"]["enforcedGuardrails"][number];

/** One of `ListEnforcedGuardrailsConfiguration`: what the account set for itself in this region. */
const RawConfiguration = z.object({
  guardrailArn: z.string().optional(),
  guardrailId: z.string().optional(),
  inputTags: z.string().optional(),
  selectiveContentGuarding: z.object({ messages: z.string().optional() }).optional(),
  modelEnforcement: z.object({ excludedModels: z.array(z.string()).default([]) }).optional(),
});
/** `DescribeEffectivePolicy`: what all Bedrock policies of the organization come to for the account. */
const RawEffective = z.object({ EffectivePolicy: z.object({ PolicyContent: z.string() }) });
const OrganizationConfiguration = z.object({
  identifier: z.string(),
  input_tags: z.string().optional(),
  selective_content_guarding: z.object({ messages: z.string().optional() }).optional(),
  model_enforcement: z.object({ excluded_models: z.array(z.string()).default([]) }).optional(),
});
const Content = z.object({
  bedrock: z.object({
    guardrail_inference: z.record(z.string(), z.record(z.string(), OrganizationConfiguration)),
  }),
});

export const enforcementPermissions = [
  "bedrock:ListEnforcedGuardrailsConfiguration",
  "organizations:DescribeEffectivePolicy",
];

export type Enforcement = { own: readonly unknown[]; effective: unknown };

/** What the account and the organization above it force on every call of a model. */
export async function readEnforcement(source: Source, unknowns: Unknowns): Promise<Enforcement> {
  const paths = ["properties.enforcedGuardrails"];
  const own = await detailItems(
    source,
    {
      service: "bedrock",
      operation: "ListEnforcedGuardrailsConfiguration",
      list: "guardrailsConfig",
      input: {},
      tokens: smallNextToken,
    },
    unknowns,
    paths,
  );
  const input = { PolicyType: "BEDROCK_POLICY" };
  const effective = await detail(source, "organizations", "DescribeEffectivePolicy", input, unknowns, paths);
  return { own, effective };
}

export const enforcedGuardrails = ({ own, effective }: Enforcement, { region }: Scope): Enforced[] => [
  ...own.map(byAccount),
  ...byOrganization(effective, region),
];

function byAccount(raw: unknown): Enforced {
  const configuration = RawConfiguration.parse(raw);
  return {
    guardrail: configuration.guardrailArn ?? configuration.guardrailId ?? "unnamed",
    by: "account",
    wholeInput: isWhole(configuration.inputTags, configuration.selectiveContentGuarding?.messages),
    exceptModels: configuration.modelEnforcement?.excludedModels ?? [],
  };
}

function byOrganization(effective: unknown, region: string | null): Enforced[] {
  if (effective === null || effective === undefined) return [];
  const { PolicyContent } = RawEffective.parse(effective).EffectivePolicy;
  const regions = Content.safeParse(fromJson(PolicyContent)).data?.bedrock.guardrail_inference ?? {};
  return Object.values(regions[region ?? ""] ?? {}).map((configuration) => ({
    guardrail: configuration.identifier.replace(/:(\d+)$/, ""),
    by: "organization",
    wholeInput: isWhole(configuration.input_tags, configuration.selective_content_guarding?.messages),
    exceptModels: configuration.model_enforcement?.excluded_models ?? [],
  }));
}

/** Where tags are honored, or messages are guarded by choice, the caller marks what is judged. */
const isWhole = (inputTags: string | undefined, messages: string | undefined): boolean =>
  inputTags?.toLowerCase() !== "honor" && messages?.toLowerCase() !== "selective";
