// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { CutView, Simulation } from "#lib/contract/plans.ts";

import { show } from "../testing/render-ui.tsx";
import { SimulationSummary } from "./simulation-summary.tsx";

afterEach(cleanup);

const issue = (id: string) => ({ id, title: `Issue ${id}`, score: 70 });
const simulation = Simulation.parse({
  fixes: [],
  broken: [issue("1"), issue("2")],
  left: [issue("3")],
  findings: [],
  layers: [
    { layer: "data", before: 70, after: 82 },
    { layer: "api", before: null, after: null },
  ],
  cells: [],
  sideEffects: [],
});
const cut = CutView.parse({ fixes: [], issueCount: 3, unbreakable: [], exact: false, lowerBound: 2 });

test("counts what the changes break, and shows a score only where it would move", () => {
  show(<SimulationSummary simulation={simulation} />);
  expect(screen.getByRole("status").textContent).toBe("2 of 3 issues broken");
  const scores = screen.getByLabelText("Score of each layer");
  expect(scores.textContent).toBe("Data score70 to 82API scorenone");
});

test("a plan kept before controls were simulated has none of them", () => {
  show(<SimulationSummary simulation={simulation} />);
  expect(screen.getByText("Controls that stand otherwise").nextSibling?.textContent).toBe("0");
});

test.each([
  ["No fewer than 0 changes break all 3 issues.", { exact: true }],
  ["0 changes break all; at least 2 are needed.", {}],
  ["0 changes break all; at least 2 are needed. No single change breaks 1 issue.", { unbreakable: ["3"] }],
])("says of the smallest set how sure it is: %s", (text, part) => {
  show(<SimulationSummary simulation={simulation} cut={{ ...cut, ...part }} />);
  expect(screen.getByText(text)).toBeDefined();
});
