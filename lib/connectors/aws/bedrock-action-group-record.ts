import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import { markUnknown, type Unknowns } from "./pages.ts";
import { withUnknowns } from "./batch.ts";
import { actionGroupKey } from "./bedrock-arns.ts";
import { functionChangesState, methodChangesState } from "./changes-state.ts";
import { fromJson } from "./from-json.ts";
import { unqualifiedFunction } from "./lambda-arn.ts";

/** `GetAgentActionGroup`. */
export const RawActionGroup = z.object({
  agentActionGroup: z.object({
    actionGroupId: z.string(),
    actionGroupName: z.string(),
    actionGroupState: z.enum(["ENABLED", "DISABLED"]),
    parentActionSignature: z.string().optional(),
    actionGroupExecutor: z
      .object({ lambda: z.string().optional(), customControl: z.string().optional() })
      .optional(),
    functionSchema: z
      .object({
        functions: z.array(
          z.object({ name: z.string(), requireConfirmation: z.enum(["ENABLED", "DISABLED"]).optional() }),
        ),
      })
      .optional(),
    apiSchema: z
      .object({
        payload: z.string().optional(),
        s3: z.object({ s3BucketName: z.string().optional() }).optional(),
      })
      .optional(),
  }),
});
type RawGroup = z.infer<typeof RawActionGroup>["agentActionGroup"];
type Action = { name: string; changesState: boolean; confirmed: boolean };

export function normalizeActionGroup(raw: unknown, agentId: string, scope: Scope): Batch {
  const group = RawActionGroup.parse(raw).agentActionGroup;
  const key = actionGroupKey(agentId, group.actionGroupId, scope);
  const actions = actionsOf(group);
  const unconfirmed = (actions ?? []).filter((action) => action.changesState && !action.confirmed);
  const lambda = group.actionGroupExecutor?.lambda;
  return {
    resources: [
      withUnknowns(
        {
          key,
          type: "aws.bedrock.action-group" as const,
          name: group.actionGroupName,
          ...scope,
          tags: {},
          properties: {
            enabled: group.actionGroupState === "ENABLED",
            builtIn: group.parentActionSignature ?? null,
            functions: (actions ?? []).map((action) => action.name),
            unconfirmedFunctions: unconfirmed.map((action) => action.name),
          },
          facets: {
            changesState: (actions ?? []).some((action) => action.changesState),
            requiresConfirmation: unconfirmed.length === 0,
            // Bedrock calls it with the agent's own role; nobody else can.
            authentication: "identity",
            publicNetwork: false,
            hosts: [],
          },
        },
        actions === null ? schemaElsewhere(group) : {},
      ),
    ],
    relationships: lambda ? [{ from: key, kind: "invokes", to: unqualifiedFunction(lambda) }] : [],
  };
}

/** Null where the schema is not in the answer, or is not JSON. */
function actionsOf(group: RawGroup): Action[] | null {
  if (group.functionSchema)
    return group.functionSchema.functions.map(({ name, requireConfirmation }) => ({
      name,
      changesState: functionChangesState(name),
      confirmed: requireConfirmation === "ENABLED",
    }));
  if (group.apiSchema) return group.apiSchema.payload ? apiActions(group.apiSchema.payload) : null;
  return [];
}

const Operation = z.object({
  operationId: z.string().optional(),
  "x-requireConfirmation": z.string().optional(),
});
const OpenApi = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
const methods = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

function apiActions(payload: string): Action[] | null {
  const parsed = OpenApi.safeParse(fromJson(payload));
  if (!parsed.success) return null;
  return Object.entries(parsed.data.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.has(method.toLowerCase()))
      .map(([method, operation]) => {
        const { operationId, ...rest } = Operation.parse(operation);
        return {
          name: operationId ?? `${method.toUpperCase()} ${path}`,
          changesState: methodChangesState(method),
          confirmed: rest["x-requireConfirmation"] === "ENABLED",
        };
      }),
  );
}

function schemaElsewhere(group: RawGroup): Unknowns {
  const unknowns: Unknowns = {};
  const where = group.apiSchema?.s3?.s3BucketName
    ? `The API schema lies in bucket ${group.apiSchema.s3.s3BucketName}`
    : "The API schema is not JSON";
  markUnknown(
    unknowns,
    [
      "properties.functions",
      "properties.unconfirmedFunctions",
      "facets.changesState",
      "facets.requiresConfirmation",
    ],
    { reason: "unsupported", call: "bedrock-agent:GetAgentActionGroup", permission: null, message: where },
  );
  return unknowns;
}
