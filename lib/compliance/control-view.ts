import type { ControlView } from "#lib/contract/compliance.ts";
import { writeControl, type Framework, type FrameworkControl } from "#lib/domain/framework.ts";
import { checkById } from "#lib/posture/check-by-id.ts";
import { checkIdsOfControl } from "#lib/posture/controls.ts";
import { statusOfControl } from "./control-status.ts";
import { holdsFor, type StoredAttestation } from "./load-attestations.ts";
import type { CheckCounts, Tallies } from "./load-tallies.ts";

export const checkIdsOf = (framework: Framework, control: FrameworkControl): string[] => [
  ...checkIdsOfControl(writeControl({ frameworkId: framework.id, controlId: control.id })),
];

/** Whether something the check would look at was not collected. */
export const isUncollected = (checkId: string, { uncollectedTypes }: Tallies): boolean =>
  checkById(checkId)?.appliesTo.some((type) => uncollectedTypes.has(type)) ?? false;

export const sumOf = (checkIds: readonly string[], { byCheck }: Tallies): CheckCounts => {
  const sum = { openCount: 0, exceptedCount: 0, passCount: 0, unknownCount: 0 };
  for (const checkId of checkIds) {
    const counts = byCheck.get(checkId);
    sum.openCount += counts?.openCount ?? 0;
    sum.exceptedCount += counts?.exceptedCount ?? 0;
    sum.passCount += counts?.passCount ?? 0;
    sum.unknownCount += counts?.unknownCount ?? 0;
  }
  return sum;
};

/** One control as it stands in a scope. */
export function toControlView(
  framework: Framework,
  control: FrameworkControl,
  tallies: Tallies,
  attestations: readonly StoredAttestation[],
  scopedWorkload: string,
): ControlView {
  const checkIds = checkIdsOf(framework, control);
  const counts = sumOf(checkIds, tallies);
  const uncollectedCount = checkIds.filter((checkId) => isUncollected(checkId, tallies)).length;
  const holding = attestations
    .filter((attestation) => attestation.controlId === control.id && holdsFor(attestation, scopedWorkload))
    .map(({ expiresAt }) => expiresAt)
    .toSorted()
    .at(-1);
  const [status, reason] = statusOfControl({
    ...counts,
    uncollectedCount,
    wantsAttestation: control.attestation !== null,
    isAttested: holding !== undefined,
  });
  const { id, title, text, group, attestation } = control;
  return {
    id,
    title,
    text,
    group,
    attestation,
    status,
    reason,
    ...counts,
    checkCount: checkIds.length,
    uncollectedCount,
    attestedUntil: holding ?? null,
  };
}
