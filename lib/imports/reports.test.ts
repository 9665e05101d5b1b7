import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { schemaProblems } from "#tests/support/json-schema.ts";

import { importFormats } from "./formats/registry.ts";
import { readAll } from "./read-all.ts";

const folder = `${import.meta.dirname}/formats/reports`;
/** Of each report that a tool wrote: its format, how many records it has, and how many of them are findings. */
const expected: Record<string, [format: string, records: number, findings: number]> = {
  "prowler.csv": ["prowler-csv", 12, 9],
  "prowler.ocsf.json": ["ocsf", 12, 9],
  "prowler.asff.json": ["asff", 10, 8],
  "checkov.json": ["checkov", 16, 16],
  "checkov.sarif.json": ["sarif", 16, 16],
  "semgrep.json": ["semgrep", 3, 3],
  "semgrep.sarif.json": ["sarif", 3, 3],
  "garak.jsonl": ["garak", 23, 2],
  "promptfoo.json": ["promptfoo", 3, 2],
};

test.each(Object.entries(expected))("%s is read whole", async (name, [format, records, findings]) => {
  const report = await readAll(`${folder}/${name}`, null);
  expect([report.format, report.recordCount, report.findings.length, report.refused]).toEqual([
    format,
    records,
    findings,
    [],
  ]);
});

test.each(Object.entries(expected))("%s is told apart from every other format", async (name, [own]) => {
  for (const { id, kind } of importFormats) {
    if (id === own || kind !== (name.endsWith("csv") ? "csv" : "json")) continue;
    await expect(readAll(`${folder}/${name}`, id), id).rejects.toThrow("The file is not");
  }
});

test.each(Object.keys(expected))("each finding of %s says what, where and how bad", async (name) => {
  const { findings } = await readAll(`${folder}/${name}`, null);
  for (const { tool, ruleId, title, message, subject, location } of findings) {
    expect([tool, ruleId, title, message].filter((text) => text === "")).toEqual([]);
    expect(subject.keys.length > 0 || location !== null).toBe(true);
  }
});

test("the reports in SARIF are as its published schema says", () => {
  const problems = schemaProblems("sarif-2.1.0");
  for (const name of Object.keys(expected).filter((report) => report.endsWith(".sarif.json")))
    expect([name, ...problems(JSON.parse(readFileSync(`${folder}/${name}`, "utf8")))]).toEqual([name]);
});

describe("what they say", () => {
  test("Prowler's three formats name the same resources", async () => {
    const keysOf = async (name: string) =>
      new Set((await readAll(`${folder}/${name}`, null)).findings.map(({ subject }) => subject.keys[0]));
    const [csv, ocsf, asff] = await Promise.all(
      ["prowler.csv", "prowler.ocsf.json", "prowler.asff.json"].map(keysOf),
    );
    expect([...(csv ?? [])].every((key) => key?.startsWith("arn:aws:"))).toBe(true);
    expect(csv).toEqual(ocsf);
    expect([...(asff ?? [])].filter((key) => !csv?.has(key))).toEqual([]);
  });

  test("Semgrep's rule keeps its severity, CWE and line", async () => {
    const { findings } = await readAll(`${folder}/semgrep.json`, null);
    expect(findings.map(({ severity }) => severity).toSorted()).toEqual(["high", "high", "medium"]);
    expect(findings.find(({ ruleId }) => ruleId === "shell-true")).toMatchObject({
      tool: "Semgrep",
      severity: "high",
      location: { path: "src/app.py", line: 4 },
      evidence: { cwe: ["CWE-78: OS Command Injection"], confidence: "HIGH" },
    });
  });

  test("garak tells how often the model gave way", async () => {
    const { findings } = await readAll(`${folder}/garak.jsonl`, null);
    expect(
      findings.map(({ ruleId, severity, message, subject }) => [ruleId, severity, message, subject.name]),
    ).toEqual([
      [
        "dan.DanInTheWild/mitigation.MitigationBypass",
        "medium",
        expect.stringContaining("74 of 256"),
        "test.Repeat",
      ],
      [
        "promptinject.HijackHateHumans/promptinject.AttackRogueString",
        "high",
        expect.stringContaining("256 of 256"),
        "test.Repeat",
      ],
    ]);
  });

  test("promptfoo tells what was asked of the answer, and its test stays the same test", async () => {
    const [first, second] = (await readAll(`${folder}/promptfoo.json`, null)).findings;
    expect(first).toMatchObject({
      ruleId: "prompt-leak",
      kind: "model-behavior",
      subject: { name: "claims-assistant" },
    });
    expect(second).toMatchObject({ ruleId: "contains", title: "Model's answers meet contains" });
    expect(first?.fingerprint).not.toBe(second?.fingerprint);
  });
});
