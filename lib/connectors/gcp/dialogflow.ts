import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import type { FacetsOf } from "#lib/domain/resource-class.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { assetOf, assetPermissions, assetsCall, listAssets } from "./assets.ts";
import { detail, detailList, type Detail } from "./detail.ts";
import { normalizeTool, normalizeWebhook, runsCode } from "./dialogflow-tools.ts";
import { keyOf, kmsKeyOf, lastSegment, locationOf, withProjectId } from "./names.ts";
import { normalizeEach, withUnknown } from "../normalized.ts";

const Agent = assetOf(
  z.object({
    name: z.string(),
    displayName: z.string().optional(),
    defaultLanguageCode: z.string().default("en"),
    enableStackdriverLogging: z.boolean().default(false),
    securitySettings: z.string().optional(),
    advancedSettings: z
      .object({
        loggingSettings: z
          .object({
            enableStackdriverLogging: z.boolean().default(false),
            enableInteractionLogging: z.boolean().default(false),
          })
          .optional(),
      })
      .optional(),
  }),
);
const Filters = z.object({
  categoryFilters: z
    .array(z.object({ category: z.string(), filterLevel: z.string().optional() }))
    .default([]),
});
const GenerativeSettings = z.object({
  generativeSafetySettings: z
    .object({
      bannedPhrases: z.array(z.unknown()).default([]),
      raiSettings: Filters.optional(),
      defaultRaiSettings: Filters.optional(),
      promptSecuritySettings: z.object({ enablePromptSecurity: z.boolean().default(false) }).optional(),
    })
    .prefault({}),
});
type GenerativeSettings = z.infer<typeof GenerativeSettings>;
const SecuritySettings = z.object({
  redactionStrategy: z.string().optional(),
  inspectTemplate: z.string().optional(),
  deidentifyTemplate: z.string().optional(),
});
const EncryptionSpec = z.object({ kmsKey: z.string().optional() });

/** What is asked about one agent besides itself. */
export type AgentFacts = {
  webhooks: Detail<unknown[]>;
  tools: Detail<unknown[]>;
  generative: Detail<GenerativeSettings>;
  security: Detail<z.infer<typeof SecuritySettings>>;
  encryption: Detail<z.infer<typeof EncryptionSpec>>;
};

const service = "dialogflow";
export const dialogflowAgents: Collector = {
  id: "dialogflow-agents",
  title: "Dialogflow agents, webhooks and tools",
  per: "account",
  produces: [
    "gcp.dialogflow.agent",
    "gcp.dialogflow.safety-settings",
    "gcp.dialogflow.webhook",
    "gcp.dialogflow.tool",
    "uses-tool",
    "guarded-by",
    "encrypted-by",
  ],
  permissions: [
    ...assetPermissions,
    "dialogflow.webhooks.list",
    "dialogflow.tools.list",
    "dialogflow.agents.get",
    "dialogflow.securitySettings.get",
    "dialogflow.encryptionspec.get",
  ],
  collect: async function* (source) {
    for await (const page of listAssets(source, "dialogflow.googleapis.com/Agent")) {
      const records: { raw: unknown; facts: AgentFacts }[] = [];
      for (const raw of page) {
        const { data } = Agent.safeParse(raw);
        if (data) records.push({ raw, facts: await readFacts(source, data.resource.data) });
        else records.push({ raw, facts: nothingRead });
      }
      yield normalizeEach(assetsCall, records, ({ raw, facts }) =>
        normalizeDialogflowAgent(raw, facts, source.scope),
      );
    }
  },
};

const none = { value: null, unknown: null };
const nothingRead: AgentFacts = {
  webhooks: none,
  tools: none,
  generative: none,
  security: none,
  encryption: none,
};

type AgentRecord = z.infer<typeof Agent>["resource"]["data"];

async function readFacts(source: Pick<Source, "call">, agent: AgentRecord): Promise<AgentFacts> {
  const location = locationOf(agent.name) ?? "global";
  const list = (collection: string) =>
    detailList(
      source,
      { service, operation: `projects.locations.agents.${collection}.list`, field: collection },
      { location, parent: agent.name },
      z.unknown(),
    );
  const settings = `${agent.name}/generativeSettings`;
  return {
    webhooks: await list("webhooks"),
    tools: await list("tools"),
    generative: await detail(
      source,
      { service, operation: "projects.locations.agents.getGenerativeSettings" },
      { location, name: settings, languageCode: agent.defaultLanguageCode },
      GenerativeSettings,
    ),
    security: agent.securitySettings
      ? await detail(
          source,
          { service, operation: "projects.locations.securitySettings.get" },
          { location, name: agent.securitySettings },
          SecuritySettings,
        )
      : none,
    encryption: await detail(
      source,
      { service, operation: "projects.locations.getEncryptionSpec" },
      { location, parent: agent.name.replace(/\/agents\/.*$/, "") },
      EncryptionSpec,
    ),
  };
}

