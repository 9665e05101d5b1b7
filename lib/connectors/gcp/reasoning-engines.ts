import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { detailList, type Detail } from "./detail.ts";
import { secretVariables, type Variable } from "./environment.ts";
import { floorKey, floorPermissions, geminiScreening, readFloor, type FloorSetting } from "./model-armor.ts";
import { serviceAccountKey } from "./names.ts";
import { listItems } from "./paging.ts";
import { encryptedBy, kmsKeyName, vertexBase, vertexIdentity } from "./vertex.ts";
import { normalizeEach, withUnknown } from "../normalized.ts";

const ReasoningEngine = z.object({
  ...vertexBase,
  spec: z
    .object({
      agentFramework: z.string().optional(),
      serviceAccount: z.string().optional(),
      identityType: z.string().optional(),
      classMethods: z.array(z.looseObject({ name: z.string().optional() })).default([]),
      deploymentSpec: z
        .object({
          env: z.array(z.object({ name: z.string(), value: z.string().optional() })).default([]),
          secretEnv: z.array(z.object({ name: z.string() })).default([]),
          pscInterfaceConfig: z.object({ networkAttachment: z.string().optional() }).optional(),
        })
        .prefault({}),
    })
    .prefault({}),
  contextSpec: z.object({ memoryBankConfig: z.looseObject({}).optional() }).optional(),
});
type ReasoningEngine = z.infer<typeof ReasoningEngine>;

export type EngineFacts = {
  /** Sandboxes in which it may run code that it wrote. */
  sandboxes: Detail<unknown[]>;
  floor: Detail<FloorSetting>;
};

const operation = "projects.locations.reasoningEngines.list";
export const reasoningEngines: Collector = {
  id: "reasoning-engines",
  title: "Agent Engine agents",
  per: "region",
  produces: ["gcp.aiplatform.reasoning-engine", "runs-as", "guarded-by", "encrypted-by"],
  permissions: [
    "aiplatform.reasoningEngines.list",
    "aiplatform.sandboxEnvironments.list",
    ...floorPermissions,
  ],
  collect: async function* (source) {
    for await (const page of listItems(source, "aiplatform", operation, "reasoningEngines")) {
      const records: { raw: unknown; facts: EngineFacts }[] = [];
      for (const raw of page) {
        const { data } = z.object({ name: z.string() }).safeParse(raw);
        const sandboxes = await detailList(
          source,
          {
            service: "aiplatform",
            operation: "projects.locations.reasoningEngines.sandboxEnvironments.list",
            field: "sandboxEnvironments",
          },
          { parent: data?.name ?? "-" },
          z.unknown(),
        );
        records.push({ raw, facts: { sandboxes, floor: await readFloor(source) } });
      }
      yield normalizeEach(`aiplatform:${operation}`, records, ({ raw, facts }) =>
        normalizeReasoningEngine(raw, facts, source.scope),
      );
    }
  },
};

export function normalizeReasoningEngine(
  raw: unknown,
  { sandboxes, floor }: EngineFacts,
  scope: Scope,
): Batch {
  const engine = ReasoningEngine.parse(raw);
  const { spec } = engine;
  const kmsKey = kmsKeyName(engine.encryptionSpec);
  const variables: Variable[] = [
    ...spec.deploymentSpec.env.map(({ name, value }) => ({ name, value: value ?? "" })),
    ...spec.deploymentSpec.secretEnv.map(({ name }) => ({ name, value: null })),
  ];
  const resource: Resource<"gcp.aiplatform.reasoning-engine"> = {
    ...vertexIdentity(engine, scope),
    type: "gcp.aiplatform.reasoning-engine",
    properties: {
      framework: spec.agentFramework ?? null,
      serviceAccount: spec.serviceAccount ?? null,
      identityType: identityTypeOf(spec),
      environmentNames: variables.map(({ name }) => name),
      secretVariables: secretVariables(variables),
      memory: engine.contextSpec?.memoryBankConfig !== undefined,
      privateNetwork: Boolean(spec.deploymentSpec.pscInterfaceConfig?.networkAttachment),
      methods: spec.classMethods.flatMap(({ name }) => name ?? []).slice(0, 200),
    },
    facets: {
      codeInterpreter: (sandboxes.value ?? []).length > 0,
      sessionTtlSeconds: null,
      customerKey: kmsKey !== null,
    },
  };
  const relationships: Relationship[] = encryptedBy(resource.key, kmsKey).slice();
  if (spec.serviceAccount)
    relationships.push({
      from: resource.key,
      kind: "runs-as",
      to: serviceAccountKey(spec.serviceAccount, scope.account),
    });
  if (geminiScreening(floor.value) === "block")
    relationships.push({ from: resource.key, kind: "guarded-by", to: floorKey(scope.account) });
  return {
    resources: [
      withUnknown(resource, {
        "facets.codeInterpreter": sandboxes.unknown,
        "relationships.guarded-by": floor.unknown,
      }),
    ],
    relationships,
  };
}

function identityTypeOf({
  identityType,
  serviceAccount,
}: ReasoningEngine["spec"]): "service-account" | "agent-identity" | "service-agent" {
  if (identityType === "AGENT_IDENTITY") return "agent-identity";
  return serviceAccount ? "service-account" : "service-agent";
}
