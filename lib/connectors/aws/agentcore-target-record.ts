import { z } from "zod";

import { apiChangesState, functionChangesState } from "./changes-state.ts";
import { unqualifiedFunction } from "./lambda-arn.ts";

const Schema = z.object({ inlinePayload: z.string().optional() });

/** `GetGatewayTarget`. Exactly one kind of target is there. */
const RawTarget = z.object({
  name: z.string(),
  targetConfiguration: z.object({
    mcp: z
      .object({
        lambda: z
          .object({
            lambdaArn: z.string(),
            toolSchema: z.object({ inlinePayload: z.array(z.object({ name: z.string() })).optional() }),
          })
          .optional(),
        openApiSchema: Schema.optional(),
        smithyModel: Schema.optional(),
        mcpServer: z.object({ endpoint: z.string() }).optional(),
        apiGateway: z.object({ restApiId: z.string() }).optional(),
        connector: z.object({}).optional(),
      })
      .optional(),
    http: z.object({ agentcoreRuntime: z.object({ arn: z.string() }).optional() }).optional(),
    inference: z.object({}).optional(),
  }),
  credentialProviderConfigurations: z
    .array(
      z.object({
        credentialProviderType: z.string(),
        credentialProvider: z
          .object({ oauthCredentialProvider: z.object({ grantType: z.string().optional() }).optional() })
          .optional(),
      }),
    )
    .default([]),
});
type RawTarget = z.infer<typeof RawTarget>;

export type GatewayTarget = {
  name: string;
  kind: string;
  actsAs: "user" | "gateway";
  /** Null where its tools are not told by the answer. */
  changesState: boolean | null;
  /** The function or runtime it calls. */
  calls: string | null;
};

export function normalizeTarget(raw: unknown): GatewayTarget {
  const target = RawTarget.parse(raw);
  const { mcp, http } = target.targetConfiguration;
  return {
    name: target.name,
    kind: kindOf(target),
    actsAs: target.credentialProviderConfigurations.some(isForUser) ? "user" : "gateway",
    changesState: changesState(target),
    calls: mcp?.lambda ? unqualifiedFunction(mcp.lambda.lambdaArn) : (http?.agentcoreRuntime?.arn ?? null),
  };
}

/** The word AWS uses for what was configured. */
function kindOf({ targetConfiguration }: RawTarget): string {
  const { mcp, http, inference } = targetConfiguration;
  const kinds = Object.entries(mcp ?? http ?? {}).flatMap(([kind, value]) => (value ? [kind] : []));
  return kinds[0] ?? (inference ? "inference" : "other");
}

type Credential = RawTarget["credentialProviderConfigurations"][number];

/** Whether the target learns which user is behind the call: by the user's own token, or one exchanged for it. */
function isForUser({ credentialProviderType, credentialProvider }: Credential): boolean {
  if (["CALLER_IAM_CREDENTIALS", "JWT_PASSTHROUGH"].includes(credentialProviderType)) return true;
  const grant = credentialProvider?.oauthCredentialProvider?.grantType;
  return grant === "AUTHORIZATION_CODE" || grant === "TOKEN_EXCHANGE";
}

function changesState({ targetConfiguration: { mcp } }: RawTarget): boolean | null {
  const tools = mcp?.lambda?.toolSchema.inlinePayload;
  if (tools) return tools.some(({ name }) => functionChangesState(name));
  const api = mcp?.openApiSchema?.inlinePayload;
  return api === undefined ? null : apiChangesState(api);
}
