// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { show } from "../testing/render-ui.tsx";
import GraphCanvas from "./graph-canvas.tsx";

vi.mock("./elk-engine.ts", () => ({ elkLayout: () => Promise.reject(new Error("out of memory")) }));
afterEach(cleanup);

test("where nothing can be placed, the map says so and points to the list", async () => {
  const graph = { nodes: [], edges: [] };
  const { user } = show(
    <GraphCanvas
      graph={graph}
      arrangement="bands"
      label="The map"
      selectedId={null}
      onSelect={() => {}}
      onOpen={() => {}}
    />,
  );
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("The map could not be drawn");
  expect(alert.textContent).toContain("The list says the same.");
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("alert")).toBeTruthy();
});
