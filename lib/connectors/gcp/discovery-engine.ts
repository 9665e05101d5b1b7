import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { assetOf, assetPermissions, assetsCall, listAssets } from "./assets.ts";
import { detail, type Detail } from "./detail.ts";
import { keyOf, kmsKeyOf, lastSegment, locationOf, withProjectId } from "./names.ts";
import { normalizeEach, withUnknown } from "../normalized.ts";

const Cmek = z.object({ kmsKey: z.string().optional() }).optional();
const DataStore = assetOf(
  z.object({
    name: z.string(),
    displayName: z.string().optional(),
    aclEnabled: z.boolean().default(false),
    contentConfig: z.string().default("NO_CONTENT"),
    cmekConfig: Cmek,
    kmsKeyName: z.string().optional(),
  }),
);
const Engine = assetOf(
  z.object({
    name: z.string(),
    displayName: z.string().optional(),
    solutionType: z.string().default("SOLUTION_TYPE_UNSPECIFIED"),
    dataStoreIds: z.array(z.string()).default([]),
    cmekConfig: Cmek,
    observabilityConfig: z.object({ observabilityEnabled: z.boolean().default(false) }).optional(),
  }),
);
const Assistant = assetOf(
  z.object({
    name: z.string(),
    displayName: z.string().optional(),
    webGroundingType: z.string().default("WEB_GROUNDING_TYPE_UNSPECIFIED"),
    enabledTools: z.record(z.string(), z.unknown()).default({}),
    customerPolicy: z
      .object({
        modelArmorConfig: z
          .object({
            userPromptTemplate: z.string().optional(),
            responseTemplate: z.string().optional(),
            failureMode: z.string().optional(),
          })
          .optional(),
      })
      .optional(),
  }),
);
const Widget = z.object({
  accessSettings: z
    .object({
      allowPublicAccess: z.boolean().default(false),
      enableWebApp: z.boolean().default(false),
      allowlistedDomains: z.array(z.string()).default([]),
    })
    .prefault({}),
});

const service = "discoveryengine";
const host = "discoveryengine.googleapis.com";
const types = { dataStore: `${host}/DataStore`, engine: `${host}/Engine`, assistant: `${host}/Assistant` };
const widgetGet = "projects.locations.collections.engines.widgetConfigs.get";
const Typed = z.looseObject({
  assetType: z.string(),
  resource: z.object({ data: z.object({ name: z.string() }) }),
});

/** Vertex AI Search and Gemini Enterprise: what is searched, the apps in front, and the assistants that answer. */
export const discoveryEngine: Collector = {
  id: "discovery-engine",
  title: "Vertex AI Search and Gemini Enterprise",
  per: "account",
  produces: [
    "gcp.discoveryengine.data-store",
    "gcp.discoveryengine.engine",
    "gcp.discoveryengine.assistant",
    "routes-to",
    "grounded-on",
    "guarded-by",
    "encrypted-by",
  ],
  permissions: [...assetPermissions, "discoveryengine.widgetConfigs.get"],
  collect: async function* (source) {
    for await (const page of listAssets(source, ...Object.values(types))) {
      const records: { raw: unknown; widget: Detail<z.infer<typeof Widget>> }[] = [];
      for (const raw of page) records.push({ raw, widget: await readWidget(source, raw) });
      yield normalizeEach(assetsCall, records, ({ raw, widget }) => {
        const { assetType } = Typed.parse(raw);
        if (assetType === types.dataStore) return normalizeDataStore(raw, source.scope);
        return assetType === types.engine
          ? normalizeEngine(raw, widget, source.scope)
          : normalizeAssistant(raw, source.scope);
      });
    }
  },
};

async function readWidget(
  source: Pick<Source, "call">,
  raw: unknown,
): Promise<Detail<z.infer<typeof Widget>>> {
  const { data } = Typed.safeParse(raw);
  if (data?.assetType !== types.engine) return { value: null, unknown: null };
  const { name } = data.resource.data;
  return detail(
    source,
    { service, operation: widgetGet },
    {
      location: locationOf(name) ?? "global",
      name: `${name}/widgetConfigs/default_search_widget_config`,
    },
    Widget,
  );
}

const keyNamed = (name: string, { account }: Scope): string => keyOf(service, withProjectId(name, account));
const placeOf = (name: string, scope: Scope) => ({
  key: keyNamed(name, scope),
  account: scope.account,
  region: locationOf(name),
  tags: {},
});
const encryptedBy = (from: string, kmsKey: string | null): Relationship[] =>
  kmsKey ? [{ from, kind: "encrypted-by", to: kmsKey }] : [];

