// @vitest-environment happy-dom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { narrowScreen } from "../testing/layout.ts";
import { serve, show } from "../testing/render-ui.tsx";
import { sampleIssue } from "../testing/sample-issue.ts";
import { SimulationPathsCard } from "./simulation-paths-card.tsx";

beforeEach(narrowScreen);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const { graph } = sampleIssue();
const answer = (cut: number[]) => ({
  "GET /api/v1/fixes/simulation/paths": { body: { graph, cut, drawnCount: 24, openCount: 30 } },
});

test("the open paths are drawn together, and the list says which steps would be cut", async () => {
  const requests = serve(answer([0]));
  show(<SimulationPathsCard chosen={["fix1", "fix2"]} />);
  const region = await screen.findByRole("region", { name: "The paths of open issues" });
  expect(within(region).getByRole("status").textContent).toBe("24 of 30 open paths; 1 step would be cut");
  const list = within(region).getByRole("list", { name: "The paths of open issues" });
  expect(list.textContent).toContain("can-read claims because policy claims-read allows s3:GetObject cut");
  expect(requests.map(({ path }) => path)).toEqual(["/api/v1/fixes/simulation/paths?fix=fix1,fix2"]);
});

test("without a change nothing is cut", async () => {
  serve(answer([]));
  show(<SimulationPathsCard chosen={[]} />);
  expect((await screen.findByRole("status")).textContent).toBe("24 of 30 open paths");
});
