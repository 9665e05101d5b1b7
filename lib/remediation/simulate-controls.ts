import { momentOf, type Context } from "#lib/access/context.ts";
import { owaspEditionOf } from "#lib/access/organization-settings.ts";
import type { Simulation } from "#lib/contract/plans.ts";
import { checkIdsOf, toControlView } from "#lib/compliance/control-view.ts";
import { loadAttestations } from "#lib/compliance/load-attestations.ts";
import { loadTallies, type CheckCounts } from "#lib/compliance/load-tallies.ts";
import { frameworksIn } from "#lib/posture/controls.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import type { Closing } from "./simulate-changes.ts";

const whole = { workload: "", account: "", environment: "" };

/** The controls of every framework that would stand otherwise once these findings are closed. */
export async function simulateControls(
  tx: Tx,
  ctx: Context,
  closing: readonly Pick<Closing, "checkId">[],
): Promise<Simulation["controls"]> {
  if (closing.length === 0 || !ctx.permissions.has("compliance:read")) return [];
  const { organizationId } = ctx;
  const now = await loadTallies(tx, organizationId, whole);
  const then = { ...now, byCheck: countsWithout(now.byCheck, closing) };
  const closed = new Set(closing.map(({ checkId }) => checkId));
  const changed: Simulation["controls"] = [];
  for (const framework of frameworksIn(await owaspEditionOf(tx, ctx))) {
    const touched = framework.controls.filter((control) =>
      checkIdsOf(framework, control).some((id) => closed.has(id)),
    );
    if (touched.length === 0) continue;
    const attestations = await loadAttestations(tx, organizationId, framework.id, momentOf(ctx));
    for (const control of touched) {
      const [from, to] = [now, then].map(
        (tallies) => toControlView(framework, control, tallies, attestations, "").status,
      );
      if (from && to && to !== from)
        changed.push({
          framework: { id: framework.id, name: framework.shortTitle },
          id: control.id,
          title: control.title,
          from,
          to,
        });
    }
  }
  return changed;
}

/** A finding that closes is an evaluation that passes. */
export function countsWithout(
  byCheck: ReadonlyMap<string, CheckCounts>,
  closing: readonly Pick<Closing, "checkId">[],
): Map<string, CheckCounts> {
  const counts = new Map(byCheck);
  for (const { checkId } of closing) {
    const known = counts.get(checkId);
    if (known)
      counts.set(checkId, { ...known, openCount: known.openCount - 1, passCount: known.passCount + 1 });
  }
  return counts;
}
