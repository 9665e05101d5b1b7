import { gzipSync } from "node:zlib";

import { describe, expect, test } from "vitest";

import { reportedFinding } from "#tests/factories/reported-finding.ts";
import { schemaProblems } from "#tests/support/json-schema.ts";
import type { ReportedFinding } from "./reported-finding.ts";
import { sarifLog } from "./sarif-log.ts";

const problems = schemaProblems("sarif-2.1.0");
const endedAt = new Date("2026-01-01T00:00:00Z");

function write(findings: readonly ReportedFinding[], notes: readonly string[] = []) {
  const log = sarifLog();
  const pieces = [log.begin()];
  let left = 0;
  for (const finding of findings) {
    const piece = log.add(finding, "aws/claims");
    if (piece === null) left++;
    else pieces.push(piece);
  }
  const text = pieces.join("") + log.end({ endedAt, notes });
  return {
    text,
    left,
    log: JSON.parse(text) as { runs: [{ results: Result[]; tool: { driver: { rules: Rule[] } } }] },
  };
}
type Result = {
  ruleId: string;
  ruleIndex: number;
  locations: [{ physicalLocation: { artifactLocation: { uri: string } } }];
};
type Rule = { id: string; properties: { tags: string[] } };
const many = (count: number, changes: (n: number) => Partial<ReportedFinding>) =>
  Array.from({ length: count }, (_, n) => reportedFinding(changes(n)));
const ruleOf = (id: string) => ({ ...reportedFinding().rule, id });

describe("a log of SARIF 2.1.0", () => {
  test("is as its schema says: with nothing in it, with everything, and with what an owner has accepted", () => {
    expect(problems(write([]).log)).toEqual([]);
    const whole = write(
      [
        reportedFinding(),
        reportedFinding({ status: "excepted" }),
        reportedFinding({
          place: { file: "./a b/../c%.tf", line: 3, address: "aws_s3_bucket.x" },
          rule: ruleOf("b"),
        }),
        reportedFinding({
          rule: {
            ...ruleOf("c"),
            risk: "",
            references: ["no address"],
            remediation: { summary: "", cli: "", terraform: "" },
          },
        }),
      ],
      ["Not collected: s3:ListBuckets"],
    );
    expect(problems(whole.log)).toEqual([]);
    expect(whole.text).toContain('"suppressions"');
  });

  test("its schema is asked: a log without a version is refused", () => {
    expect(problems({ ...write([]).log, version: undefined })).not.toEqual([]);
  });

  test("each result's rule is where its index says, and each rule is there once", () => {
    const { log } = write(many(30, (n) => ({ rule: ruleOf(`check-${n % 7}`) })));
    const [{ results, tool }] = log.runs;
    expect(tool.driver.rules).toHaveLength(7);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  test("a file outside the repository is not named", () => {
    const { log } = write([reportedFinding({ place: { file: "../../etc/passwd", line: 1, address: "" } })]);
    expect(log.runs[0].results[0]?.locations[0].physicalLocation.artifactLocation.uri).toBe("etc/passwd");
  });
});

describe("GitHub's limits", () => {
  test("hold by count: 5,000 results, ten tags a rule", () => {
    const { left, log } = write(many(5_003, () => ({})));
    expect([left, log.runs[0].results.length]).toEqual([3, 5_000]);
    for (const { properties } of log.runs[0].tool.driver.rules)
      expect(properties.tags.length).toBeLessThanOrEqual(10);
  });

  test("hold by size, whatever the evidence: below 10 MB even where nothing can be compressed", () => {
    const { text, left } = write(
      many(600, (n) => ({ rule: ruleOf(`check-${n}`), evidence: { blob: `${n} `.repeat(6_000) } })),
      Array.from({ length: 5_000 }, () => "Not collected ".repeat(100)),
    );
    expect(left).toBeGreaterThan(0);
    expect(Buffer.byteLength(text)).toBeLessThan(10 * 1024 * 1024);
    expect(gzipSync(text).length).toBeLessThan(10 * 1024 * 1024);
  });
});
