import { z } from "zod";

import type { Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { armRow, placeOf, resourcesOfType, type ArmRow } from "./arm.ts";
import { detail } from "./detail.ts";
import { queryGraph } from "./graph-query.ts";
import { withUnknown } from "../normalized.ts";

const Properties = z.object({
  publicNetworkAccess: z.string().nullish(),
  adminUserEnabled: z.boolean().nullish(),
  anonymousPullEnabled: z.boolean().nullish(),
  encryption: z.object({ status: z.string().nullish() }).nullish(),
  policies: z
    .object({
      trustPolicy: z.object({ status: z.string().nullish() }).nullish(),
      quarantinePolicy: z.object({ status: z.string().nullish() }).nullish(),
    })
    .nullish(),
});
const Registry = armRow(Properties);
type Registry = ArmRow<z.infer<typeof Properties>>;
const Pricings = z.object({
  value: z.array(
    z.object({
      name: z.string(),
      properties: z.object({
        pricingTier: z.string(),
        /** Parts of a plan that can be switched off by themselves. Azure writes the words `True` and `False`. */
        extensions: z
          .array(z.object({ name: z.string(), isEnabled: z.union([z.string(), z.boolean()]).nullish() }))
          .nullish(),
      }),
    }),
  ),
});
type Pricings = z.infer<typeof Pricings>;

export const containerRegistries: Collector = {
  id: "container-registries",
  title: "Container registries",
  per: "account",
  produces: ["azure.container-registry.registry"],
  permissions: ["Microsoft.ContainerRegistry/registries/read", "Microsoft.Security/pricings/read"],
  collect: async function* (source) {
    const call = { service: "Microsoft.Security", operation: "Pricings_List" };
    const pricings = await detail(source, call, {}, Pricings);
    const scans = scansImages(pricings.value?.value ?? []);
    const query = resourcesOfType("microsoft.containerregistry/registries");
    for await (const { rows, unparsed } of queryGraph(source, query, Registry))
      yield {
        resources: rows.map((row) => normalizeRegistry(row, source.scope.account, scans, pricings.unknown)),
        relationships: [],
        unparsed,
      };
  },
};

/** The plan is on, and its assessment of registries was not taken out of it. */
export const scansImages = (pricings: Pricings["value"]): boolean =>
  pricings.some(
    ({ name, properties: { pricingTier, extensions } }) =>
      name === "Containers" &&
      pricingTier === "Standard" &&
      !(extensions ?? []).some(
        (extension) =>
          extension.name === "ContainerRegistriesVulnerabilityAssessments" &&
          String(extension.isEnabled).toLowerCase() === "false",
      ),
  );

/** Images are scanned by Defender for Containers, which is switched on for a whole subscription. */
export const normalizeRegistry = (
  row: Registry,
  account: string,
  scanOnPush: boolean,
  scanUnknown: Unknown | null = null,
): Resource =>
  withUnknown(
    {
      ...placeOf(row, account),
      type: "azure.container-registry.registry",
      properties: {
        sku: row.sku?.name ?? null,
        publicNetworkAccess: row.properties.publicNetworkAccess ?? null,
        adminUser: row.properties.adminUserEnabled === true,
        anonymousPull: row.properties.anonymousPullEnabled === true,
        contentTrust: row.properties.policies?.trustPolicy?.status === "enabled",
        quarantine: row.properties.policies?.quarantinePolicy?.status === "enabled",
      },
      facets: {
        publicRead: row.properties.anonymousPullEnabled === true,
        // Azure locks tags one at a time, never by registry: there is no such setting to be wrong.
        immutableTags: true,
        scanOnPush,
        customerKey: row.properties.encryption?.status === "enabled",
      },
    },
    { "facets.scanOnPush": scanUnknown },
  );