export function normalizeDataStore(raw: unknown, scope: Scope): Batch {
  const store = DataStore.parse(raw).resource.data;
  const kmsKey = kmsKeyOf(store.cmekConfig?.kmsKey ?? store.kmsKeyName);
  const resource: Resource<"gcp.discoveryengine.data-store"> = {
    ...placeOf(store.name, scope),
    type: "gcp.discoveryengine.data-store",
    name: store.displayName ?? lastSegment(store.name),
    properties: {
      content: store.contentConfig,
      sourceAcl: store.aclEnabled,
      kmsKey: store.cmekConfig?.kmsKey ?? store.kmsKeyName ?? null,
    },
    facets: { customerKey: kmsKey !== null },
  };
  return { resources: [resource], relationships: encryptedBy(resource.key, kmsKey) };
}

/** Google runs the app, so neither a firewall nor a limit of calls can be missing. Its assistant answers from its stores. */
export function normalizeEngine(raw: unknown, widget: Detail<z.infer<typeof Widget>>, scope: Scope): Batch {
  const engine = Engine.parse(raw).resource.data;
  const access = widget.value?.accessSettings;
  const kmsKey = kmsKeyOf(engine.cmekConfig?.kmsKey);
  const resource: Resource<"gcp.discoveryengine.engine"> = {
    ...placeOf(engine.name, scope),
    type: "gcp.discoveryengine.engine",
    name: engine.displayName ?? lastSegment(engine.name),
    properties: {
      solution: engine.solutionType.replace("SOLUTION_TYPE_", "").toLowerCase(),
      webApp: access?.enableWebApp ?? false,
      allowedDomains: access?.allowlistedDomains ?? [],
      kmsKey: engine.cmekConfig?.kmsKey ?? null,
    },
    facets: {
      publicNetwork: true,
      authentication: access?.allowPublicAccess ? "none" : "identity",
      firewall: true,
      throttled: true,
      accessLogging: engine.observabilityConfig?.observabilityEnabled ?? false,
      hosts: [],
    },
  };
  const { key } = resource;
  const collection = engine.name.replace(/\/engines\/[^/]*$/, "");
  const stores = engine.dataStoreIds.map((id) => keyNamed(`${collection}/dataStores/${id}`, scope));
  const assistant = keyNamed(`${engine.name}/assistants/default_assistant`, scope);
  return {
    resources: [
      withUnknown(resource, {
        "facets.authentication": widget.unknown,
        "properties.webApp": widget.unknown,
        "properties.allowedDomains": widget.unknown,
      }),
    ],
    relationships: [
      ...encryptedBy(key, kmsKey),
      ...stores.map((to) => ({ from: key, kind: "routes-to" as const, to })),
      ...stores.map((to) => ({ from: assistant, kind: "grounded-on" as const, to })),
    ],
  };
}

/** An assistant answers for its app, and from the stores of that app. Its key is the app's. */
export function normalizeAssistant(raw: unknown, scope: Scope): Batch {
  const assistant = Assistant.parse(raw).resource.data;
  const armor = assistant.customerPolicy?.modelArmorConfig;
  const engine = assistant.name.replace(/\/assistants\/[^/]*$/, "");
  const resource: Resource<"gcp.discoveryengine.assistant"> = {
    ...placeOf(assistant.name, scope),
    type: "gcp.discoveryengine.assistant",
    name: assistant.displayName ?? lastSegment(engine),
    properties: {
      webGrounding: assistant.webGroundingType.replace("WEB_GROUNDING_TYPE_", "").toLowerCase(),
      tools: Object.keys(assistant.enabledTools),
      failsOpen: armor?.failureMode === "FAIL_OPEN",
    },
    facets: { codeInterpreter: false, sessionTtlSeconds: null, customerKey: true },
  };
  const guardedBy = armor?.userPromptTemplate
    ? [
        {
          from: resource.key,
          kind: "guarded-by" as const,
          to: keyOf("modelarmor", withProjectId(armor.userPromptTemplate, scope.account)),
        },
      ]
    : [];
  return {
    resources: [resource],
    relationships: [...guardedBy, { from: keyNamed(engine, scope), kind: "routes-to", to: resource.key }],
  };
}
