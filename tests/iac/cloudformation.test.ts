import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

import { formatJson } from "#lib/commands/format-json.ts";
import { scanRecordings, type Scan } from "#lib/commands/scan-recordings.ts";
import { scanCloud, scanText } from "./scanned-plan.ts";

const file = "tests/iac/cloudformation/template.yaml";
const text = readFileSync(file, "utf8");
const scan = await scanRecordings([file], AbortSignal.timeout(30_000));
const lineOf = (logicalId: string) => text.split("\n").indexOf(`  ${logicalId}:`) + 1;

/** A resource by its type and its form, which both languages name. */
const formsOf = ({ findings }: Scan): string[] =>
  findings
    .map(({ check, resource, place }) => {
      const form = /good|bad/i.exec(place?.address ?? "")?.[0].toLowerCase() ?? place?.address;
      return `${check.id} ${resource.type} ${form}`;
    })
    .toSorted();

describe("a CloudFormation template", () => {
  test("gets the verdicts of the Terraform plan of the same estate", async () => {
    const plan = await scanCloud("aws", { aws: { region: "us-east-1" } });
    const found = formsOf(scan);
    expect(found.length).toBeGreaterThan(40);
    expect(found).toEqual(formsOf(plan));
  });

  test("has no good resource flagged, and everything found where it is written", () => {
    expect(scan.findings.filter(({ place }) => /Good/.test(place?.address ?? "Good"))).toEqual([]);
    for (const { place } of scan.findings) {
      expect(place?.file).toBe(file);
      expect(place?.line).toBe(lineOf(place?.address.replace("template.", "") ?? ""));
    }
  });

  test("lets no value out that it holds as a secret", () => {
    expect(formatJson(scan)).not.toContain("sk-proj-");
  });
});

const notebook = (RootAccess: unknown, more: object = {}) =>
  JSON.stringify({
    Resources: { Lab: { Type: "AWS::SageMaker::NotebookInstance", Properties: { RootAccess } } },
    ...more,
  });
const outcomeOf = async (template: string) => {
  const { findings, unknowns } = await scanText("stack.json", template);
  const isIt = ({ check }: { check: { id: string } }) => check.id === "notebook/no-root-access";
  if (findings.some(isIt)) return "fail";
  return unknowns.some(isIt) ? "unknown" : "pass";
};

describe("what a template leaves to its parameters", () => {
  const conditions = { Conditions: { On: { "Fn::Equals": [{ Ref: "Stage" }, "prod"] } } };
  const chosen = { "Fn::If": ["On", "Disabled", "Enabled"] };
  const stage = (parameter: object) => ({
    Parameters: { Stage: { Type: "String", ...parameter } },
    ...conditions,
  });

  test.each([
    ["the default that says so", notebook(chosen, stage({ Default: "prod" })), "pass"],
    ["the default that does not", notebook(chosen, stage({ Default: "test" })), "fail"],
    ["no default", notebook(chosen, stage({})), "unknown"],
    ["a value of another stack", notebook({ "Fn::ImportValue": "status" }), "unknown"],
    ["no value", notebook({ Ref: "AWS::NoValue" }), "fail"],
  ])("is judged by %s", async (_, template, outcome) => {
    expect(await outcomeOf(template)).toBe(outcome);
  });
});
