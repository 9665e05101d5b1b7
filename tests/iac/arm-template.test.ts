import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

import { scanRecordings, type Scan } from "#lib/commands/scan-recordings.ts";
import { scanCloud, scanText } from "./scanned-plan.ts";

const file = "tests/iac/arm/template.json";
const text = readFileSync(file, "utf8");
const scan = await scanRecordings([file], AbortSignal.timeout(30_000));

const shared = /cognitive-services\.account|key-vault|search\.service|storage/;
const formsOf = ({ findings }: Scan): string[] =>
  findings
    .filter(({ resource }) => shared.test(resource.type))
    .filter(({ resource }) => !/foundry|azapi|mlw/.test(resource.name))
    .map(({ check, resource }) => `${check.id} ${resource.type} ${resource.name}`)
    .toSorted();

describe("a template of Azure Resource Manager, as Bicep writes it", () => {
  test("gets the verdicts of the Terraform plan of the same estate", async () => {
    const plan = await scanCloud("azure", {});
    const found = formsOf(scan);
    expect(found.length).toBeGreaterThan(10);
    expect(found).toEqual(formsOf(plan));
  });

  test("has no good resource flagged, and everything found where it is written", () => {
    expect(scan.findings.filter(({ place }) => /good/.test(place?.address ?? "good"))).toEqual([]);
    const lines = text.split("\n");
    for (const { place } of scan.findings) {
      expect(place?.file).toBe(file);
      const type = place?.address.slice(0, place.address.indexOf("/", place.address.indexOf("/") + 1));
      expect(lines.slice((place?.line ?? 0) - 1, (place?.line ?? 0) + 3).join("\n")).toContain(type);
    }
  });
});

const account = (properties: object, parameters: object = {}) =>
  JSON.stringify({
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    parameters,
    resources: [
      {
        type: "Microsoft.CognitiveServices/accounts",
        apiVersion: "2025-06-01",
        name: "chat",
        kind: "OpenAI",
        location: "westeurope",
        properties,
      },
    ],
  });
const outcomeOf = async (properties: object, parameters: object = {}) => {
  const { findings, unknowns } = await scanText("template.json", account(properties, parameters));
  const isIt = ({ check }: { check: { id: string } }) => check.id === "ai-service/requires-identity-not-keys";
  if (findings.some(isIt)) return "fail";
  return unknowns.some(isIt) ? "unknown" : "pass";
};

describe("what a template leaves to its parameters", () => {
  const disabled = { disableLocalAuth: "[parameters('isPrivate')]" };
  test.each([
    ["the default that says so", disabled, { isPrivate: { type: "bool", defaultValue: true } }, "pass"],
    ["the default that does not", disabled, { isPrivate: { type: "bool", defaultValue: false } }, "fail"],
    ["no default", disabled, { isPrivate: { type: "bool" } }, "unknown"],
    ["what another resource will say", { disableLocalAuth: "[reference('other').a]" }, {}, "unknown"],
    ["nothing", {}, {}, "fail"],
  ])("is judged by %s", async (_, properties, parameters, outcome) => {
    expect(await outcomeOf(properties, parameters)).toBe(outcome);
  });

  test("and an expression that is cut off is told by its file", async () => {
    await expect(outcomeOf({ disableLocalAuth: "[not(true(]" })).rejects.toThrow(
      /template\.json holds an expression that .*az deployment group validate/,
    );
  });
});
