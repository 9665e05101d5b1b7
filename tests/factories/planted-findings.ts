import type { Context } from "#lib/access/context.ts";
import { severities } from "#lib/domain/severity.ts";
import { systemDb } from "#lib/platform/db.ts";
import type { Finding } from "#lib/platform/generated/client.ts";
import { newId } from "#lib/platform/id.ts";

type Counted = Record<"checkId" | "status" | "severity" | "layer" | "provider" | "account", string>;
export type PlantedFinding = Partial<
  Pick<
    Finding,
    | keyof Counted
    | "region"
    | "resourceName"
    | "resourceKey"
    | "resourceId"
    | "reason"
    | "openedAt"
    | "changedAt"
    | "assigneeId"
    | "teamId"
    | "dueAt"
  >
>;

/** Findings as an evaluation would have left them, with the counters that go with them. */
export async function plantFindings(
  { organizationId }: Context,
  planted: readonly PlantedFinding[],
): Promise<Finding[]> {
  const db = systemDb();
  const at = new Date("2026-03-01T12:00:00Z");
  const data = planted.map((given, n) => {
    const severity = given.severity ?? "high";
    const key = given.resourceKey ?? `resource-${n}`;
    return {
      id: newId(),
      organizationId,
      checkId: "data-store/private",
      resourceId: newId(),
      resourceKey: key,
      resourceName: key,
      resourceType: "aws.s3.bucket",
      provider: "aws",
      account: "111122223333",
      region: "eu-west-1",
      layer: "data",
      severity,
      severityRank: severities.findIndex((known) => known === severity),
      status: "open",
      reason: `${key} is readable by anyone`,
      evidence: { publicRead: true },
      evidenceHash: "hash",
      firstSeenAt: at,
      openedAt: at,
      changedAt: at,
      ...given,
    };
  });
  await db.finding.createMany({ data });
  const counters = new Map<string, { key: Counted; count: number }>();
  for (const { checkId, status, severity, layer, provider, account } of data) {
    const key = { checkId, status, severity, layer, provider, account };
    const id = Object.values(key).join("\n");
    counters.set(id, { key, count: (counters.get(id)?.count ?? 0) + 1 });
  }
  await db.findingCounter.createMany({
    data: [...counters.values()].map(({ key, count }) => ({ organizationId, ...key, count })),
  });
  return db.finding.findMany({ where: { organizationId } });
}
