import { parseAsBoolean, parseAsFloat, parseAsInteger, parseAsIsoDateTime, parseAsString } from "nuqs/server";
import { describe, expect, test } from "vitest";
import { z } from "zod";

import { parseAsSetOf } from "#lib/contract/parsers.ts";
import { parametersOfParsers } from "./query-parameters.ts";
import { strictQuery, zodQuery } from "./strict-query.ts";

const read = strictQuery({
  severity: parseAsSetOf(["high", "low"]).withDefault([]),
  q: parseAsString.withDefault(""),
  limit: parseAsInteger.withDefault(100),
  cursor: parseAsString,
});
const ask = (query: string) => () => read(new URLSearchParams(query));

describe("the filters of a page", () => {
  test("are read, and have their defaults where left out", () => {
    expect(ask("severity=low,high&limit=5")()).toEqual({
      severity: ["low", "high"],
      q: "",
      limit: 5,
      cursor: null,
    });
  });

  test.each([
    ["colour=red", "colour", /no such parameter. Known are: severity, q, limit, cursor/],
    ["severity=high&severity=low", "severity", /once; several values go in one, with commas/],
    ["severity=high,tall", "severity", /not one it takes/],
    ["severity=", "severity", /not one it takes/],
    ["limit=many", "limit", /not one it takes/],
    ["q=x&limit=many", "limit", /not one it takes/],
    ["Severity=high", "Severity", /no such parameter/],
    ["__proto__=1", "__proto__", /no such parameter/],
    ["constructor=1", "constructor", /no such parameter/],
  ])("%s is refused, and names %s", (query, field, message) => {
    expect(ask(query)).toThrow(message);
    expect(ask(query)).toThrow(
      expect.objectContaining({ code: "invalid-input", fields: [expect.objectContaining({ field })] }),
    );
  });

  test("an unknown parameter is never ignored, even where all else is right", () => {
    expect(ask("severity=high&serverity=low")).toThrow(/serverity/);
  });
});

describe("a query by schema", () => {
  const query = zodQuery(z.object({ id: z.uuid(), days: z.coerce.number().int().max(30).default(7) }));
  const id = "0190a0a0-0000-7000-8000-000000000000";

  test("is parsed, with what its schema fills in", () => {
    expect(query(new URLSearchParams({ id }))).toEqual({ id, days: 7 });
  });

  test.each([
    [{ id: "x" }, "id"],
    [{ id, days: "31" }, "days"],
    [{}, "id"],
    [{ id, more: "1" }, "more"],
  ])("%j names %s", (given, field) => {
    expect(() => query(new URLSearchParams(given))).toThrow(
      expect.objectContaining({ code: "invalid-input", fields: [expect.objectContaining({ field })] }),
    );
  });

  test("says which of its parameters are required", () => {
    expect(query.parameters().map(({ name, required }) => [name, required])).toEqual([
      ["id", true],
      ["days", false],
    ]);
  });
});

describe("a value that nuqs would read with a shrug", () => {
  const readLoose = strictQuery({
    limit: parseAsInteger.withDefault(100),
    ratio: parseAsFloat,
    open: parseAsBoolean,
    since: parseAsIsoDateTime,
    q: parseAsString,
  });
  const given = (query: string) => () => readLoose(new URLSearchParams(query));

  test.each([
    ["limit=10abc", "limit"],
    ["limit=1e9", "limit"],
    ["limit=10.7", "limit"],
    ["limit=0x10", "limit"],
    ["limit=+5", "limit"],
    ["limit=", "limit"],
    ["limit=99999999999999999999", "limit"],
    ["ratio=0.5x", "ratio"],
    ["ratio=.5", "ratio"],
    ["ratio=Infinity", "ratio"],
    ["open=yes", "open"],
    ["open=1", "open"],
    ["open=TRUE", "open"],
    ["since=yesterday", "since"],
    ["q=a%00b", "q"],
  ])("%s is refused, naming %s", (query, field) => {
    expect(given(query)).toThrow(
      expect.objectContaining({ code: "invalid-input", fields: [expect.objectContaining({ field })] }),
    );
  });

  test("is not mistaken for one that is plain", () => {
    expect(given("limit=-5&ratio=-0.25&open=false&since=2026-01-01T00:00:00Z&q=10abc")()).toEqual({
      limit: -5,
      ratio: -0.25,
      open: false,
      since: new Date("2026-01-01T00:00:00Z"),
      q: "10abc",
    });
  });
});

test("each parser is described by what it takes", () => {
  const described = parametersOfParsers({
    severity: parseAsSetOf(["high", "low"]).withDefault([]),
    q: parseAsString,
    limit: parseAsInteger.withDefault(100),
    ratio: parseAsFloat,
    open: parseAsBoolean.withDefault(false),
    since: parseAsIsoDateTime,
  });
  expect(Object.fromEntries(described.map(({ name, schema }) => [name, schema]))).toEqual({
    severity: { type: "array", items: { type: "string", enum: ["high", "low"] }, default: [] },
    q: { type: "string" },
    limit: { type: "integer", default: 100 },
    ratio: { type: "number" },
    open: { type: "boolean", default: false },
    since: { type: "string", format: "date-time" },
  });
  expect(described.map(({ required }) => required)).toEqual(described.map(() => false));
});
