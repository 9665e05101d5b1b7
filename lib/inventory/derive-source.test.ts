import { describe, expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { createResource } from "#tests/factories/resource.ts";
import { addressIn, deriveSource } from "./derive-source.ts";

describe("the address of a repository", () => {
  test.each([
    ["https://github.com/Acme/App.git", "github.com/acme/app"],
    ["https://github.com/acme/app", "github.com/acme/app"],
    ["git@github.com:acme/app.git", "github.com/acme/app"],
    ["ssh://git@github.example.com:2222/acme/app.git", "github.example.com/acme/app"],
    ["git+https://gitlab.com/acme/teams/app.git#main", "gitlab.com/acme/teams/app"],
    ["https://token@github.com/acme/app", "github.com/acme/app"],
    ["github.com/acme/app@v2", "github.com/acme/app"],
    ["NO_SOURCE", null],
    ["https://github.com/acme", null],
    ["s3://bucket/key/app", null],
    ["arn:aws:codecommit:eu-west-1:111122223333:app", null],
  ])("in %s is %s", (text, address) => {
    expect(addressIn(text)).toBe(address);
  });
});

const repository = createResource("repository", "github.com/acme/app", {
  addresses: ["github.com/acme/app"],
});
const made = (properties: object, tags: Record<string, string> = {}): Resource =>
  // Safe because only texts are read of the properties.
  ({ ...createResource("build", "build", {}, { tags }), properties }) as Resource;
const kinds = (resource: Resource) =>
  deriveSource(new ResourceGraph([repository, resource], [])).map(
    ({ from, kind, to, reason }) => `${from} ${kind} ${to}: ${reason}`,
  );

test("what names a known repository in a setting comes from it", () => {
  expect(kinds(made({ sourceLocation: "https://github.com/acme/app.git" }))).toEqual([
    "build built-by github.com/acme/app: sourceLocation of build names https://github.com/acme/app.git",
  ]);
});

test("so does what names it in a tag, once for both", () => {
  const location = "https://github.com/acme/app";
  expect(kinds(made({}, { "org.opencontainers.image.source": location }))).toHaveLength(1);
  expect(kinds(made({ sourceLocation: location }, { repo: location }))).toHaveLength(1);
});

test("a repository nobody collected, or a name that only begins like one, says nothing", () => {
  expect(kinds(made({ sourceLocation: "https://github.com/acme/other" }))).toEqual([]);
  expect(kinds(made({ sourceLocation: "https://github.com/acme/app-fork" }))).toEqual([]);
  expect(kinds(made({ sourceLocation: null, numbers: [1] }))).toEqual([]);
});
