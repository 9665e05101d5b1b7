import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { assetCollector } from "./asset-collector.ts";
import { assetOf } from "./assets.ts";
import { keyOf, kmsKeyOf, lastSegment, locationOf, withProjectId } from "./names.ts";

const Processor = assetOf(
  z.object({
    name: z.string(),
    displayName: z.string().optional(),
    type: z.string().default("UNKNOWN"),
    state: z.string().default("STATE_UNSPECIFIED"),
    kmsKeyName: z.string().optional(),
  }),
);

export const documentProcessors = assetCollector({
  id: "document-processors",
  title: "Document AI processors",
  produces: ["gcp.documentai.processor", "encrypted-by"],
  types: { "documentai.googleapis.com/Processor": normalizeProcessor },
});

/** A processor has neither a network nor a log of its own: the project's perimeter and audit log have their checks. */
export function normalizeProcessor(raw: unknown, { account }: Scope): Batch {
  const { name, displayName, type, state, kmsKeyName } = Processor.parse(raw).resource.data;
  const key = keyOf("documentai", withProjectId(name, account));
  const kmsKey = kmsKeyOf(kmsKeyName);
  const resource: Resource<"gcp.documentai.processor"> = {
    key,
    type: "gcp.documentai.processor",
    name: displayName ?? lastSegment(name),
    account,
    region: locationOf(name),
    tags: {},
    properties: { processorType: type, state, kmsKey: kmsKeyName ?? null },
    facets: {
      publicNetwork: false,
      keyAuthentication: false,
      logsRequests: true,
      customerKey: kmsKey !== null,
    },
  };
  return {
    resources: [resource],
    relationships: kmsKey ? [{ from: key, kind: "encrypted-by", to: kmsKey }] : [],
  };
}
