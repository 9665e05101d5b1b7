import type { CheckView } from "#lib/contract/checks.ts";
import type { Check } from "#lib/domain/check.ts";
import { providerOf, titleOf } from "#lib/domain/resource.ts";
import type { CheckTally } from "#lib/platform/generated/client.ts";
import { customPrefix } from "./custom/custom-check.ts";

export const toCheckView = (check: Check, tally: CheckTally | undefined): CheckView => ({
  id: check.id,
  origin: check.id.startsWith(customPrefix) ? "custom" : "nacre",
  title: check.title,
  severity: check.severity,
  layer: check.layer,
  function: check.function,
  providers: [...new Set(check.appliesTo.map(providerOf))],
  appliesTo: check.appliesTo.map((type) => ({ type, title: titleOf(type) })),
  passCount: tally?.passCount ?? 0,
  failCount: tally?.failCount ?? 0,
  unknownCount: tally?.unknownCount ?? 0,
  evaluatedAt: tally?.evaluatedAt.toISOString() ?? null,
});
