import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";

import { scanRecordings } from "#lib/commands/scan-recordings.ts";

const folder = mkdtempSync(path.join(tmpdir(), "nacre-arm-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const schemas = "https://schema.management.azure.com/schemas/2019-04-01";
const template = (defaults: object = {}) => ({
  $schema: `${schemas}/deploymentTemplate.json#`,
  contentVersion: "1.0.0.0",
  parameters: {
    keys: { type: "bool", ...defaults },
    sku: { type: "string", defaultValue: "S0", allowedValues: ["S0", "F0"] },
  },
  resources: [
    {
      type: "Microsoft.CognitiveServices/accounts",
      apiVersion: "2025-06-01",
      name: "chat",
      kind: "OpenAI",
      location: "westeurope",
      sku: { name: "[parameters('sku')]" },
      properties: { disableLocalAuth: "[not(parameters('keys'))]" },
    },
  ],
});
const given = (parameters: unknown) => ({ $schema: `${schemas}/deploymentParameters.json#`, parameters });

/** Writes the files into a folder of their own, and scans those that are named, or all of it. */
async function outcomeOf(files: Readonly<Record<string, object>>, ...named: readonly string[]) {
  const own = mkdtempSync(path.join(folder, "of-"));
  for (const [name, content] of Object.entries(files))
    writeFileSync(path.join(own, name), JSON.stringify(content));
  const paths = named.length > 0 ? named.map((name) => path.join(own, name)) : [own];
  const { findings, unknowns } = await scanRecordings(paths, AbortSignal.timeout(30_000));
  const isIt = ({ check }: { check: { id: string } }) => check.id === "ai-service/requires-identity-not-keys";
  if (findings.some(isIt)) return "fail";
  return unknowns.some(isIt) ? "unknown" : "pass";
}

const on = given({ keys: { value: true } });
const off = given({ keys: { value: false } });
const vault = given({ keys: { reference: { keyVault: { id: "/subscriptions/s" }, secretName: "keys" } } });

test.each<[string, Readonly<Record<string, object>>, readonly string[], string]>([
  ["nothing", { "main.json": template() }, ["main.json"], "unknown"],
  ["its default", { "main.json": template({ defaultValue: true }) }, ["main.json"], "fail"],
  ["the file beside it", { "main.json": template(), "main.parameters.json": off }, ["main.json"], "pass"],
  ["the file beside it in a folder", { "main.json": template(), "main.parameters.json": on }, [], "fail"],
  [
    "a file that is named with it",
    { "main.json": template(), "main.parameters.json": on, "main.prod.parameters.json": off },
    ["main.json", "main.prod.parameters.json"],
    "pass",
  ],
  ["a file of any name", { "main.json": template(), "prod.json": off }, ["main.json", "prod.json"], "pass"],
  [
    "a secret",
    { "main.json": template({ defaultValue: false }), "main.parameters.json": vault },
    [],
    "unknown",
  ],
])("a parameter has the value of %s", async (_, files, named, outcome) => {
  expect(await outcomeOf(files, ...named)).toBe(outcome);
});

test.each<[string, unknown, RegExp]>([
  ["no object", [], /main\.parameters\.json parameters must be an object/],
  ["no value", { keys: true }, /parameters\.keys must have a value or a reference/],
  ["another type", { keys: { value: "yes" } }, /parameters\.keys must be of type bool/],
  [
    "a value that is not allowed",
    { sku: { value: "S9" } },
    /parameters\.sku is none of the values that are allowed/,
  ],
  ["a name that is none", { key: { value: true } }, /parameters\.key is no parameter of .*main\.json/],
])("a file with %s is refused by the field", async (_, parameters, message) => {
  const files = { "main.json": template(), "main.parameters.json": given(parameters) };
  await expect(outcomeOf(files, "main.json")).rejects.toThrow(message);
});

test("two files for one template, and one for none, are told", async () => {
  const files = { "main.json": template(), "main.a.json": on, "main.b.json": off, "other.json": template() };
  await expect(outcomeOf(files, "main.json", "main.a.json", "main.b.json")).rejects.toThrow(/are both for/);
  await expect(outcomeOf({ "prod.json": on }, "prod.json")).rejects.toThrow(
    /prod\.json gives parameters to none/,
  );
});