export function normalizeDialogflowAgent(raw: unknown, facts: AgentFacts, scope: Scope): Batch {
  const agent = Agent.parse(raw).resource.data;
  const key = keyOf(service, withProjectId(agent.name, scope.account));
  const logging = agent.advancedSettings?.loggingSettings;
  const { security, encryption, tools } = facts;
  const kmsKey = kmsKeyOf(encryption.value?.kmsKey);
  const place = { account: scope.account, region: locationOf(agent.name), tags: {} };
  const resource: Resource<"gcp.dialogflow.agent"> = {
    ...place,
    key,
    type: "gcp.dialogflow.agent",
    name: agent.displayName ?? lastSegment(agent.name),
    properties: {
      edition: "cx",
      cloudLogging: agent.enableStackdriverLogging || (logging?.enableStackdriverLogging ?? false),
      interactionLogging: logging?.enableInteractionLogging ?? false,
      redaction:
        security.value?.redactionStrategy === "REDACT_WITH_SERVICE" &&
        Boolean(security.value.inspectTemplate ?? security.value.deidentifyTemplate),
    },
    facets: {
      codeInterpreter: runsCode(tools.value ?? []),
      sessionTtlSeconds: null,
      // The global location takes no key.
      customerKey: kmsKey !== null || (place.region ?? "global") === "global",
    },
  };
  const safety = safetyOf(key, resource.name, facts.generative.value, place);
  const parts = [
    ...(facts.webhooks.value ?? []).map((webhook) => normalizeWebhook(webhook, key, scope)),
    ...(tools.value ?? []).map((tool) => normalizeTool(tool, key, scope)),
  ];
  return {
    resources: [
      withUnknown(resource, {
        "properties.redaction": security.unknown,
        "facets.codeInterpreter": tools.unknown,
        "facets.customerKey": encryption.unknown,
        "relationships.uses-tool": tools.unknown ?? facts.webhooks.unknown,
        "relationships.guarded-by": facts.generative.unknown,
      }),
      ...(safety ? [safety] : []),
      ...parts.flatMap(({ resources }) => resources),
    ],
    relationships: [
      ...(safety ? [{ from: key, kind: "guarded-by" as const, to: safety.key }] : []),
      ...(kmsKey ? [{ from: key, kind: "encrypted-by" as const, to: kmsKey }] : []),
      ...parts.flatMap(({ relationships }) => relationships),
    ],
  };
}

const categories = ["DANGEROUS_CONTENT", "HATE_SPEECH", "HARASSMENT", "SEXUALLY_EXPLICIT_CONTENT"];
const ranks: readonly FacetsOf<"guardrail">["contentFilter"][] = ["none", "low", "medium", "high"];
const levels = ["BLOCK_NONE", "BLOCK_FEW", "BLOCK_SOME", "BLOCK_MOST"];

/** Settings of the agent's own, or else the defaults that Dialogflow states beside them. */
function safetyOf(
  agentKey: string,
  agentName: string,
  settings: GenerativeSettings | null,
  place: Pick<Resource, "account" | "region" | "tags">,
): Resource<"gcp.dialogflow.safety-settings"> | null {
  if (!settings) return null;
  const safety = settings.generativeSafetySettings;
  const filters = (safety.raiSettings ?? safety.defaultRaiSettings)?.categoryFilters ?? [];
  const rankOf = (category: string): number =>
    Math.max(0, levels.indexOf(filters.find((filter) => filter.category === category)?.filterLevel ?? ""));
  const promptSecurity = safety.promptSecuritySettings?.enablePromptSecurity ?? false;
  return {
    ...place,
    key: `${agentKey}/generativeSettings`,
    type: "gcp.dialogflow.safety-settings",
    name: `Safety settings of ${agentName}`,
    properties: {
      unfilteredCategories: categories.filter((category) => rankOf(category) === 0),
      promptSecurity,
      bannedPhraseCount: safety.bannedPhrases.length,
    },
    // Dialogflow masks what it keeps by its security settings, and grounds answers by its data stores, not by these.
    facets: {
      promptAttack: promptSecurity ? "high" : "none",
      contentFilter: ranks[Math.min(...categories.map(rankOf))] ?? "none",
      sensitiveInformation: "mask",
      grounding: true,
      deniedTopics: safety.bannedPhrases.length > 0,
      callerMayOverride: false,
    },
  };
}
