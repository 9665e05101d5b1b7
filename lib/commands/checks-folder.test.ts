import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { checksInFolder } from "./checks-folder.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "nacre-checks-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const good = `
title: Stores are versioned
severity: low
layer: data
class: data-store
passes: facets.versioning
failure: It keeps no versions
risk: What is overwritten is gone.
remediation: Turn versioning on.
examples:
  pass: [{ name: on, facets: { versioning: true } }]
  fail: [{ name: off, facets: { versioning: false } }]
`;
const put = (file: string, text: string) => writeFileSync(path.join(folder, file), text);

test("each file is a check, named after the file or as it says", async () => {
  put("versioned.yaml", good);
  put("other.yml", `slug: third\n${good}`);
  put("notes.txt", "not a check");
  expect((await checksInFolder(folder)).map(({ id }) => id)).toEqual(["custom/third", "custom/versioned"]);
});

describe("a folder is refused", () => {
  test.each([
    ["that has no file", [], /holds no \.yaml file/],
    ["with what is no YAML", [["a.yaml", "a: ["]], /a\.yaml: It is not YAML/],
    ["with a list", [["a.yaml", "- 1"]], /must hold the fields/],
    ["with an alias that grows", [["a.yaml", "a: &a [1]\nb: [*a, *a]"]], /not YAML/],
    [
      "with an unknown facet",
      [["a.yaml", good.replace("versioning\n", "versionin\n")]],
      /passes: .*Did you mean versioning/,
    ],
    [
      "with one check twice",
      [
        ["a.yaml", good],
        ["b.yaml", `slug: a\n${good}`],
      ],
      /a\.yaml is custom\/a already/,
    ],
    ["with a file as large as a book", [["a.yaml", `# ${"x".repeat(100_001)}`]], /larger than/],
  ] as const)("%s", async (_, files, message) => {
    for (const [file, text] of files) put(file, text);
    await expect(checksInFolder(folder)).rejects.toThrow(message);
  });

  test("that is not there", async () => {
    await expect(checksInFolder(path.join(folder, "none"))).rejects.toThrow(/no such folder/);
  });
});
