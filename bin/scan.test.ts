import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";

import { severities } from "#lib/domain/severity.ts";
import { scanned } from "#tests/support/scanned.ts";
import { run as scan } from "./scan.ts";

const folder = mkdtempSync(path.join(tmpdir(), "nacre-scan-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const demo = "demo/gcp.jsonl";

function file(name: string, content: string): string {
  const target = path.join(folder, name);
  writeFileSync(target, content);
  return target;
}

const Found = z.object({
  resourceCount: z.number(),
  passCount: z.number(),
  findings: z.array(
    z.object({ check: z.string(), severity: z.enum(severities), resource: z.object({ key: z.string() }) }),
  ),
  unknown: z.array(z.unknown()),
  gaps: z.array(z.unknown()),
});
const asJson = async (...args: string[]) =>
  Found.parse(JSON.parse((await scanned(...args, "--format", "json")).text));

describe("the code it ends with", () => {
  test.each(severities)(
    "for --fail-on %s is 1 if there is a finding as severe, and 0 else",
    async (severity) => {
      for (const recording of [demo, "demo/gcp.fixed.jsonl"]) {
        const { findings } = await asJson(recording);
        const worst = Math.min(...findings.map((finding) => severities.indexOf(finding.severity)), 99);
        const { code } = await scanned(recording, "--fail-on", severity);
        expect([recording, code]).toEqual([recording, worst <= severities.indexOf(severity) ? 1 : 0]);
      }
    },
  );

  test("is that of the worst of several recordings", async () => {
    expect((await scanned("demo/azure.fixed.jsonl", demo, "--fail-on", "critical")).code).toBe(1);
  });

  test.each(["table", "json", "sarif", "ocsf"])("is the same whatever is printed: %s", async (format) => {
    expect((await scanned(demo, "--format", format)).code).toBe(1);
    expect((await scanned("demo/gcp.fixed.jsonl", "--format", format, "--fail-on", "critical")).code).toBe(0);
  });
});

describe("what it prints", () => {
  test("is one estate, of however many recordings", async () => {
    const [gcp, azure, both] = [
      await asJson(demo),
      await asJson("demo/azure.jsonl"),
      await asJson(demo, "demo/azure.jsonl"),
    ];
    expect(both.resourceCount).toBe(gcp.resourceCount + azure.resourceCount);
    expect(both.findings.length).toBeGreaterThanOrEqual(gcp.findings.length + azure.findings.length);
  });

  test("does not depend on the order in which recordings or their lines stand", async () => {
    const lines = readFileSync(demo, "utf8").trimEnd().split("\n");
    const turned = file("turned.jsonl", `${lines.toReversed().join("\n")}\n`);
    const keys = ({ findings }: z.infer<typeof Found>) =>
      findings.map(({ check, resource }) => `${check} ${resource.key}`);
    expect(keys(await asJson(turned))).toEqual(keys(await asJson(demo)));
    expect(keys(await asJson("demo/azure.jsonl", demo))).toEqual(
      keys(await asJson(demo, "demo/azure.jsonl")),
    );
  });

  test("counts what a call that is missing hides as a gap, and never as passed", async () => {
    const lines = readFileSync(demo, "utf8").trimEnd().split("\n");
    const [whole, half] = [
      await asJson(demo),
      await asJson(file("half.jsonl", `${lines.slice(0, 20).join("\n")}\n`)),
    ];
    expect(half.gaps.length).toBeGreaterThan(whole.gaps.length);
    expect(half.passCount).toBeLessThan(whole.passCount);
  });

  test("as SARIF is what a code scanner requires of 2.1.0", async () => {
    const Message = z.looseObject({ text: z.string().min(1) });
    const Level = z.enum(["none", "note", "warning", "error"]);
    const Sarif = z.looseObject({
      version: z.literal("2.1.0"),
      $schema: z.url(),
      runs: z.tuple([
        z.looseObject({
          tool: z.looseObject({
            driver: z.looseObject({
              name: z.string().min(1),
              informationUri: z.url(),
              rules: z.array(
                z.looseObject({
                  id: z.string().min(1),
                  shortDescription: Message,
                  fullDescription: Message,
                  help: Message,
                  helpUri: z.url(),
                  defaultConfiguration: z.looseObject({ level: Level }),
                }),
              ),
            }),
          }),
          invocations: z.tuple([
            z.looseObject({ executionSuccessful: z.boolean(), endTimeUtc: z.iso.datetime() }),
          ]),
          results: z.array(
            z.looseObject({
              ruleId: z.string(),
              ruleIndex: z.number().int().min(0),
              level: Level,
              message: Message,
              locations: z.tuple([
                z.looseObject({
                  physicalLocation: z.looseObject({
                    artifactLocation: z.looseObject({ uri: z.string().regex(/^[^\\\s]+$/) }),
                    region: z.looseObject({ startLine: z.number().int().min(1) }),
                  }),
                }),
              ]),
              partialFingerprints: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
            }),
          ),
        }),
      ]),
    });
    const { text } = await scanned(demo, "--format", "sarif");
    const [{ tool, results }] = Sarif.parse(JSON.parse(text)).runs;
    const { rules } = tool.driver;
    expect(results.length).toBe((await asJson(demo)).findings.length);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
    const fingerprints = results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints));
    expect(new Set(fingerprints).size).toBe(results.length);
  });

  test("as OCSF is one event a line, each with what the class requires", async () => {
    const Event = z.looseObject({
      class_uid: z.literal(2003),
      category_uid: z.literal(2),
      activity_id: z.number().int(),
      type_uid: z.literal(200_301),
      time: z.number().int().positive(),
      severity_id: z.number().int().min(0).max(6),
      metadata: z.looseObject({ version: z.string(), product: z.looseObject({ vendor_name: z.string() }) }),
      finding_info: z.looseObject({ uid: z.string().min(1), title: z.string().min(1) }),
      compliance: z.looseObject({ standards: z.array(z.string()).min(1), status_id: z.number().int() }),
      cloud: z.looseObject({ provider: z.string() }),
    });
    const { text } = await scanned(demo, "--format", "ocsf");
    expect(text.endsWith("\n")).toBe(true);
    const events = text
      .trimEnd()
      .split("\n")
      .map((line) => Event.parse(JSON.parse(line)));
    const { findings, unknown } = await asJson(demo);
    expect(events).toHaveLength(findings.length + unknown.length);
    expect(new Set(events.map(({ finding_info: { uid } }) => uid)).size).toBe(events.length);
    expect(
      events.every(({ activity_id, class_uid, type_uid }) => class_uid * 100 + activity_id === type_uid),
    ).toBe(true);
  });
});

