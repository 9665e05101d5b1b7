import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test, vi } from "vitest";

import { run as capture } from "./capture.ts";
import { run as importReport } from "./import.ts";
import { run as scan } from "./scan.ts";

const folder = mkdtempSync(path.join(tmpdir(), "nacre-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("scan ends with 1 where something is found, and 0 where nothing is as bad as asked", async () => {
  const output = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const good = path.join(folder, "good.jsonl");
  const lines = readFileSync("demo/gcp.fixed.jsonl", "utf8").split("\n");
  writeFileSync(good, `${lines.find((line) => line.includes('"projects.search"'))}\n`);
  expect(await scan(["demo/gcp.jsonl", "--format", "json"])).toBe(1);
  expect(await scan([good, "--fail-on", "critical"])).toBe(0);
  output.mockRestore();
});

test.each([
  [["no-such-file"], /no file no-such-file/],
  [["package.json"], /is none of what can be scanned/],
  [["demo/gcp.jsonl", "--format", "pdf"], /--format must be one of/],
  [["demo/gcp.jsonl", "--fail-on", "bad"], /--fail-on must be one of/],
  [["--what"], /Unknown option '--what'/],
  [[], /Name a file or a folder/],
])("scan %j says what is wrong", async (args, message) => {
  await expect(scan(args)).rejects.toThrow(message);
});

test.each([
  [["nowhere"], /Name one of anthropic, aws, azure, gcp/],
  [["aws"], /--out FILE/],
  [["aws", "--out", "x", "--set", "roleArn=nonsense"], /roleArn/],
  [["aws", "--out", "x", "--set", "roleArn"], /--set needs NAME=VALUE/],
])("capture %j says what is wrong before it calls anybody", async (args, message) => {
  await expect(capture(args)).rejects.toThrow(message);
});

test("an unknown command ends with 2, names the known ones and shows no stack", () => {
  const { status, stderr } = spawnSync(process.execPath, ["bin/nacre.ts", "conquer"], { encoding: "utf8" });
  expect(status).toBe(2);
  expect(stderr).toMatch(/no command conquer[\s\S]*nacre <command>/);
  expect(stderr).not.toMatch(/^\s+at /m);
});

test.each([
  [[], /Name one report/],
  [["a.json", "b.json"], /Name one report/],
  [["no-such-file"], /no file no-such-file/],
  [["package.json"], /Say where Nacre runs/],
  [["package.json", "--server", "http://nacre.example.com"], /must be https/],
])("import %j says what is wrong before anything is sent", async (args, message) => {
  await expect(importReport(args)).rejects.toThrow(message);
});

test("import reads a report here without a server, and refuses what is none", async () => {
  const said = vi.spyOn(console, "log").mockReturnValue();
  const wrong = vi.spyOn(console, "error").mockReturnValue();
  expect(await importReport(["lib/imports/formats/reports/checkov.json", "--dry-run"])).toBe(0);
  expect(said.mock.lastCall?.[0]).toMatch(
    /^Checkov.*: \d+ records, [1-9]\d* findings, .*Nothing was sent\.$/,
  );
  expect(await importReport(["package.json", "--dry-run"])).toBe(2);
  expect(wrong).toHaveBeenCalledOnce();
  vi.restoreAllMocks();
});
