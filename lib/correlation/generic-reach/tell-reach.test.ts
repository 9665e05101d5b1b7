import { describe, expect, test } from "vitest";

import { attackPaths } from "#lib/correlation/attack-paths/registry.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { holding, privileged, reached, related } from "#lib/domain/sample-resource.ts";
import { createResource } from "#tests/factories/resource.ts";

import { allPaths } from "../all-paths.ts";
import { findPaths } from "../find-paths.ts";
import { fixesOf, tell } from "../fixes.ts";
import { outsiderToCrownJewel } from "./outsider-to-crown-jewel.ts";

const told = (resources: readonly Resource[], relationships: readonly Relationship[]) =>
  findPaths(new ResourceGraph(resources, relationships), allPaths).paths.map(
    ({ pathId, keys, otherTargets }) => [pathId, keys.join(" "), ...otherTargets].join(" · "),
  );
const generic = (...texts: string[]) => texts.map((text) => `outsider-to-crown-jewel · ${text}`);

const notebook = createResource("notebook", "notebook", { publicAddress: true });
const role = (level: "broad" | "scoped") => createResource("identity", "role", {}, privileged(level));
const secret = createResource("secret", "secret");
const vault = createResource("key-vault", "vault");
const files = createResource("data-store", "files");
const model = createResource("model", "model");
const chain = related("notebook runs-as role", "role can-read secret", "role can-read vault");

describe("what no shape says", () => {
  test("is told once for an entry and how far one gets from there, with all that is lost", () => {
    expect(told([notebook, role("scoped"), secret, vault], chain)).toEqual(
      generic("notebook role secret · vault"),
    );
  });

  test("is not told where a shape leads from the same entry to the same place", () => {
    const estate = [notebook, role("broad"), secret, vault, files, model];
    const relationships = [...chain, ...related("role can-write files", "model stores-artifacts-in files")];
    expect(told(estate, relationships)).toEqual([
      "exposed-notebook-to-model-artifacts · notebook role files",
    ]);
  });

  test("is told of another entry to the same place", () => {
    const other = createResource("notebook", "other", { publicAddress: true });
    const estate = [notebook, other, role("broad"), secret, files, model];
    const relationships = related(
      "notebook runs-as role",
      "other can-manage notebook",
      "role can-write files",
      "model stores-artifacts-in files",
      "role can-read secret",
    );
    expect(told(estate, relationships)).toEqual([
      "exposed-notebook-to-model-artifacts · notebook role files",
    ]);
    const trusted = createResource("identity", "partner", {
      trusts: [{ kind: "anyone", principal: "*", conditional: false }],
    });
    expect(told([...estate, trusted], [...relationships, ...related("partner can-assume role")])).toEqual([
      "exposed-notebook-to-model-artifacts · notebook role files",
      ...generic("partner role files · secret"),
    ]);
  });

  test("counts becoming an administrator to what is lost by it", () => {
    const admin = createResource("identity", "admin", {}, privileged("admin"));
    const estate = [notebook, role("scoped"), admin, secret];
    const relationships = related("notebook runs-as role", "role can-assume admin", "admin can-read secret");
    expect(told(estate, relationships)).toEqual(generic("notebook role admin secret · admin"));
    expect(told([notebook, role("scoped"), admin], relationships.slice(0, 2))).toEqual(
      generic("notebook role admin"),
    );
  });

  test("names changes that end it", () => {
    const graph = new ResourceGraph([notebook, role("scoped"), secret], chain);
    const [path] = findPaths(graph, allPaths).paths;
    if (!path) throw new Error("No path");
    expect(tell(outsiderToCrownJewel.story, graph, path)).toBe(
      "Whoever comes in by notebook gets as far as role, and from there to secret.",
    );
    expect(
      fixesOf(outsiderToCrownJewel, path, graph).map(({ aspect, resourceKey }) => `${aspect} ${resourceKey}`),
    ).toEqual(["close-entry notebook", "narrow-identity role"]);
  });

  test("has a name that no shape has", () => {
    expect(attackPaths.map(({ id }) => id)).not.toContain(outsiderToCrownJewel.id);
  });
});

describe("an outsider", () => {
  test.each([
    ["nothing", "none", true],
    ["a key", "key", true],
    ["an identity", "identity", false],
  ] as const)("is who is asked for %s", (_, authentication, expected) => {
    const app = createResource(
      "compute",
      "app",
      { publicNetwork: true, authentication },
      reached("credential"),
    );
    const admin = createResource("identity", "role", {}, privileged("broad"));
    const estate = [app, admin, createResource("data-store", "data", {}, holding("sensitive"))];
    expect(told(estate, related("app runs-as role", "role can-read data"))).toEqual(
      expected ? generic("app role data") : [],
    );
  });

  const partner = (trust: {
    kind: "account" | "anyone" | "federation" | "identity";
    principal: string;
    conditional: boolean;
  }) => createResource("identity", "partner", { trusts: [trust] }, privileged("scoped"));
  const through = (entry: Resource, kind: Relationship["kind"] = "can-read") =>
    told(
      [entry, secret, createResource("account", "mine", {}, { account: "222233334444" })],
      [{ from: entry.key, kind, to: "secret" }],
    );

  test.each([
    ["anyone", partner({ kind: "anyone", principal: "*", conditional: false }), true],
    ["anyone, under a condition", partner({ kind: "anyone", principal: "*", conditional: true }), false],
    ["every job of an issuer", partner({ kind: "federation", principal: "*", conditional: false }), true],
    [
      "one job of an issuer",
      partner({ kind: "federation", principal: "repo:acme/api:ref:main", conditional: false }),
      false,
    ],
    [
      "an account nobody here has",
      partner({ kind: "account", principal: "999900001111", conditional: false }),
      true,
    ],
    [
      "another account of the estate",
      partner({ kind: "account", principal: "222233334444", conditional: false }),
      false,
    ],
    [
      "a workflow that strangers start",
      createResource("workflow", "partner", { untrustedTrigger: true }),
      true,
    ],
    ["a workflow of its own", createResource("workflow", "partner"), false],
  ])("is let in by trust in %s: %s", (_, entry, expected) => {
    expect(through(entry)).toEqual(expected ? generic("partner secret") : []);
  });
});

describe("a crown jewel", () => {
  const lost = (jewel: Resource, kind: Relationship["kind"] = "can-manage") =>
    told(
      [notebook, role("scoped"), jewel],
      [...related("notebook runs-as role"), { from: "role", kind, to: jewel.key }],
    ).length > 0;
  const named = <C extends Parameters<typeof createResource>[0]>(
    name: C,
    extra: Parameters<typeof createResource>[3],
  ) => createResource(name, "jewel", {}, extra);

  test.each([
    ["a store of sensitive data", named("data-store", holding("sensitive")), true],
    ["a store of handbooks", named("data-store", holding("internal")), false],
    ["a store that people marked", named("data-store", { tags: { "Business-Critical": "yes" } }), true],
    ["a store marked as of low criticality", named("data-store", { tags: { criticality: "low" } }), false],
    ["a secret", named("secret", {}), true],
    ["an administrator", named("identity", privileged("admin")), true],
    ["a broad identity", named("identity", privileged("broad")), false],
    ["an agent", named("agent", {}), true],
    ["an agent on trial", named("agent", { tags: { environment: "sandbox" } }), false],
    [
      "an API that people marked",
      named("api", { ...reached("internal"), tags: { criticality: "tier-1" } }),
      true,
    ],
    ["any other API", named("api", reached("internal")), false],
  ])("%s: %s", (_, jewel, expected) => {
    expect(lost(jewel)).toBe(expected);
  });
});
