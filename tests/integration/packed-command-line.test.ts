import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { buildCommandLine } from "#scripts/build-cli.ts";
import { planOf } from "#tests/support/hcl-plan.ts";

// Each starts a process that reads 14 MB of script, on a machine that may be busy.
vi.setConfig({ testTimeout: 90_000 });
const folder = mkdtempSync(path.join(tmpdir(), "nacre-packed-"));
const elsewhere = path.join(folder, "elsewhere");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As `npm publish` would send it, and as somebody without this repository and without a network installs it. */
beforeAll(async () => {
  const built = path.join(folder, "built");
  await buildCommandLine(built);
  mkdirSync(elsewhere);
  writeFileSync(path.join(elsewhere, "package.json"), "{}");
  const npm = (...args: string[]) => execFileSync("npm", args, { cwd: elsewhere, encoding: "utf8" });
  const packed = npm("pack", built, "--pack-destination", folder, "--silent").trim();
  npm("install", path.join(folder, packed), "--offline", "--no-audit", "--no-fund", "--silent");
}, 120_000);

function nacre(...args: string[]) {
  const command = path.join(elsewhere, "node_modules/.bin/nacre");
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: elsewhere,
    encoding: "utf8",
    maxBuffer: 64 << 20,
  });
  return { status, stdout, stderr };
}

test("what is installed is one file without dependencies, with the licences of what is in it", () => {
  const read = (name: string) => readFileSync(path.join(elsewhere, "node_modules/nacre", name), "utf8");
  const manifest = JSON.parse(read("package.json")) as Record<string, unknown>;
  expect(manifest["dependencies"]).toBeUndefined();
  expect(manifest["private"]).toBeUndefined();
  expect(read("THIRD-PARTY-LICENSES.txt")).toMatch(/^zod$/m);
});

test("it scans a recording and says what the repository's own command says", () => {
  const { status, stdout } = nacre("scan", path.resolve("demo/gcp.jsonl"), "--format", "json");
  const { findings } = JSON.parse(stdout) as { findings: { check: string }[] };
  expect(status).toBe(1);
  expect(findings.map(({ check }) => check)).toContain("data-store/private");
});

test("it scans a plan, and a finding stands at its address", () => {
  const plan = path.join(elsewhere, "plan.json");
  writeFileSync(plan, JSON.stringify(planOf(readFileSync("tests/iac/google/main.tf", "utf8"), {})));
  const { status, stdout } = nacre("scan", plan, "--format", "sarif", "--fail-on", "high");
  expect(status).toBe(1);
  expect(stdout).toContain("google_storage_bucket.bad");
});

test("it says what it can do, refuses what it cannot, and reads another tool's report", () => {
  expect(nacre("--help").stdout).toMatch(/scan[\s\S]*query[\s\S]*capture[\s\S]*push[\s\S]*import/);
  expect(nacre("start")).toMatchObject({ status: 2, stderr: expect.stringContaining("no command start") });
  const report = path.resolve("lib/imports/formats/reports/checkov.json");
  expect(nacre("import", report, "--dry-run")).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("findings"),
  });
});
