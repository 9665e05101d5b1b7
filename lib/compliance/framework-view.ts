import type { ControlView, FrameworkView } from "#lib/contract/compliance.ts";
import { controlStatuses, type Framework } from "#lib/domain/framework.ts";
import { scoreOf } from "#lib/posture/score.ts";
import { checkIdsOf, sumOf } from "./control-view.ts";
import type { Tallies } from "./load-tallies.ts";

/** A framework with how its controls stand, and how much of what they rest on could be decided. */
export function toFrameworkView(
  framework: Framework,
  controls: readonly ControlView[],
  tallies: Tallies,
): FrameworkView {
  const checkIds = [...new Set(framework.controls.flatMap((control) => checkIdsOf(framework, control)))];
  const { openCount, exceptedCount, passCount, unknownCount } = sumOf(checkIds, tallies);
  const count = (status: (typeof controlStatuses)[number]) =>
    controls.filter((control) => control.status === status).length;
  const { id, title, shortTitle, publisher, edition, source, publishedOn, readOn, notes } = framework;
  return {
    id,
    title,
    shortTitle,
    publisher,
    edition,
    source,
    publishedOn,
    readOn,
    notes: [...notes],
    controlCount: controls.length,
    byStatus: {
      failing: count("failing"),
      incomplete: count("incomplete"),
      passing: count("passing"),
      attested: count("attested"),
      "not-assessed": count("not-assessed"),
    },
    openCount,
    coverage: scoreOf([{ severity: "low", passCount, failCount: openCount + exceptedCount, unknownCount }])
      .coverage,
  };
}
