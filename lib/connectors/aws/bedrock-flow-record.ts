import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { holdsSecret } from "../secret-text.ts";
import { withUnknowns } from "./batch.ts";
import {
  agentKey,
  bedrockServiceKey,
  flowKey,
  guardrailKey,
  knowledgeBaseKey,
  modelKey,
} from "./bedrock-arns.ts";
import { edgesFrom } from "./edges.ts";
import { unqualifiedFunction } from "./lambda-arn.ts";
import type { Unknowns } from "./pages.ts";
import { promptTexts, RawTemplate } from "./prompt-template.ts";

const Guardrail = z
  .object({ guardrailIdentifier: z.string().optional(), guardrailVersion: z.string().optional() })
  .optional();
const Node = z.object({
  name: z.string(),
  type: z.string(),
  configuration: z
    .object({
      prompt: z
        .object({
          sourceConfiguration: z.object({
            inline: z
              .object({ modelId: z.string(), templateConfiguration: RawTemplate.optional() })
              .optional(),
            resource: z.object({ promptArn: z.string() }).optional(),
          }),
          guardrailConfiguration: Guardrail,
        })
        .optional(),
      knowledgeBase: z
        .object({
          knowledgeBaseId: z.string(),
          modelId: z.string().optional(),
          guardrailConfiguration: Guardrail,
        })
        .optional(),
      agent: z.object({ agentAliasArn: z.string() }).optional(),
      lambdaFunction: z.object({ lambdaArn: z.string() }).optional(),
      inlineCode: z.object({ code: z.string() }).optional(),
    })
    .optional(),
});
type Node = z.infer<typeof Node>;

/** What `GetFlow` and `GetFlowVersion` tell alike; only the former tells what is wrong with the definition. */
const RawFlow = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  version: z.string().optional(),
  executionRoleArn: z.string().optional(),
  customerEncryptionKeyArn: z.string().optional(),
  definition: z.object({ nodes: z.array(Node).default([]) }).optional(),
});
const RawDraft = z.object({
  validations: z.array(z.object({ message: z.string(), severity: z.string() })).default([]),
});

export type FlowParts = {
  /** The version its users get. */
  raw: unknown;
  /** The working draft. */
  draft: unknown;
  tags: Readonly<Record<string, string>>;
  unknowns: Unknowns;
};

export function normalizeFlow(parts: FlowParts, scope: Scope): Batch {
  const flow = RawFlow.parse(parts.raw);
  const { validations } = RawDraft.parse(parts.draft);
  const nodes = flow.definition?.nodes ?? [];
  const generating = nodes.filter(generates);
  const names = (of: readonly Node[]) => of.map(({ name }) => name);
  const resource = withUnknowns(
    {
      key: flowKey(flow.id, scope),
      type: "aws.bedrock.flow" as const,
      name: flow.name,
      ...scope,
      tags: parts.tags,
      properties: {
        flowId: flow.id,
        status: flow.status,
        version: flow.version ?? "DRAFT",
        generatingNodes: names(generating),
        unguardedNodes: names(generating.filter((node) => !guardrailOf(node)?.guardrailIdentifier)),
        draftGuardedNodes: names(
          generating.filter((node) => guardrailOf(node)?.guardrailVersion === "DRAFT"),
        ),
        inlinePromptNodes: names(
          nodes.filter((node) => node.configuration?.prompt?.sourceConfiguration.inline !== undefined),
        ),
        credentialNodes: names(nodes.filter((node) => textsOf(node).some(holdsSecret))),
        errors: validations.filter(({ severity }) => severity === "Error").map(({ message }) => message),
      },
      facets: {
        // The code of its nodes is written by its maker, never by a model, and it keeps no sessions.
        codeInterpreter: false,
        sessionTtlSeconds: null,
        customerKey: flow.customerEncryptionKeyArn !== undefined,
      },
    },
    parts.unknowns,
  );
  return { resources: [resource], relationships: relationshipsOf(flow, nodes, generating, scope) };
}

function relationshipsOf(
  flow: z.infer<typeof RawFlow>,
  nodes: readonly Node[],
  generating: readonly Node[],
  scope: Scope,
): Relationship[] {
  const edges = edgesFrom(flowKey(flow.id, scope));
  const guardrails = generating.map((node) => guardrailOf(node)?.guardrailIdentifier);
  const configurations = nodes.flatMap(({ configuration }) => configuration ?? []);
  const models = configurations.flatMap(({ prompt, knowledgeBase }) => [
    prompt?.sourceConfiguration.inline?.modelId,
    knowledgeBase?.modelId,
  ]);
  return [
    ...edges("runs-as", flow.executionRoleArn),
    // One node without a guardrail leaves the flow unguarded, whatever guards the others.
    ...(guardrails.every(Boolean)
      ? edges("guarded-by", ...guardrails.map((id) => id && guardrailKey(id, scope)))
      : []),
    ...edges("invokes", ...models.map((id) => id && modelKey(id, scope))),
    ...edges(
      "invokes",
      ...configurations.map(({ agent }) => agent && agentOfAlias(agent.agentAliasArn, scope)),
    ),
    ...edges(
      "invokes",
      ...configurations.map(
        ({ lambdaFunction }) => lambdaFunction && unqualifiedFunction(lambdaFunction.lambdaArn),
      ),
    ),
    ...edges(
      "grounded-on",
      ...configurations.map(
        ({ knowledgeBase }) => knowledgeBase && knowledgeBaseKey(knowledgeBase.knowledgeBaseId, scope),
      ),
    ),
    ...edges("encrypted-by", flow.customerEncryptionKeyArn),
    ...edges("hosted-on", bedrockServiceKey(scope)),
  ];
}

/** A prompt node always asks a model; a knowledge-base node does where it is told which. */
const generates = ({ configuration }: Node): boolean =>
  configuration?.prompt !== undefined || configuration?.knowledgeBase?.modelId !== undefined;

const guardrailOf = ({ configuration }: Node) =>
  configuration?.prompt?.guardrailConfiguration ?? configuration?.knowledgeBase?.guardrailConfiguration;

const textsOf = ({ configuration }: Node): string[] => [
  ...promptTexts(configuration?.prompt?.sourceConfiguration.inline?.templateConfiguration),
  ...(configuration?.inlineCode ? [configuration.inlineCode.code] : []),
];

function agentOfAlias(arn: string, scope: Scope): string | null {
  const id = /:agent-alias\/([^/]+)\//.exec(arn)?.[1];
  return id ? agentKey(id, scope) : null;
}
