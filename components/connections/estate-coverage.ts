import type { ConnectionView } from "#lib/contract/connections.ts";
import { counted } from "#lib/domain/counted.ts";

type Covered = Pick<ConnectionView, "incompleteCount" | "lastCompleteAt" | "lastSync" | "resourceCount">;

/** Whether something that a connection should read is not known: a gap, a failure, or nothing read yet. */
export const hasGaps = ({ incompleteCount, lastCompleteAt, lastSync }: Covered): boolean =>
  incompleteCount > 0 || lastCompleteAt === null || lastSync?.state === "failed";

/** The estate in one sentence. What was not read is never counted as read. */
export function coverageSentence(connections: readonly Covered[]): string {
  if (connections.length === 0) return "What Nacre reads, and whether it could read all of it.";
  const gaps = connections.filter(hasGaps).length;
  const resources = connections.reduce((sum, { resourceCount }) => sum + resourceCount, 0);
  const coverage = gaps === 0 ? "Everything that should be read was read." : `${gaps} with gaps in coverage.`;
  return `${counted(connections.length, "connection")}, ${counted(resources, "resource")}. ${coverage}`;
}