describe("a recording that is none", () => {
  const [line = ""] = readFileSync(demo, "utf8").split("\n");
  test.each([
    ["is empty", "", /no recorded calls/],
    ["is blank", "\n\n \n", /no recorded calls|not JSON/],
    ["was cut off in a line", `${line}\n${line.slice(0, 40)}`, /:2 is not JSON/],
    ["is of something unknown", `${JSON.stringify({ ...JSON.parse(line), connector: "mars" })}\n`, /mars/],
    ["lacks what a call needs", '{"connector":"gcp"}\n', /:1 account/],
    ["is a page", "<!doctype html>\n", /:1 is not JSON/],
    ["is a number", "7\n", /:1/],
  ])("because it %s is told by file and line", async (name, content, message) => {
    await expect(scanned(file(`${name}.jsonl`, content))).rejects.toThrow(message);
  });

  test("because it is a folder with nothing to scan is told as one", async () => {
    const empty = path.join(folder, "empty");
    mkdirSync(empty);
    await expect(scanned(empty)).rejects.toThrow(
      /There are no recorded calls and no plans, manifests or templates/,
    );
  });

  test("is found before any of the others is printed", async () => {
    const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    await expect(scan([demo, path.join(folder, "none.jsonl")])).rejects.toThrow(/no file/);
    expect(write).not.toHaveBeenCalled();
    write.mockRestore();
  });
});

test.each([
  [["--format", "constructor"], /--format must be one of table, json, sarif, ocsf/],
  [["--format", "__proto__"], /--format must be one of/],
  [["--format", "JSON"], /--format must be one of/],
  [["--format"], /--format/],
  [["--fail-on", "toString"], /--fail-on must be one of/],
  [["--fail-on", ""], /--fail-on must be one of/],
])("%j is refused by its name", async (args, message) => {
  await expect(scan([demo, ...args])).rejects.toThrow(message);
});

describe("from a shell", () => {
  const nacre = (...args: string[]) =>
    spawnSync(process.execPath, ["--no-warnings", "bin/nacre.ts", ...args], {
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });

  test("all of a long answer arrives, and nothing but it", () => {
    const { status, stdout, stderr } = nacre("scan", demo, "demo/azure.jsonl", "--format", "json");
    expect([status, stderr]).toEqual([1, ""]);
    expect(Found.parse(JSON.parse(stdout)).findings.length).toBeGreaterThan(5);
  });

  test.each([
    [["prepare", "--now"], 2, /Unknown option '--now'/],
    [["start", "--port", "80"], 2, /Unknown option '--port'/],
    [[], 2, /Usage: nacre <command>/],
    [["--help"], 0, /Usage: nacre <command>/],
    [["doctor", "--help"], 0, /Usage: nacre doctor/],
    [["constructor"], 2, /no command constructor/],
    [["__proto__"], 2, /no command __proto__/],
  ])(
    "nacre %j ends with %i and says why",
    (args, status, text) => {
      const ended = nacre(...args);
      expect(`${ended.stdout}${ended.stderr}`).toMatch(text);
      expect(ended.stderr).not.toMatch(/^\s+at /m);
      expect(ended.status).toBe(status);
    },
    60_000,
  );
});
