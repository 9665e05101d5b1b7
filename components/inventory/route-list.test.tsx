// @vitest-environment happy-dom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { show } from "../testing/render-ui.tsx";
import { sampleResourceDetail } from "../testing/sample-resource.ts";
import { DerivedCard } from "./derived-card.tsx";

afterEach(cleanup);

const hops = [
  { text: "web is on a public network", resourceKey: "lb", outcome: "open" as const },
  { text: "front admits any address on tcp 443", resourceKey: "sg", outcome: "open" as const },
  { text: "web asks for an identity", resourceKey: "lb", outcome: "asks" as const },
];
const exposure = { reach: "credential" as const, via: [], reasons: [{ text: "Short", resourceKey: null }] };
const card = (derived: object) =>
  show(
    <DerivedCard
      resource={sampleResourceDetail({
        derived,
        mentioned: [{ key: "sg", id: "r7", name: "front", typeTitle: "Security group" }],
      })}
    />,
  );

test("tells the route in its order, each hop with what it does with a caller in words", () => {
  card({ exposure, route: { reasons: hops } });
  const list = screen.getByRole("list", { name: "Route from the internet to claims" });
  expect(list.tagName).toBe("OL");
  expect(
    within(list)
      .getAllByRole("listitem")
      .map(({ textContent }) => textContent?.split(" · ")[0]?.trim()),
  ).toEqual([
    "Lets in web is on a public network",
    "Lets in front admits any address on tcp 443",
    "Asks web asks for an identity",
  ]);
  expect(screen.getByRole("link", { name: "Security group" }).getAttribute("href")).toBe("/inventory/r7");
  expect(screen.queryByText("Short")).toBeNull();
});

test("a route that rests on what was not collected has no word but unknown", () => {
  card({
    route: {
      reasons: [...hops.slice(0, 1), { text: "front was not read", resourceKey: "sg", outcome: "unknown" }],
    },
  });
  expect(screen.getByRole("heading", { level: 3 }).textContent).toBe("Exposure Unknown");
  expect(screen.getAllByRole("listitem")).toHaveLength(2);
});

test("where no route was kept, the reasons are shown as before", () => {
  card({ exposure });
  expect(screen.getByText("Short")).toBeTruthy();
});
