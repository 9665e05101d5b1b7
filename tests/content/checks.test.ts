import { globSync } from "node:fs";
import { describe, expect, test } from "vitest";

import { evaluateExample } from "#lib/domain/check.ts";
import { checks } from "#lib/posture/checks/registry.ts";

test("every check file is registered under the id its path gives", () => {
  const ids = globSync("lib/posture/checks/**/*.ts")
    .filter((file) => !file.endsWith("registry.ts"))
    .map((file) => file.replace("lib/posture/checks/", "").replace(/\.ts$/, ""));
  expect(checks.map((check) => check.id).toSorted()).toEqual(ids.toSorted());
});

describe.each(checks)("$id", (check) => {
  test("shows both sides of the line it draws", () => {
    const shown = new Set(check.examples.map((example) => example.expected));
    expect(shown.has("pass")).toBe(true);
    expect(shown.has("fail")).toBe(true);
  });

  test.each(check.examples)("$expected: $name", (example) => {
    expect(evaluateExample(check, example)?.status).toBe(example.expected);
  });

  test("decides by what an organization sets, each value shown by an example and told in plain words", () => {
    const shown = new Set(check.examples.flatMap(({ parameters }) => Object.keys(parameters)));
    for (const [name, { title, help, schema, default: usual }] of Object.entries(check.parameters)) {
      expect(shown).toContain(name);
      expect(title).toMatch(/^[A-Z]/);
      expect(help).toMatch(/\.$/);
      expect(schema.parse(usual)).toEqual(usual);
    }
  });

  test("says why it matters and how to mend it, from primary sources", () => {
    expect(check.risk).toMatch(/\.$/);
    expect(check.remediation.cli.length).toBeGreaterThan(10);
    expect(check.remediation.terraform.length).toBeGreaterThan(10);
    expect(check.remediation.console.length).toBeGreaterThan(0);
    expect(check.references.length).toBeGreaterThan(0);
    for (const reference of check.references) expect(reference).toMatch(/^https:\/\//);
  });
});
