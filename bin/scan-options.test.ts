import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";

import { scanned } from "#tests/support/scanned.ts";
import { run as scan } from "./scan.ts";

const folder = mkdtempSync(path.join(tmpdir(), "nacre-options-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const demo = "demo/gcp.jsonl";
const at = (name: string) => path.join(folder, name);

function file(name: string, content: string): string {
  writeFileSync(at(name), content);
  return at(name);
}

describe("a baseline", () => {
  test("makes what it holds old, and leaves what is new", async () => {
    const all = at("all.json");
    expect((await scanned(demo, "--write-baseline", all, "--quiet")).code).toBe(1);
    const held = JSON.parse(readFileSync(all, "utf8")) as { version: 1; findings: { check: string }[] };
    expect(held.findings.length).toBeGreaterThan(0);
    expect((await scanned(demo, "--baseline", all, "--fail-on", "new:info")).code).toBe(0);
    expect((await scanned(demo, "--baseline", all, "--fail-on", "info")).code).toBe(1);
    const fewer = file("fewer.json", JSON.stringify({ ...held, findings: held.findings.slice(1) }));
    expect((await scanned(demo, "--baseline", fewer, "--fail-on", "new:info")).code).toBe(1);
  });

  test("is written alike for scans that find alike", async () => {
    await scanned(demo, "--write-baseline", at("one.json"), "--quiet");
    await scanned(demo, "--write-baseline", at("two.json"), "--quiet");
    expect(readFileSync(at("one.json"), "utf8")).toBe(readFileSync(at("two.json"), "utf8"));
  });

  test.each([
    ["is missing", () => at("none.json"), /There is no baseline/],
    ["is something else", () => file("other.json", "{}"), /is no baseline/],
    ["is cut off", () => file("cut.json", '{"version":1,'), /is no baseline/],
  ])("that %s is told by its name", async (_, name, message) => {
    await expect(scan([demo, "--baseline", name()])).rejects.toThrow(message);
  });

  test("is needed to tell what is new", async () => {
    await expect(scan([demo, "--fail-on", "new:high"])).rejects.toThrow(/needs a --baseline/);
  });
});

test("only the checks that are named are made", async () => {
  const { text } = await scanned(demo, "--format", "json", "--checks", "gcp/*,data-store/private");
  const { findings } = JSON.parse(text) as { findings: { check: string }[] };
  expect(findings.filter(({ check }) => !/^(gcp\/|data-store\/private$)/.test(check))).toEqual([]);
  await expect(scan([demo, "--checks", "nonsense/*"])).rejects.toThrow(/No check is called nonsense/);
});

test("what would be printed is written to a file", async () => {
  const { text } = await scanned(demo, "--format", "csv");
  expect((await scanned(demo, "--format", "csv", "--output", at("out.csv"))).text).toBe("");
  expect(readFileSync(at("out.csv"), "utf8")).toBe(text);
  expect(text.split("\r\n")[0]).toBe("check,severity,layer,resource,name,where,address,file,line,reason");
});

test("as JUnit every finding is one failure", async () => {
  const { text } = await scanned(demo, "--format", "junit");
  const { findings } = JSON.parse((await scanned(demo, "--format", "json")).text) as { findings: unknown[] };
  expect(text.match(/<failure /g)).toHaveLength(findings.length);
  expect(text).toContain(`failures="${findings.length}"`);
});

test("never ends with 0, whatever is found", async () => {
  expect((await scanned(demo, "--fail-on", "never")).code).toBe(0);
});

const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n`;

describe("a manifest that cannot be read is told by file, line and what to do", () => {
  const aliases = Array.from({ length: 12 }, (_, at) =>
    at === 0 ? "a0: &a0 [x, x, x, x, x, x, x, x, x, x]" : `a${at}: &a${at} [${`*a${at - 1}, `.repeat(10)}]`,
  ).join("\n");
  test.each([
    ["broken", `${pod("a")}spec: [\n`, /broken\.yaml:5 is not valid YAML|broken\.yaml:6 is not valid YAML/],
    ["second", `${pod("a")}---\n${pod("b")}  name: "c\n`, /second\.yaml:\d+ is not valid YAML/],
    ["flow", `${pod("a")}spec: ${"[".repeat(10_000)}${"]".repeat(10_000)}\n`, /flow\.yaml nests deeper/],
    ["block", `${pod("a")}spec:\n  ${"- ".repeat(10_000)}a\n`, /block\.yaml nests deeper/],
    ["bomb", `${pod("a")}${aliases}\n`, /bomb\.yaml unfolds to more than/],
    ["chart", `${pod("{{ .Release.Name }}")}`, /chart\.yaml is a template of a Helm chart.*helm template/],
    ["compose", "services: {}\n", /compose\.yaml is none of what can be scanned/],
    [
      "twice",
      `${pod("a")}---\n${pod("a")}`,
      /Pod default\/a is declared in .*twice\.yaml:1 and again in .*twice\.yaml:6/,
    ],
  ])("%s", async (name, content, message) => {
    await expect(scan([file(`${name}.yaml`, content)])).rejects.toThrow(message);
  });
});

test("what is no manifest in a folder is left aside, and what is one is found by what it holds", async () => {
  const folderOf = at("repository");
  mkdirSync(folderOf, { recursive: true });
  writeFileSync(path.join(folderOf, "compose.yaml"), "services: {}\n");
  writeFileSync(path.join(folderOf, "chart.yaml"), `apiVersion: v1\nkind: {{ .Values.kind }}\n`);
  writeFileSync(path.join(folderOf, "package.json"), '{"name":"a"}');
  writeFileSync(
    path.join(folderOf, "pod.json"),
    JSON.stringify({ apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "a" } }, null, "\t"),
  );
  const { text } = await scanned(folderOf, "--format", "json");
  const { skipped, resourceCount } = JSON.parse(text) as { skipped: string[]; resourceCount: number };
  expect(skipped.map((one) => path.basename(one))).toEqual(["chart.yaml", "compose.yaml", "package.json"]);
  expect(resourceCount).toBe(1);
});

describe("a file that cannot be read is told by name, with what to do", () => {
  const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
  test.each([
    ["malformed", "{format_version}", /malformed\.json is not valid JSON/],
    [
      "truncated",
      '{"format_version":"1.2","planned_values":{"root_',
      /truncated\.json is not valid JSON.*to the end/,
    ],
    ["deep", deep, /deep\.json nests deeper than 400 levels/],
    ["state", '{"version":4,"lineage":"a","resources":[]}', /terraform show -json/],
    ["newer", '{"format_version":"2.0","planned_values":{}}', /newer\.json format_version/],
    ["else", '{"hello":"world"}', /else\.json is none of what can be scanned/],
    ["odd", '{"format_version":"1.2","planned_values":{"root_module":{"resources":"x"}}}', /odd\.json/],
  ])("%s", async (name, content, message) => {
    await expect(scan([file(`${name}.json`, content)])).rejects.toThrow(message);
  });
});
