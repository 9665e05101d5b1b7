import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { bitsOf } from "./credentials.ts";
import { detectors, scanText } from "./scan-text.ts";

const count = (id: string, text: string) => scanText(text)[id] ?? 0;

describe("each detector", () => {
  test.each<[string, string, string, number]>([
    ["card-number", "a test number of a scheme", "paid with 4111 1111 1111 1111 today", 1],
    ["card-number", "with dashes", "5555-5555-5555-4444", 1],
    ["card-number", "of fifteen digits", "378282246310005", 1],
    ["card-number", "the same twice", "4111111111111111 4111-1111-1111-1111", 1],
    ["card-number", "one digit off", "4111 1111 1111 1112", 0],
    ["card-number", "no scheme", "9111 1111 1111 1118", 0],
    ["card-number", "a part of a longer number", "14111111111111111000", 0],
    ["card-number", "a length no card of the scheme has", "41111111111114", 0],
    ["iban", "a German one", "DE89 3704 0044 0532 0130 00", 1],
    ["iban", "followed by words", "DE89370400440532013000 is mine", 1],
    ["iban", "a British one", "GB82WEST12345698765432", 1],
    ["iban", "a digit off", "GB82WEST12345698765431", 0],
    ["iban", "too short", "GB82WEST1234569876543", 0],
    ["iban", "of no country", "XX82WEST12345698765432", 0],
    ["es-dni", "a Spanish one", "DNI 12345678Z", 1],
    ["es-dni", "of a foreigner", "X1234567L", 1],
    ["es-dni", "another letter", "12345678A", 0],
    ["fr-nir", "a French one", "1 85 05 78 006 084 91", 1],
    ["fr-nir", "another key", "1 85 05 78 006 084 92", 0],
    ["it-codice-fiscale", "an Italian one", "RSSMRA85T10A562S", 1],
    ["it-codice-fiscale", "another sign", "RSSMRA85T10A562T", 0],
    ["de-tax-id", "a German one", "Steuer-ID 86095742719", 1],
    ["de-tax-id", "not named", "order 86095742719", 0],
    ["de-tax-id", "another digit", "Steuer-ID 86095742718", 0],
    ["nl-bsn", "a Dutch one", "bsn\n111222333", 1],
    ["nl-bsn", "not named", "111222333", 0],
    ["nl-bsn", "another digit", "bsn\n111222334", 0],
    ["pl-pesel", "a Polish one", "PESEL: 44051401359", 1],
    ["pl-pesel", "another digit", "PESEL: 44051401358", 0],
    ["gb-nhs-number", "a British one", "NHS 943 476 5919", 1],
    ["gb-nhs-number", "another digit", "NHS 943 476 5918", 0],
    ["br-cpf", "a Brazilian one", "529.982.247-25", 1],
    ["br-cpf", "another digit", "529.982.247-26", 0],
    ["br-cpf", "all the same", "111.111.111-11", 0],
    ["se-personal-number", "a Swedish one", "811228-9874", 1],
    ["se-personal-number", "another digit", "811228-9875", 0],
    ["se-personal-number", "no such month", "811328-9874", 0],
    ["in-aadhaar", "an Indian one", "Aadhaar 2341 2341 2346", 1],
    ["in-aadhaar", "another digit", "Aadhaar 2341 2341 2347", 0],
    ["email-address", "two people", "jo@example.com, Jo@example.com; amy.b+x@mail.example.org", 2],
    ["email-address", "no host", "jo@localhost, @example.com", 0],
    ["credential", "a key of a known shape", `use AKIA${"IOSFODNN7EXAMPLE"}`, 1],
    ["credential", "a setting drawn at random", "db_password = q8Zt4LmP0xRv7Yb2", 1],
    ["credential", "a placeholder", "db_password = xxxxxxxx", 0],
    ["credential", "a pointer", "db_password = arn:aws:secretsmanager:eu-west-1:1:secret:db", 0],
    ["credential", "prose", "Please choose a password that nobody guesses.", 0],
  ])("%s: %s", (id, _, text, expected) => {
    expect(count(id, text)).toBe(expected);
  });

  test.each(detectors)("$id says what it takes to be no chance", ({ id, fewest, find }) => {
    expect(find("").size).toBe(0);
    expect([id, fewest > 0]).toEqual([id, true]);
  });
});

test("what machines write is not taken for people", () => {
  const log = Array.from(
    { length: 200 },
    (_, at) =>
      `2026-11-30T07:00:00.${at}Z request 550e8400-e29b-41d4-a716-4466554${40000 + at} took ${at} ms`,
  ).join("\n");
  expect(scanText(log)).toEqual({});
});

test("a text that is made to be slow is read in little time", () => {
  const started = performance.now();
  for (const text of ["1 ".repeat(50_000), "a.".repeat(50_000), "GB82 ".repeat(20_000), "x=".repeat(50_000)])
    scanText(text);
  expect(performance.now() - started).toBeLessThan(3_000);
});

test("entropy tells what was drawn from what was written", () => {
  expect(bitsOf("aaaaaaaa")).toBe(0);
  expect(bitsOf("0123456789abcdef")).toBe(4);
});

test("the documentation names each detector, and from how many values it says something", () => {
  const rows = readFileSync("docs/engines/sensitivity.md", "utf8").matchAll(
    /^\| ([a-z-]+) +\|.*\| +(\d+) \|$/gm,
  );
  expect([...rows].map(([, id, fewest]) => [id, Number(fewest)])).toEqual(
    detectors.map(({ id, fewest }) => [id, fewest]),
  );
});
