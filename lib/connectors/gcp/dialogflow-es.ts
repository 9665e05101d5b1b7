import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { assertRead, detail, type Detail } from "./detail.ts";
import { normalizeFulfillment } from "./dialogflow-tools.ts";
import { keyOf } from "./names.ts";
import { withUnknown } from "../normalized.ts";

const Agent = z.object({
  parent: z.string().optional(),
  displayName: z.string().optional(),
  enableLogging: z.boolean().default(false),
});

const service = "dialogflow";

/** The agent of the older edition, of which a project has one at most. */
export const dialogflowEs: Collector = {
  id: "dialogflow-es",
  title: "Dialogflow ES agent",
  per: "account",
  produces: ["gcp.dialogflow.agent", "gcp.dialogflow.webhook", "uses-tool"],
  permissions: ["dialogflow.agents.get", "dialogflow.fulfillments.get"],
  collect: async function* (source) {
    const agent = await detail(source, { service, operation: "projects.getAgent" }, {}, z.unknown());
    assertRead(agent.unknown);
    if (!Agent.parse(agent.value ?? {}).parent) return;
    const fulfillment = await detail(
      source,
      { service, operation: "projects.agent.getFulfillment" },
      {},
      z.unknown(),
    );
    yield normalizeEsAgent(agent.value, fulfillment, source.scope);
  },
};

/** It fills intents with words of people's own, so nothing that a model says has to be filtered. */
export function normalizeEsAgent(raw: unknown, fulfillment: Detail<unknown>, scope: Scope): Batch {
  const agent = Agent.parse(raw);
  const key = keyOf(service, `projects/${scope.account}/agent`);
  const resource: Resource<"gcp.dialogflow.agent"> = {
    key,
    type: "gcp.dialogflow.agent",
    name: agent.displayName ?? `Agent of ${scope.account}`,
    account: scope.account,
    region: null,
    tags: {},
    properties: {
      edition: "es",
      cloudLogging: agent.enableLogging,
      interactionLogging: agent.enableLogging,
      redaction: false,
    },
    // It lies in the global location, which takes no key.
    facets: { codeInterpreter: false, sessionTtlSeconds: null, customerKey: true },
  };
  const webhook = fulfillment.value
    ? normalizeFulfillment(fulfillment.value, key, scope)
    : { resources: [], relationships: [] };
  return {
    resources: [
      withUnknown(resource, { "relationships.uses-tool": fulfillment.unknown }),
      ...webhook.resources,
    ],
    relationships: webhook.relationships,
  };
}
