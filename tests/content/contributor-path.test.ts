import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { connectors } from "#lib/connectors/registry.ts";
import { checks } from "#lib/posture/checks/registry.ts";

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
  expect(text).toContain("  withCollectors(awsConnector, [awsQueuesCollector]),");
  expect(text).toContain("  gcpConnector,");
});

test("the pages name the one command, and it is there", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  expect(scripts["content"]).toMatch(/^npm run gen && /);
  for (const page of ["check", "collector", "connector"])
    expect(readFileSync(`docs/how-to/${page}.md`, "utf8")).toContain("`npm run content`");
});

/** The one sample of a page, which names the file it is taken from. */
function sampleIn(page: string): { file: string; text: string } {
  const text = readFileSync(`docs/how-to/${page}.md`, "utf8");
  const found = /The whole of one that exists, `([^`]+)`:\n\n```ts\n([\s\S]+?\n)```/.exec(text);
  return { file: found?.[1] ?? "", text: found?.[2] ?? "" };
}

// What is there is typed, linted and run by its own examples, so a page that shows it to the letter shows what works.
test.each(["check", "collector"])("the page of a %s shows a whole file that is there", (page) => {
  const { file, text } = sampleIn(page);
  expect(text).toBe(readFileSync(file, "utf8"));
});

test("what the pages show is registered and tried", () => {
  expect(checks.map(({ id }) => `lib/posture/checks/${id}.ts`)).toContain(sampleIn("check").file);
  const examples = connectors.flatMap(({ id, collectors }) =>
    collectors.flatMap((one) => (one.examples ? [`lib/connectors/${id}/${one.id}.collector.ts`] : [])),
  );
  expect(examples).toContain(sampleIn("collector").file);
});
