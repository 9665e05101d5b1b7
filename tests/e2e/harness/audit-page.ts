import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** What axe has against the page as it stands: the rule, what it says, and the elements. */
export const violationsOf = (page: Page): Promise<string[]> => audit(builder(page));

/** As `violationsOf`, of the rules that a change of theme can break. */
export const colorViolationsOf = (page: Page): Promise<string[]> =>
  audit(builder(page).withRules(["color-contrast", "link-in-text-block"]));

// There are no frames here, so that one run tells all.
const builder = (page: Page) =>
  new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });

async function audit(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) => `${id}: ${help}\n  ${html.slice(0, 300)}\n  ${failureSummary ?? ""}`,
    ),
  );
}
