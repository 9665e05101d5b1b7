import { inTransaction, momentOf, requirePermission, type Context } from "#lib/access/context.ts";
import type { ComplianceScope, FrameworkDetail } from "#lib/contract/compliance.ts";
import { frameworkOf } from "./find-framework.ts";
import { toFrameworkView } from "./framework-view.ts";
import { controlsIn } from "./list-frameworks.ts";
import { loadTallies } from "./load-tallies.ts";
import { requireKnownScope } from "./scope.ts";
import { scopeOptions } from "./scope-options.ts";

/** One framework with each of its controls in the scope. Throws `not-found`. */
export async function getFramework(
  ctx: Context,
  frameworkId: string,
  scope: ComplianceScope,
  at: Date = momentOf(ctx),
): Promise<FrameworkDetail> {
  requirePermission(ctx, "compliance:read");
  requireKnownScope(ctx, scope);
  const framework = frameworkOf(frameworkId);
  const { organizationId } = ctx;
  return inTransaction(ctx, async (tx) => {
    const tallies = await loadTallies(tx, organizationId, scope);
    const controls = await controlsIn(tx, organizationId, framework, tallies, scope, at);
    const state = await tx.evaluationState.findUnique({ where: { organizationId } });
    return {
      ...toFrameworkView(framework, controls, tallies),
      controls,
      evaluatedAt: state?.evaluatedAt.toISOString() ?? null,
      options: await scopeOptions(tx, organizationId),
    };
  });
}
