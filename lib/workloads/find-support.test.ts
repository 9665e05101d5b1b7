import { describe, expect, test } from "vitest";

import type { Grant } from "#lib/domain/ability.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import type { ResourceClass } from "#lib/domain/resource-class.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { createResource } from "#tests/factories/resource.ts";
import { denied, edges } from "#tests/support/shape-estate.ts";

import { findSupport } from "./find-support.ts";

const fn = createResource("compute", "fn");
const other = createResource("compute", "other");
/** `key`, or `key (shared)`, of everything that stands around the members. */
const around = (resources: Resource[], relationships: string[], members = ["fn"]) =>
  findSupport(new ResourceGraph([fn, other, ...resources], edges(...relationships)), new Set(members))
    .map(({ resource, shared }) => `${resource.key}${shared ? " (shared)" : ""}`)
    .toSorted();
const grant = (on: string, changes: Partial<Grant> = {}): Grant => ({
  effect: "allow",
  abilities: ["deploy"],
  on,
  conditional: false,
  source: "policy",
  ...changes,
});
const identity = (key: string, ...grants: Grant[]) => createResource("identity", key, { grants, trusts: [] });

describe("what a member leads to", () => {
  type Row = [kind: string, wanted: ResourceClass, alone: string[], withOthers: string[]];
  test.each<Row>([
    ["runs-as", "identity", ["x"], ["x (shared)"]],
    ["pulls-image", "image-registry", ["x"], []],
    ["encrypted-by", "key", ["x"], []],
    ["logs-to", "audit-log", ["x"], []],
    ["logs-to", "data-store", ["x"], []],
    ["monitored-by", "audit-log", ["x"], []],
    ["in-network", "network", ["x"], []],
    ["reached-privately-through", "private-endpoint", ["x"], []],
    ["built-by", "build", ["x"], []],
    ["runs-as", "account", [], []],
    ["can-read", "data-store", [], []],
    ["invokes", "agent", [], []],
  ])("over %s to a %s", (kind, wanted, alone, withOthers) => {
    const support = createResource(wanted, "x");
    expect(around([support], [`fn ${kind} x`])).toEqual(alone);
    expect(around([support], [`fn ${kind} x`, `other ${kind} x`])).toEqual(withOthers);
  });

  test("is its own where only members use it, however many they are", () => {
    const key = createResource("key", "key");
    expect(around([key], ["fn encrypted-by key", "other encrypted-by key"], ["fn", "other"])).toEqual([
      "key",
      "key",
    ]);
  });

  test("is no member twice, and a member is no support", () => {
    const role = identity("role");
    expect(around([role], ["fn runs-as role"], ["fn", "role"])).toEqual([]);
  });

  test("over an edge the other way is nothing of it", () => {
    expect(around([identity("role")], ["role runs-as fn"])).toEqual([]);
  });
});

describe("what contains a member", () => {
  const container = (wanted: ResourceClass) => createResource(wanted, "x");
  test.each<[ResourceClass, string[], string[]]>([
    ["data-store", ["x"], ["x (shared)"]],
    ["workspace", ["x"], ["x (shared)"]],
    ["account", [], []],
  ])("a %s", (wanted, alone, withOthers) => {
    expect(around([container(wanted)], ["x contains fn"])).toEqual(alone);
    expect(around([container(wanted)], ["x contains fn", "x contains other"])).toEqual(withOthers);
  });
});

describe("who builds it", () => {
  const images = createResource("image-registry", "images");
  const build = createResource("build", "build");
  test("is the build of its own images", () => {
    expect(around([images, build], ["fn pulls-image images", "build produces images"])).toEqual([
      "build",
      "images",
    ]);
  });
  test("is left out where it builds for others, too", () => {
    const more = createResource("image-registry", "more");
    expect(
      around(
        [images, build, more],
        ["fn pulls-image images", "build produces images", "build produces more"],
      ),
    ).toEqual(["images"]);
  });
  test("is not asked of images that others run", () => {
    expect(
      around([images, build], ["fn pulls-image images", "other pulls-image images", "build produces images"]),
    ).toEqual([]);
  });
});

describe("secrets of its identity", () => {
  const secret = createResource("secret", "secret:a");
  const withRole = (...grants: Grant[]) => around([secret, identity("role", ...grants)], ["fn runs-as role"]);
  test.each<[string, Grant[], string[]]>([
    ["by name", [grant("secret:a", { abilities: ["read-secret"] })], ["role", "secret:a"]],
    ["by a wildcard", [grant("secret:*", { abilities: ["read-secret"] })], ["role"]],
    ["denied by name", [grant("secret:a", { effect: "deny" })], ["role"]],
    ["of a name that is not there", [grant("secret:b")], ["role"]],
    ["a store by name is no secret", [grant("other")], ["role"]],
  ])("%s", (_, grants, expected) => {
    expect(withRole(...grants)).toEqual(expected);
  });

  test("are not those of an identity that others run as, too", () => {
    expect(
      around([secret, identity("role", grant("secret:a"))], ["fn runs-as role", "other runs-as role"]),
    ).toEqual(["role (shared)"]);
  });

  test("are unknown where its grants were not collected, and nothing breaks", () => {
    const dark: Resource = { ...identity("role"), unknown: { "facets.grants": denied } };
    expect(around([secret, dark], ["fn runs-as role"])).toEqual(["role"]);
  });
});

describe("who may change it", () => {
  test.each<[string, Grant[], string[]]>([
    ["by name", [grant("fn")], ["ops"]],
    ["by name, with a condition", [grant("fn", { conditional: true })], ["ops"]],
    ["to manage it", [grant("fn", { abilities: ["manage"] })], ["ops"]],
    ["to write to it", [grant("fn", { abilities: ["write-data"] })], ["ops"]],
    ["to read it", [grant("fn", { abilities: ["read-data"] })], []],
    ["it and another by name", [grant("fn"), grant("other")], []],
    ["it and what is not there", [grant("fn"), grant("gone")], ["ops"]],
    ["it by name and everything by a wildcard", [grant("fn"), grant("*")], ["ops"]],
    ["everything by a wildcard", [grant("*")], []],
    ["denied by name", [grant("fn", { effect: "deny" })], []],
  ])("%s", (_, grants, expected) => {
    expect(around([identity("ops", ...grants)], [])).toEqual(expected);
  });

  test("or what stands around it", () => {
    const images = createResource("image-registry", "images");
    expect(
      around([images, identity("ops", grant("fn"), grant("images"))], ["fn pulls-image images"]),
    ).toEqual(["images", "ops"]);
  });
});

describe("where it comes from", () => {
  const repository = createResource("repository", "repo");
  const workflow = createResource("workflow", "deploy.yml");
  test("is the repository its build names, with that repository's workflows", () => {
    const build = createResource("build", "build");
    expect(
      around(
        [repository, workflow, build],
        ["fn built-by build", "build built-by repo", "repo contains deploy.yml"],
      ),
    ).toEqual(["build", "deploy.yml", "repo"]);
  });

  test("is the repository whose jobs may act as what changes it", () => {
    const deployer = identity("deployer", grant("fn"));
    expect(around([repository, deployer], ["repo can-assume deployer"])).toEqual(["deployer", "repo"]);
  });

  test("is shared where the repository builds something else, too", () => {
    const [build, elsewhere] = [createResource("build", "build"), createResource("build", "elsewhere")];
    expect(
      around(
        [repository, build, elsewhere],
        ["fn built-by build", "build built-by repo", "elsewhere built-by repo"],
      ),
    ).toEqual(["build", "repo (shared)"]);
  });
});
