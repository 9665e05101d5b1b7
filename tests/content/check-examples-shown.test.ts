import { describe, expect, test } from "vitest";

import { outlineOf, type OutlineNode } from "../../components/checks/example-outline.ts";
import { toExampleView } from "#lib/posture/check-example.ts";
import { checks } from "#lib/posture/checks/registry.ts";

const countResources = (nodes: readonly OutlineNode[]): number =>
  nodes.reduce((sum, { resource, children }) => sum + (resource ? 1 : 0) + countResources(children), 0);
const countEdges = (nodes: readonly OutlineNode[]): number =>
  nodes.reduce((sum, { via, children }) => sum + (via ? 1 : 0) + countEdges(children), 0);

/** What the page of a check shows of its examples, over every check there is. */
describe.each(checks)("$id", (check) => {
  const views = check.examples.map((example) => toExampleView(check, example));

  test("comes out on the page as its test says", () => {
    for (const view of views) {
      const says = view.reason !== null;
      expect([view.name, says]).toEqual([view.name, ["fail", "unknown"].includes(view.expected)]);
    }
  });

  test("draws each resource and each relationship of an example once", () => {
    for (const view of views) {
      const outline = outlineOf(view);
      expect([view.name, countResources(outline)]).toEqual([view.name, view.resources.length]);
      expect([view.name, countEdges(outline)]).toEqual([view.name, view.relationships.length]);
    }
  });

  test("can be sent as JSON, and says nothing twice", () => {
    for (const view of views) expect(JSON.parse(JSON.stringify(view))).toEqual(view);
    expect(new Set(views.map(({ name, expected }) => `${expected} ${name}`)).size).toBe(views.length);
  });
});
