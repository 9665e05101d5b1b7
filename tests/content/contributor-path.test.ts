import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

/** What the how-to pages promise: one new file and one command register a check or a collector. */
const script = path.resolve("scripts/gen-registry.ts");
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "nacre-contributor-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function generated(registry: string, ...files: string[]): string {
  for (const file of files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), "export default {};\n");
  }
  execFileSync(process.execPath, [script], { cwd: folder });
  return readFileSync(path.join(folder, registry), "utf8");
}

test("a new check is one file", () => {
  const text = generated("lib/posture/checks/registry.ts", "lib/posture/checks/data-store/versioned.ts");
  expect(text).toContain('import dataStoreVersioned from "./data-store/versioned.ts";');
  expect(text).toContain("  dataStoreVersioned,");
});

test("a new collector is one file, and joins those its connector lists", () => {
  const text = generated(
    "lib/connectors/registry.ts",
    "lib/connectors/aws/connector.ts",
    "lib/connectors/aws/queues.collector.ts",
    "lib/connectors/gcp/connector.ts",
  );
  expect(text).toContain('import awsQueuesCollector from "./aws/queues.collector.ts";');
  expect(text).toContain(
    "  { ...awsConnector, collectors: [...awsConnector.collectors, awsQueuesCollector] },",
  );
  expect(text).toContain("  gcpConnector,");
});

test("the pages name the one command, and it is there", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  expect(scripts["content"]).toMatch(/^npm run gen && /);
  for (const page of ["check", "connector"])
    expect(readFileSync(`docs/how-to/${page}.md`, "utf8")).toContain("`npm run content`");
});
