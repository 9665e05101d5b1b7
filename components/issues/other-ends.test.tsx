// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { show } from "../testing/render-ui.tsx";
import { OtherEnds } from "./other-ends.tsx";

afterEach(cleanup);

const end = (name: string, id: string | null = name) => ({ id, key: name, name, typeTitle: "API" });

test("ways that are not drawn are counted, and named on request", async () => {
  const { user } = show(
    <OtherEnds
      issue={{
        otherEntries: [end("gateway"), end("gone", null)],
        otherTargets: [end("letters")],
        otherEntryCount: 2,
        otherTargetCount: 1,
      }}
    />,
  );
  await user.click(screen.getByRole("button", { name: "2 other ways in, 1 other target" }));
  expect(screen.getByRole("link", { name: "gateway" }).getAttribute("href")).toBe("/inventory/gateway");
  expect(screen.getByText(/gone/).closest("a")).toBeNull();
  expect(screen.getByText("Reaches also")).toBeTruthy();
});

test("of very many the first are named and all are counted", async () => {
  const { user } = show(
    <OtherEnds
      issue={{
        otherEntries: [],
        otherTargets: [end("letters")],
        otherEntryCount: 0,
        otherTargetCount: 2_300,
      }}
    />,
  );
  await user.click(screen.getByRole("button", { name: /^2,?300 other targets$/ }));
  expect(screen.getByText(/^and 2,?299 more$/)).toBeTruthy();
});

test("where there are none, nothing is said of them", () => {
  const { container } = show(
    <OtherEnds issue={{ otherEntries: [], otherTargets: [], otherEntryCount: 0, otherTargetCount: 0 }} />,
  );
  expect(container.querySelector("button")).toBeNull();
});
