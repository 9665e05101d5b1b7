import { z } from "zod";

import { environments, type Environment } from "#lib/domain/workload.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";

/** What correlation needs to know of a workload. */
export type RefreshedWorkload = {
  id: string;
  environment: Environment | null;
  /** Member keys, with whether others use them, too. */
  sharedByKey: ReadonlyMap<string, boolean>;
};

const Membership = z.object({
  id: z.string(),
  environment: z.enum(environments).nullable(),
  key: z.string(),
  shared: z.boolean(),
});

/** The workloads that some resources are members of, each with those of its members that are among them. */
export async function workloadsAround(
  tx: Tx,
  organizationId: string,
  keys: readonly string[],
): Promise<RefreshedWorkload[]> {
  const rows = await queryRows(
    tx,
    Membership,
    sql`SELECT w.id, w.environment, m."resourceKey" AS key, m.shared
        FROM "WorkloadMember" m JOIN "Workload" w ON w.id = m."workloadId" AND w."organizationId" = m."organizationId"
        WHERE m."organizationId" = ${organizationId}::uuid AND m."resourceKey" = ANY(${[...keys]})`,
  );
  return [...Map.groupBy(rows, ({ id }) => id)].flatMap(([id, members]) =>
    members.slice(0, 1).map(({ environment }) => ({
      id,
      environment,
      sharedByKey: new Map(members.map(({ key, shared }) => [key, shared])),
    })),
  );
}
