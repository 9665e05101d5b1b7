import { describe, expect, test } from "vitest";

import { readReport } from "#tests/support/read-report.ts";

describe("a file that cannot be read is told what is wrong with it", () => {
  test.each([
    ["", null, "empty"],
    ["{}", null, "Looked for: SARIF 2.1.0 (runs[].tool.driver)"],
    ["a,b\n1,2\n", null, "Prowler CSV (the columns CHECK_ID and STATUS_EXTENDED)"],
    ['{"a": 1', null, "The format was not recognized"],
    ['{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "library"', null, "cut off"],
    ["[]", "sarifx", "There is no format sarifx. Known are: sarif, ocsf"],
    ['{"runs": []}', "trivy", "not Trivy JSON"],
    ["\u001f\u008b", null, "no JSON"],
    ["[".repeat(10_000), null, "nested deeper than 64 levels"],
  ])("%j as %j", async (text, format, message) => {
    await expect(readReport(text.slice(0, 20_000), format)).rejects.toThrow(message);
  });

  test("a record of another shape is refused by its field, and the others are read", async () => {
    const { findings, refused } = await readReport([
      { RuleID: "a", File: "x", StartLine: 1 },
      { RuleID: 7, File: "y", StartLine: 1 },
    ]);
    expect(findings).toHaveLength(1);
    expect(refused).toEqual([{ record: 2, field: "RuleID", problem: expect.stringContaining("string") }]);
  });

  test("a report without any finding is taken where its format is stated", async () => {
    expect(await readReport("[]", "gitleaks")).toMatchObject({ recordCount: 0, findings: [] });
  });

  test("CSV whose row has too few fields", async () => {
    await expect(readReport("CHECK_ID;STATUS_EXTENDED;STATUS\na;b\n")).rejects.toThrow(
      "row 1 is not as its columns say",
    );
  });
});
