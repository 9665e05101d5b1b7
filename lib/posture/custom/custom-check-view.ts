import type {
  CustomCheckDetail,
  CustomCheckVersionView,
  CustomCheckView,
} from "#lib/contract/custom-checks.ts";
import { DefinitionInput } from "#lib/contract/custom-checks.ts";
import type { CheckTally, CustomCheck, CustomCheckVersion } from "#lib/platform/generated/client.ts";
import { customId } from "./custom-check.ts";
import { problemOf, toCustomCheck } from "./load-custom-checks.ts";

export function toCustomCheckView(row: CustomCheck, tally: CheckTally | undefined): CustomCheckView {
  const check = toCustomCheck(row);
  const problem = problemOf(check);
  return {
    id: row.id,
    checkId: customId(row.slug),
    title: row.title,
    version: row.version,
    enabled: row.enabled,
    severity: check.severity,
    layer: check.layer,
    problem,
    passCount: tally?.passCount ?? 0,
    failCount: tally?.failCount ?? 0,
    unknownCount: tally?.unknownCount ?? 0,
    changedAt: row.changedAt.toISOString(),
    changedBy: row.changedByName,
  };
}

export const toCustomCheckDetail = (
  row: CustomCheck,
  tally: CheckTally | undefined,
  versions: readonly CustomCheckVersion[],
): CustomCheckDetail => ({
  ...toCustomCheckView(row, tally),
  definition: definitionIn(row.definition),
  versions: versions.map(toVersionView),
});

const toVersionView = ({
  version,
  savedAt,
  savedByName,
  definition,
}: CustomCheckVersion): CustomCheckVersionView => ({
  version,
  savedAt: savedAt.toISOString(),
  savedBy: savedByName,
  definition: definitionIn(definition),
});

const definitionIn = (stored: unknown) => DefinitionInput.catch({}).parse(stored);
