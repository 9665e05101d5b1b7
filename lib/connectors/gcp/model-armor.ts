import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { Labels } from "./assets.ts";
import { detail, type Detail } from "./detail.ts";
import {
  FilterConfig,
  guardrailFacets,
  missingCategories,
  stopsMaliciousUrls,
} from "./model-armor-filters.ts";
import { keyOf, lastSegment, locationOf, withProjectId } from "./names.ts";
import { listItems } from "./paging.ts";
import { normalizeEach } from "../normalized.ts";

export const FloorSetting = z.object({
  filterConfig: FilterConfig,
  /** Left out where the setting of the folder or the organization above is taken over. */
  enableFloorSettingEnforcement: z.boolean().optional(),
  integratedServices: z.array(z.string()).default([]),
  aiPlatformFloorSetting: z
    .object({
      inspectOnly: z.boolean().optional(),
      inspectAndBlock: z.boolean().optional(),
      enableCloudLogging: z.boolean().default(false),
    })
    .optional(),
});
export type FloorSetting = z.infer<typeof FloorSetting>;
const Template = z.object({
  name: z.string(),
  labels: Labels,
  filterConfig: FilterConfig,
  templateMetadata: z
    .object({
      enforcementType: z.string().optional(),
      logSanitizeOperations: z.boolean().default(false),
    })
    .prefault({}),
});

const service = "modelarmor";
const templatesList = "projects.locations.templates.list";
export const floorPermissions = ["modelarmor.floorSettings.get"];

export const modelArmor: Collector = {
  id: "model-armor",
  title: "Model Armor floor setting and templates",
  per: "account",
  produces: ["gcp.modelarmor.floor-setting", "gcp.modelarmor.template"],
  permissions: [...floorPermissions, "modelarmor.locations.list", "modelarmor.templates.list"],
  collect: async function* (source) {
    yield normalizeFloorSetting(
      await source.call(service, "projects.locations.getFloorSetting"),
      source.scope,
    );
    for await (const locations of listItems(source, service, "projects.locations.list", "locations"))
      for (const { locationId } of z.array(z.object({ locationId: z.string() })).parse(locations)) {
        if (locationId === "global") continue;
        const input = { location: locationId };
        for await (const page of listItems(source, service, templatesList, "templates", input))
          yield normalizeEach(`${service}:${templatesList}`, page, (raw) =>
            normalizeTemplate(raw, source.scope),
          );
      }
  },
};

export const floorKey = (projectId: string): string =>
  keyOf(service, `projects/${projectId}/locations/global/floorSetting`);

/** The project's floor setting, for those whose calls it may screen. */
export const readFloor = (source: Pick<Source, "call">): Promise<Detail<FloorSetting>> =>
  detail(source, { service, operation: "projects.locations.getFloorSetting" }, {}, FloorSetting);

/** Calls of Gemini are screened by a project's own setting alone, and stopped only where it is not told to look on. */
export function geminiScreening(floor: FloorSetting | null): "none" | "inspect" | "block" {
  if (floor?.enableFloorSettingEnforcement !== true) return "none";
  if (!floor.integratedServices.includes("AI_PLATFORM")) return "none";
  return floor.aiPlatformFloorSetting?.inspectAndBlock === true ? "block" : "inspect";
}

/** One that is not enforced guards nothing, so it is as if it were not there. */
export function normalizeFloorSetting(raw: unknown, { account }: Scope): Batch {
  const floor = FloorSetting.parse(raw);
  if (floor.enableFloorSettingEnforcement !== true) return { resources: [], relationships: [] };
  const resource: Resource<"gcp.modelarmor.floor-setting"> = {
    key: floorKey(account),
    type: "gcp.modelarmor.floor-setting",
    name: `Floor setting of ${account}`,
    account,
    region: null,
    tags: {},
    properties: {
      integratedServices: floor.integratedServices,
      gemini: geminiScreening(floor),
      logs: floor.aiPlatformFloorSetting?.enableCloudLogging ?? false,
      maliciousUrls: stopsMaliciousUrls(floor.filterConfig),
      missingCategories: missingCategories(floor.filterConfig),
    },
    facets: guardrailFacets(floor.filterConfig),
  };
  return { resources: [resource], relationships: [] };
}

export function normalizeTemplate(raw: unknown, { account }: Scope): Batch {
  const { name, labels, filterConfig, templateMetadata } = Template.parse(raw);
  const resource: Resource<"gcp.modelarmor.template"> = {
    key: keyOf(service, withProjectId(name, account)),
    type: "gcp.modelarmor.template",
    name: lastSegment(name),
    account,
    region: locationOf(name),
    tags: labels,
    properties: {
      enforcement: templateMetadata.enforcementType === "INSPECT_ONLY" ? "inspect" : "block",
      logs: templateMetadata.logSanitizeOperations,
      maliciousUrls: stopsMaliciousUrls(filterConfig),
      missingCategories: missingCategories(filterConfig),
    },
    facets: guardrailFacets(filterConfig),
  };
  return { resources: [resource], relationships: [] };
}
