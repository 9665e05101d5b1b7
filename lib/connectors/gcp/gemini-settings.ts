import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { keyOf } from "./names.ts";
import { listItems } from "./paging.ts";

const Sharing = z.object({
  enableDataSharing: z.boolean().default(false),
  enablePreviewDataSharing: z.boolean().default(false),
});
const Logging = z.object({
  logPromptsAndResponses: z.boolean().default(false),
  logMetadata: z.boolean().default(false),
});

const service = "cloudaicompanion";

/** What Gemini in the console and in the editor may keep and share. A project without settings uses none of it. */
export const geminiSettings: Collector = {
  id: "gemini-settings",
  title: "Gemini for Google Cloud settings",
  per: "account",
  produces: ["gcp.cloudaicompanion.settings"],
  permissions: [
    "cloudaicompanion.dataSharingWithGoogleSettings.list",
    "cloudaicompanion.loggingSettings.list",
  ],
  collect: async function* (source) {
    const all = async (collection: string): Promise<unknown[]> => {
      const found: unknown[] = [];
      for await (const page of listItems(
        source,
        service,
        `projects.locations.${collection}.list`,
        collection,
      ))
        found.push(...page);
      return found;
    };
    const sharing = await all("dataSharingWithGoogleSettings");
    yield normalizeGeminiSettings(sharing, await all("loggingSettings"), source.scope);
  },
};

export function normalizeGeminiSettings(
  rawSharing: readonly unknown[],
  rawLogging: readonly unknown[],
  { account }: Scope,
): Batch {
  if (rawSharing.length + rawLogging.length === 0) return { resources: [], relationships: [] };
  const sharing = z.array(Sharing).parse(rawSharing);
  const logging = z.array(Logging).parse(rawLogging);
  const logsPrompts = logging.some(({ logPromptsAndResponses }) => logPromptsAndResponses);
  const resource: Resource<"gcp.cloudaicompanion.settings"> = {
    key: keyOf(service, `projects/${account}/locations/global/settings`),
    type: "gcp.cloudaicompanion.settings",
    name: `Gemini for Google Cloud in ${account}`,
    account,
    region: null,
    tags: {},
    properties: {
      sharesDataWithGoogle: sharing.some(
        ({ enableDataSharing, enablePreviewDataSharing }) => enableDataSharing || enablePreviewDataSharing,
      ),
      logsPrompts,
      logsMetadata: logging.some(({ logMetadata }) => logMetadata),
    },
    // It is reached by people through the console alone, and keeps nothing under a key that could be chosen.
    facets: {
      publicNetwork: false,
      keyAuthentication: false,
      privateEndpoint: true,
      logsRequests: logsPrompts,
      customerKey: true,
      hosts: [],
    },
  };
  return { resources: [resource], relationships: [] };
}
