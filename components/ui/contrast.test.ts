import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

import { layers } from "#lib/domain/layer.ts";
import { severities } from "#lib/domain/severity.ts";

import { contrast, parseHex, tint, type Rgb } from "./contrast.ts";

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");
const pairs = new Map(
  [...css.matchAll(/--color-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name, { light: parseHex(light ?? ""), dark: parseHex(dark ?? "") }] as const,
  ),
);
const themes = ["light", "dark"] as const;
const color = (name: string, theme: "light" | "dark"): Rgb => {
  const pair = pairs.get(name);
  if (!pair) throw new Error(`globals.css states no ${name}`);
  return pair[theme];
};

const texts = ["text", "muted", "faint", "accent-text", "good"].concat(
  severities,
  layers.map((layer) => `layer-${layer}`),
);
const grounds = ["canvas", "surface", "raised", "sunken", "hover"];

test("black on white is the greatest contrast there is", () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5);
  expect(contrast([7, 7, 7], [7, 7, 7])).toBe(1);
});

describe.each(themes)("in the %s theme", (theme) => {
  const cases = texts.flatMap((text) => grounds.map((ground) => [text, ground] as const));

  test.each(cases)("%s is readable on %s", (text, ground) => {
    expect(contrast(color(text, theme), color(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(["text", "muted", "accent-text", "critical"])("%s is readable on a selected row", (text) => {
    expect(contrast(color(text, theme), color("selected", theme))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(["good", "medium", "critical"])("%s is readable on its own tint", (name) => {
    for (const ground of ["surface", "canvas"]) {
      const soft = tint(color(name, theme), color(ground, theme), 0.1);
      expect(contrast(color(name, theme), soft)).toBeGreaterThanOrEqual(4.5);
    }
  });

  test.each(["accent", "accent-hover", "danger"])("a button in %s is readable", (fill) => {
    expect(contrast(color("on-accent", theme), color(fill, theme))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(["focus", "line-strong"])("%s stands out as WCAG asks of controls", (name) => {
    for (const ground of grounds)
      expect(contrast(color(name, theme), color(ground, theme))).toBeGreaterThanOrEqual(3);
  });
});
