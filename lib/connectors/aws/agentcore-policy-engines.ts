import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import { service, tagsOfArn } from "./agentcore-records.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import { textOf } from "./listed.ts";
import { detailItems, itemsOf, pages, smallNextToken, type Unknowns } from "./pages.ts";

/** One of `ListPolicyEngines`. */
const RawEngine = z.object({
  policyEngineArn: z.string(),
  name: z.string(),
  status: z.string(),
  encryptionKeyArn: z.string().optional(),
});
/** One of `ListPolicies`. */
const RawPolicy = z.object({
  name: z.string(),
  status: z.string(),
  enforcementMode: z.string().optional(),
  definition: z
    .object({
      cedar: z.object({ statement: z.string() }).optional(),
      policy: z.object({ statement: z.string() }).optional(),
    })
    .optional(),
});

export const agentcorePolicyEngines: Collector = {
  id: "agentcore-policy-engines",
  title: "AgentCore policy engines and their policies",
  per: "region",
  produces: ["aws.agentcore.policy-engine", "encrypted-by"],
  permissions: [
    "bedrock-agentcore:ListPolicyEngines",
    "bedrock-agentcore:ListPolicies",
    "bedrock-agentcore:ListTagsForResource",
  ],
  collect: async function* (source) {
    for await (const page of pages(source, service, "ListPolicyEngines", {}, smallNextToken)) {
      const parts = await mapConcurrently(itemsOf(page, "policyEngines"), 4, (raw) => engine(source, raw));
      yield batchOf(`${service}:ListPolicyEngines`, parts, (part) =>
        normalizePolicyEngine(part, source.scope),
      );
    }
  },
};

async function engine(source: Source, raw: unknown): Promise<PolicyEngineParts> {
  const unknowns: Unknowns = {};
  const listing = `${service}:ListPolicyEngines`;
  const input = { policyEngineId: textOf(raw, "policyEngineId", listing) };
  const policies = await detailItems(
    source,
    { service, operation: "ListPolicies", list: "policies", input, tokens: smallNextToken },
    unknowns,
    ["properties.policyCount", "properties.permitsAll", "properties.onlyLogged"],
  );
  const tags = await tagsOfArn(source, textOf(raw, "policyEngineArn", listing), unknowns);
  return { raw, policies, tags, unknowns };
}

export type PolicyEngineParts = {
  raw: unknown;
  policies: readonly unknown[];
  tags: Readonly<Record<string, string>>;
  unknowns: Unknowns;
};

export function normalizePolicyEngine(parts: PolicyEngineParts, scope: Scope): Batch {
  const engine = RawEngine.parse(parts.raw);
  const policies = parts.policies
    .map((raw) => RawPolicy.parse(raw))
    .filter(({ status }) => status === "ACTIVE");
  const key = engine.policyEngineArn;
  const enforced = policies.filter(({ enforcementMode }) => enforcementMode !== "LOG_ONLY");
  return {
    resources: [
      withUnknowns(
        {
          key,
          type: "aws.agentcore.policy-engine" as const,
          name: engine.name,
          ...scope,
          tags: parts.tags,
          properties: {
            status: engine.status,
            customerKey: engine.encryptionKeyArn !== undefined,
            policyCount: policies.length,
            permitsAll: enforced.filter(isOpen).map(({ name }) => name),
            onlyLogged: policies.filter((policy) => !enforced.includes(policy)).map(({ name }) => name),
          },
          facets: {},
        },
        parts.unknowns,
      ),
    ],
    relationships: edgesFrom(key)("encrypted-by", encryptingKey(engine.encryptionKeyArn, scope)),
  };
}

/** A Cedar policy that names neither caller nor action, and asks for nothing more, permits every call. */
const openPolicy =
  /^permit\s*\(\s*principal\s*,\s*action\s*,\s*resource\s*(?:(?:==|is|in)\s*[^,)&|]*)?\)\s*(?:when\s*\{\s*true\s*\}\s*)?;$/;

function isOpen({ definition }: z.infer<typeof RawPolicy>): boolean {
  const statement = definition?.cedar?.statement ?? definition?.policy?.statement ?? "";
  return openPolicy.test(withoutComments(statement).trim());
}

const withoutComments = (statement: string): string =>
  statement
    .split("\n")
    .map((line) => line.replace(/\/\/.*$/, ""))
    .join("\n");
