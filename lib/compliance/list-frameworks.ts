import { inTransaction, momentOf, requirePermission, type Context } from "#lib/access/context.ts";
import { owaspEditionOf } from "#lib/access/organization-settings.ts";
import type { ComplianceScope, FrameworkList } from "#lib/contract/compliance.ts";
import type { Framework } from "#lib/domain/framework.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { frameworksIn } from "#lib/posture/controls.ts";
import { toControlView } from "./control-view.ts";
import { toFrameworkView } from "./framework-view.ts";
import { loadAttestations } from "./load-attestations.ts";
import { loadTallies, type Tallies } from "./load-tallies.ts";
import { requireKnownScope } from "./scope.ts";
import { scopeOptions } from "./scope-options.ts";

/** Every framework with how its controls stand in the scope, in the edition the organization goes by. */
export async function listFrameworks(
  ctx: Context,
  scope: ComplianceScope,
  at: Date = momentOf(ctx),
): Promise<FrameworkList> {
  requirePermission(ctx, "compliance:read");
  requireKnownScope(ctx, scope);
  const { organizationId } = ctx;
  return inTransaction(ctx, async (tx) => {
    const owaspEdition = await owaspEditionOf(tx, ctx);
    const tallies = await loadTallies(tx, organizationId, scope);
    const items: FrameworkList["items"] = [];
    for (const framework of frameworksIn(owaspEdition)) {
      const controls = await controlsIn(tx, organizationId, framework, tallies, scope, at);
      items.push(toFrameworkView(framework, controls, tallies));
    }
    const state = await tx.evaluationState.findUnique({ where: { organizationId } });
    return {
      items,
      owaspEdition,
      evaluatedAt: state?.evaluatedAt.toISOString() ?? null,
      options: await scopeOptions(tx, organizationId),
    };
  });
}

/** The controls of a framework as they stand. */
export async function controlsIn(
  tx: Tx,
  organizationId: string,
  framework: Framework,
  tallies: Tallies,
  scope: ComplianceScope,
  at: Date,
) {
  const attestations = await loadAttestations(tx, organizationId, framework.id, at);
  return framework.controls.map((control) =>
    toControlView(framework, control, tallies, attestations, scope.workload),
  );
}
