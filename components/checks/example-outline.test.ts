import { describe, expect, test } from "vitest";

import type { CheckDetail } from "#lib/contract/checks.ts";

import { outlineOf, type OutlineNode } from "./example-outline.ts";

type Example = CheckDetail["examples"][number];

/** An example of resources named by a letter, and relationships written `a kind b`. */
const example = (keys: string, ...relationships: string[]): Example => ({
  name: "an example",
  expected: "pass",
  resource: {},
  parameters: {},
  reason: null,
  resources: keys.split("").map((key) => ({
    key,
    name: `name of ${key}`,
    typeTitle: "Role",
    class: "identity",
    layer: "identity",
    facts: {},
  })),
  relationships: relationships.map((written) => {
    const [from = "", kind = "", to = ""] = written.split(" ");
    return { from, kind, to, reason: null };
  }),
});

/** The outline as one could write it down: what is not described again stands in brackets. */
const written = (nodes: readonly OutlineNode[], depth = 0): string[] =>
  nodes.flatMap(({ key, resource, via, children }) => {
    const arrow = via ? `${via.kind} ${via.direction === "out" ? "→" : "←"} ` : "";
    return [`${"  ".repeat(depth)}${arrow}${resource ? key : `(${key})`}`, ...written(children, depth + 1)];
  });

describe("the outline of an example", () => {
  test("of one resource is that resource", () => {
    expect(written(outlineOf(example("a")))).toEqual(["a"]);
  });

  test("follows relationships both ways, each from where it is met first", () => {
    const of = example("abcd", "a runs-as b", "c can-invoke a", "b can-read d");
    expect(written(outlineOf(of))).toEqual(["a", "  runs-as → b", "    can-read → d", "  can-invoke ← c"]);
  });

  test("describes a resource once, at the nearest place, and names it elsewhere", () => {
    const of = example("abc", "a runs-as b", "b can-read c", "a can-read c");
    expect(written(outlineOf(of))).toEqual(["a", "  runs-as → b", "    can-read → (c)", "  can-read → c"]);
  });

  test("ends where it comes round", () => {
    const of = example("abc", "a contains b", "b contains c", "c contains a");
    expect(written(outlineOf(of))).toEqual(["a", "  contains → b", "    contains → (c)", "  contains ← c"]);
  });

  test("shows what refers to itself", () => {
    expect(written(outlineOf(example("a", "a can-assume a")))).toEqual(["a", "  can-assume → (a)"]);
  });

  test("shows two relationships between the same two as two", () => {
    const of = example("ab", "a can-read b", "a can-write b", "b logs-to a");
    expect(written(outlineOf(of))).toEqual(["a", "  can-read → b", "  can-write → (b)", "  logs-to ← (b)"]);
  });

  test("names what a relationship leads to and nobody collected", () => {
    const [root] = outlineOf(example("a", "a ingests arn:aws:s3:::elsewhere"));
    expect(root?.children).toMatchObject([{ resource: null, name: "arn:aws:s3:::elsewhere" }]);
  });

  test("ends with what stands apart, and what hangs on that", () => {
    const of = example("abcd", "c contains d");
    expect(written(outlineOf(of))).toEqual(["a", "b", "c", "  contains → d"]);
  });

  test("leaves out a relationship between two that nobody collected", () => {
    expect(written(outlineOf(example("a", "x contains y")))).toEqual(["a"]);
  });

  test("of nothing is empty", () => {
    expect(outlineOf(example(""))).toEqual([]);
  });

  test("of a long chain and of a wide star is whole", () => {
    const letters = "abcdefghijklmnopqrstuvwxyz";
    const chain = letters
      .split("")
      .slice(1)
      .map((to, index) => `${letters[index]} contains ${to}`);
    expect(written(outlineOf(example(letters, ...chain)))).toHaveLength(26);
    const star = letters
      .split("")
      .slice(1)
      .map((to) => `${to} can-read a`);
    const [root] = outlineOf(example(letters, ...star));
    expect(root?.children).toHaveLength(25);
  });
});
