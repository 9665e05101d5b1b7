import fc from "fast-check";
import { expect, test } from "vitest";

import { suggest } from "./suggest.ts";

const at = (text: string) => suggest(text, text.length);

test.each([
  ["", "class or type", "agent"],
  ["ag", "class or type", "agent"],
  ["agent|gua", "class or type", "guardrail"],
  ["agent wh", "what follows", "where"],
  ["agent where co", "field", "codeInterpreter"],
  ["agent where not (co", "field", "codeInterpreter"],
  ["agent where codeInterpreter = t", "value", "true"],
  ["agent where exposure = ", "value", '"anyone"'],
  ["agent -[gr", "relationship", "grounded-on"],
  ["agent -[grounded-on]-> kn", "class or type", "knowledge-base"],
  ["agent -[grounded-on|in", "relationship", "invokes"],
  ['agent where name = "a" or la', "field", "layer"],
])("after %j come %s, among them %s", (text, what, option) => {
  expect(at(text)).toMatchObject({ what });
  expect(at(text)?.options).toContain(option);
});

test("what begins with what is written comes first", () => {
  expect(at("mod")?.options[0]).toMatch(/^mod/);
});

test("inside an unfinished text nothing is offered", () => {
  expect(at('agent where name = "ag')).toBeNull();
});

test("any text and place has suggestions or none, and replaces nothing behind the cursor", () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(50), (text, cursor) => {
      const found = suggest(text, Math.min(cursor, text.length));
      expect(found === null || found.from <= Math.min(cursor, text.length)).toBe(true);
    }),
  );
});
