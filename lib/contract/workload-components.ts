import { createSerializer, parseAsInteger, parseAsString, type inferParserType } from "nuqs/server";
import { z } from "zod";

import { componentKinds } from "#lib/domain/imported.ts";
import { severities } from "#lib/domain/severity.ts";

export const componentListParsers = {
  cursor: parseAsString,
  limit: parseAsInteger.withDefault(100),
};
export type ComponentList = inferParserType<typeof componentListParsers>;
export const serializeComponentList = createSerializer(componentListParsers);

/** What a workload is made of: a resource of its own, or a part that another tool's bill names of one. */
export const WorkloadComponent = z.object({
  id: z.string(),
  kind: z.enum(componentKinds),
  name: z.string(),
  version: z.string(),
  /** Package URL, or what a bill names it by. */
  reference: z.string(),
  licenses: z.array(z.string()),
  /** The resource that it is, or is part of. */
  resource: z.object({ id: z.string(), name: z.string(), typeTitle: z.string() }),
  /** Which tool's bill names it; null where the resource itself is the component. */
  source: z.string().nullable(),
  /** Open vulnerabilities that imported reports tell of it. */
  vulnerabilityCount: z.number().int(),
  worst: z.enum(severities).nullable(),
  /** Critical ones that its registry's own scan counts. */
  scannedCriticalCount: z.number().int().nullable(),
});
export type WorkloadComponent = z.infer<typeof WorkloadComponent>;

export const WorkloadComponentPage = z.object({
  items: z.array(WorkloadComponent),
  nextCursor: z.string().nullable(),
});
export type WorkloadComponentPage = z.infer<typeof WorkloadComponentPage>;
