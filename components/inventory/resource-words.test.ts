import { expect, test } from "vitest";

import { resourceClasses } from "#lib/domain/resource-class.ts";

import { classTitle } from "./resource-words.ts";

test.each([
  ["model-deployment", "Model deployment"],
  ["ai-service", "AI service"],
  ["api", "API"],
  ["agent", "Agent"],
])("the class %s reads %s", (name, title) => {
  expect(classTitle(name)).toBe(title);
});

test("no two classes read alike", () => {
  expect(new Set(resourceClasses.map(classTitle)).size).toBe(resourceClasses.length);
});
