import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import { holdsSecret } from "../secret-text.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { modelKey } from "./bedrock-arns.ts";
import { edgesFrom } from "./edges.ts";
import { existing, isPresent } from "./existing.ts";
import { textOf } from "./listed.ts";
import { detailItems, itemsOf, pages, smallNextToken, type Unknowns } from "./pages.ts";
import { promptTexts, RawTemplate } from "./prompt-template.ts";
import { tagsOf } from "./tags.ts";

const service = "bedrock-agent";

/** `GetPrompt`: the working draft. */
const RawPrompt = z.object({
  arn: z.string(),
  name: z.string(),
  customerEncryptionKeyArn: z.string().optional(),
  variants: z
    .array(
      z.object({
        name: z.string(),
        modelId: z.string().optional(),
        templateConfiguration: RawTemplate.optional(),
      }),
    )
    .default([]),
});
const RawVersion = z.object({ version: z.string() });

export const bedrockPrompts: Collector = {
  id: "bedrock-prompts",
  title: "Bedrock managed prompts",
  per: "region",
  produces: ["aws.bedrock.prompt", "invokes", "encrypted-by"],
  permissions: ["bedrock:ListPrompts", "bedrock:GetPrompt", "bedrock:ListTagsForResource"],
  collect: async function* (source) {
    for await (const page of pages(source, service, "ListPrompts", {}, smallNextToken)) {
      const ids = itemsOf(page, "promptSummaries").map((item) =>
        textOf(item, "id", `${service}:ListPrompts`),
      );
      const found = await mapConcurrently(ids, 4, (id) => prompt(source, id));
      yield batchOf("bedrock:GetPrompt", found.filter(isPresent), (parts) =>
        normalizePrompt(parts, source.scope),
      );
    }
  },
};

async function prompt(source: Source, promptIdentifier: string) {
  const unknowns: Unknowns = {};
  const raw = await existing(source, service, "GetPrompt", { promptIdentifier });
  if (raw === null) return null;
  const versions = await detailItems(
    source,
    {
      service,
      operation: "ListPrompts",
      list: "promptSummaries",
      input: { promptIdentifier },
      tokens: smallNextToken,
    },
    unknowns,
    ["properties.versions", "facets.versioned"],
  );
  const resourceArn = textOf(raw, "arn", `${service}:GetPrompt`);
  const tags = await tagsOf(source, service, "ListTagsForResource", { resourceArn }, unknowns);
  return { raw, versions, tags, unknowns };
}

export type PromptParts = {
  raw: unknown;
  versions: readonly unknown[];
  tags: Readonly<Record<string, string>>;
  unknowns: Unknowns;
};

export function normalizePrompt(parts: PromptParts, scope: Scope): Batch {
  const prompt = RawPrompt.parse(parts.raw);
  const numbered = parts.versions
    .map((raw) => RawVersion.parse(raw).version)
    .filter((version) => Number.isInteger(Number(version)));
  const edges = edgesFrom(prompt.arn);
  return {
    resources: [
      withUnknowns(
        {
          key: prompt.arn,
          type: "aws.bedrock.prompt" as const,
          name: prompt.name,
          ...scope,
          tags: parts.tags,
          properties: {
            versions: numbered.length,
            credentialVariants: prompt.variants
              .filter(({ templateConfiguration }) => promptTexts(templateConfiguration).some(holdsSecret))
              .map(({ name }) => name),
          },
          facets: {
            versioned: numbered.length > 0,
            customerKey: prompt.customerEncryptionKeyArn !== undefined,
          },
        },
        parts.unknowns,
      ),
    ],
    relationships: [
      ...edges("invokes", ...prompt.variants.map(({ modelId }) => modelId && modelKey(modelId, scope))),
      ...edges("encrypted-by", prompt.customerEncryptionKeyArn),
    ],
  };
}
