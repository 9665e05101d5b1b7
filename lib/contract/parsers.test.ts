import fc from "fast-check";
import { createLoader, createSerializer, type ParserMap } from "nuqs/server";
import { describe, expect, test } from "vitest";

import { auditFilterParsers } from "./audit.ts";
import { checkFilterParsers } from "./checks.ts";
import { findingFilterParsers } from "./findings.ts";
import { resourceFilterParsers } from "./inventory.ts";
import { issueFilterParsers } from "./issues.ts";
import { jobFilterParsers } from "./jobs.ts";
import { responsibilityFilterParsers } from "./responsibility.ts";
import { workloadFilterParsers } from "./workloads.ts";
import { parseAsSetOf } from "./parsers.ts";
import { exceptionFilterParsers, workFilterParsers } from "./remediation.ts";

const values = ["critical", "high", "medium", "low"] as const;
const parser = parseAsSetOf(values);

test("what is serialized parses back to itself", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }), (items) => {
      expect(parser.parse(parser.serialize(items))).toEqual(items);
    }),
  );
});

test("one unknown value fails the whole set, wherever it stands", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom<string>(...values), { maxLength: 4 }),
      fc.nat(4),
      fc
        .string()
        .filter((text) => !text.split(",").every((item) => (values as readonly string[]).includes(item))),
      (known, place, unknown) => {
        expect(parser.parse([...known.slice(0, place), unknown, ...known.slice(place)].join(","))).toBeNull();
      },
    ),
  );
});

test.each(["", ",", "high,", ",high", "high, low", "HIGH", "high;low", "toString"])(
  "%j is no set of them",
  (text) => {
    expect(parser.parse(text)).toBeNull();
  },
);

test("says which values it takes, with a default too", () => {
  expect(parser.values).toEqual(values);
  expect(parser.withDefault(["high"])).toHaveProperty("values", values);
});

const texts = [
  "1",
  "7",
  "true",
  "me",
  "high,low",
  "open",
  "resolved",
  "newest",
  "paas",
  "api",
  "aws",
  "a b&c=d",
];

describe.each<[string, ParserMap]>([
  ["findings", findingFilterParsers],
  ["audit", auditFilterParsers],
  ["issues", issueFilterParsers],
  ["inventory", resourceFilterParsers],
  ["jobs", jobFilterParsers],
  ["checks", checkFilterParsers],
  ["workloads", workloadFilterParsers],
  ["responsibility", responsibilityFilterParsers],
  ["exceptions", exceptionFilterParsers],
  ["work", workFilterParsers],
])("the filters of %s", (_, parsers) => {
  test("left out, are their defaults; a link that states none is empty", () => {
    const defaults = createLoader(parsers)("");
    expect(createSerializer(parsers)(defaults)).toBe("");
  });

  test("come back from a link as they went in", () => {
    const arbitrary = fc.record(
      Object.fromEntries(
        Object.entries(parsers).map(([name, parser]) => [
          name,
          fc
            .constantFrom(...texts)
            .map((text): unknown => createLoader({ [name]: parser })({ [name]: text })[name]),
        ]),
      ),
    );
    fc.assert(
      fc.property(arbitrary, (filters) => {
        const link = createSerializer(parsers)(filters);
        const again = createLoader(parsers)(link);
        expect(createSerializer(parsers)(again)).toBe(link);
        const stated = Object.entries(filters).filter(([, value]) => value !== null);
        expect(again).toMatchObject(Object.fromEntries(stated));
      }),
    );
  });
});
