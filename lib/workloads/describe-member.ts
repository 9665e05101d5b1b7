import { z } from "zod";

import type { Context } from "#lib/access/context.ts";
import type { WorkloadFact } from "#lib/contract/workload-facts.ts";
import { Derived } from "#lib/domain/derived.ts";
import { isResourceType, titleOf } from "#lib/domain/resource.ts";
import { unknownReasons } from "#lib/domain/unknown.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";

const Why = z.object({
  reason: z.enum(unknownReasons),
  call: z.string(),
  permission: z.string().nullable(),
  message: z.string(),
});
const Document = z.object({
  properties: z.record(z.string(), z.unknown()).default({}),
  facets: z.record(z.string(), z.unknown()).default({}),
  unknown: z.record(z.string(), Why).default({}),
});
const Row = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  type: z.string(),
  class: z.string(),
  account: z.string(),
  document: Document,
  derived: Derived,
});

/** A resource with what was collected of it and what was not. */
export type DescribedResource = Omit<z.infer<typeof Row>, "document"> &
  z.infer<typeof Document> & { typeTitle: string };

/** The documents of resources, by key. */
export async function describeResources(
  tx: Tx,
  { organizationId }: Context,
  keys: readonly string[],
): Promise<Map<string, DescribedResource>> {
  const rows = await queryRows(
    tx,
    Row,
    sql`SELECT r.id, r.key, r.name, r.type, r.class, r.account, r.document, r.derived FROM "Resource" r
        WHERE r."organizationId" = ${organizationId}::uuid AND r."removedAt" IS NULL AND r.key = ANY(${[...keys]})`,
  );
  return new Map(
    rows.map(({ document, ...row }) => [row.key, { ...row, ...document, typeTitle: typeTitleOf(row.type) }]),
  );
}

export const typeTitleOf = (type: string): string => (isResourceType(type) ? titleOf(type) : type);

export type Judged = Pick<WorkloadFact, "value" | "standing">;

/**
 * A fact of a resource as a reader sees it: unknown with its reason where it was not collected, and nothing where its
 * kind has no such fact.
 */
export function factOf(
  { facets, properties, unknown }: Pick<DescribedResource, "facets" | "properties" | "unknown">,
  term: string,
  path: `facets.${string}` | `properties.${string}`,
  judge: (value: unknown) => Judged | null,
): WorkloadFact[] {
  const why = unknown[path];
  if (why) return [{ term, value: "unknown", why: notCollected(why), standing: "unknown" }];
  const [part = "", ...rest] = path.split(".");
  const value = (part === "facets" ? facets : properties)[rest.join(".")];
  if (value === undefined) return [];
  const judged = judge(value);
  return judged ? [{ term, why: null, ...judged }] : [];
}

const notCollected = ({ call, permission, message }: z.infer<typeof Why>): string =>
  `${call} did not tell: ${message}${permission ? ` It needs ${permission}.` : ""}`;

/** For a fact that is either as it should be or is not. */
export const yesNo =
  (whenTrue: string, whenFalse: string, good = true) =>
  (value: unknown): Judged | null => {
    if (typeof value !== "boolean") return null;
    return { value: value ? whenTrue : whenFalse, standing: value === good ? "met" : "gap" };
  };

export const told = (value: unknown): Judged | null =>
  typeof value === "string" && value !== "" ? { value, standing: "said" } : null;
