import { describe, expect, test } from "vitest";

import { attackPaths } from "#lib/correlation/attack-paths/registry.ts";
import { findPaths } from "#lib/correlation/find-paths.ts";
import type { Grant, Trust } from "#lib/domain/ability.ts";
import { ResourceGraph, type Gap } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { derive } from "#lib/inventory/derive.ts";
import { createResource } from "#tests/factories/resource.ts";
import { randomFrom } from "#tests/factories/random.ts";
import { denied, edges } from "#tests/support/shape-estate.ts";

/** As collected: rights are still grants, sensitivity still tags, and nothing is exposed but by its own settings. */
type Collected = { resources: Resource[]; relationships: Relationship[]; gaps?: Gap[] };

const issuesIn = ({ resources, relationships, gaps = [] }: Collected) => {
  const derivation = derive(new ResourceGraph(resources, relationships, gaps));
  const { paths, undecided } = findPaths(derivation.graph, attackPaths, derivation);
  return {
    issues: paths.map(({ pathId, keys }) => `${pathId}: ${keys.join(" ")}`).toSorted(),
    undecided: undecided.map(({ pathId, resourceKey }) => `${pathId}: ${resourceKey}`),
    paths,
  };
};
const allow = (on: string, abilities: Grant["abilities"], changes: Partial<Grant> = {}): Grant => ({
  effect: "allow",
  abilities,
  on,
  conditional: false,
  source: `policy on ${on}`,
  ...changes,
});
const elsewhere = { account: "999900001111" };
const identity = (key: string, grants: Grant[], extra: { account?: string } = {}, trusts: Trust[] = []) =>
  createResource("identity", key, { grants, trusts }, extra);

describe("a broad writer, from its grants", () => {
  const estate = (...writers: Resource[]): Collected => ({
    resources: [
      ...writers,
      createResource("data-store", "s3:corpus"),
      createResource("knowledge-base", "kb:base"),
      createResource("agent", "agent:a"),
      createResource("agent-tool", "tool:t", { changesState: true }),
    ],
    relationships: edges(
      "kb:base ingests s3:corpus",
      "agent:a grounded-on kb:base",
      "agent:a uses-tool tool:t",
    ),
  });
  const poisoned = (from: string) => `broad-writer-to-acting-agent: ${from} s3:corpus kb:base agent:a tool:t`;
  const wide = allow("s3:*", ["write-data"]);

  test.each<[string, Resource[], string[]]>([
    ["every bucket by a wildcard", [identity("role:w", [wide])], [poisoned("role:w")]],
    ["everything in its account", [identity("role:w", [allow("*", ["write-data"])])], [poisoned("role:w")]],
    ["this bucket by name", [identity("role:w", [allow("s3:corpus", ["write-data"])])], []],
    ["every bucket, for reading", [identity("role:w", [allow("s3:*", ["read-data"])])], []],
    [
      "every bucket but this one",
      [identity("role:w", [wide, allow("s3:corpus", ["write-data"], { effect: "deny" })])],
      [],
    ],
    [
      "every bucket, with a denial that may not apply",
      [identity("role:w", [wide, allow("s3:corpus", ["write-data"], { effect: "deny", conditional: true })])],
      [poisoned("role:w")],
    ],
    ["everything in another account", [identity("role:w", [allow("*", ["write-data"])], elsewhere)], []],
    [
      "every bucket by a wildcard, from another account",
      [identity("role:w", [wide], elsewhere)],
      [poisoned("role:w")],
    ],
    ["an administrator of the account", [identity("role:w", [wide, allow("*", ["manage-access"])])], []],
    ["nothing", [identity("role:w", [])], []],
    [
      "two of them, one issue",
      [identity("role:v", [wide]), identity("role:w", [wide])],
      [poisoned("role:v")],
    ],
  ])("%s", (_, writers, expected) => {
    expect(issuesIn(estate(...writers)).issues).toEqual(expected);
  });

  test("of another cloud writes nothing here, whatever its grant says", () => {
    const account = createResource(
      "identity",
      "gcp:w",
      { grants: [wide] },
      { type: "gcp.iam.service-account" },
    );
    expect(issuesIn(estate(account)).issues).toEqual([]);
  });

  test("a condition is told where the right rests on it, and only there", () => {
    const reasonOf = (...grants: Grant[]) =>
      issuesIn(estate(identity("role:w", grants))).paths[0]?.edges[0]?.reason;
    const conditional = allow("s3:*", ["write-data"], { conditional: true, source: "only from the office" });
    expect(reasonOf(conditional)).toBe("only from the office, under a condition");
    expect(reasonOf(conditional, wide)).toBe("policy on s3:*");
  });

  test("the same issue is found where its writer may write a thousand buckets", () => {
    const many = Array.from({ length: 1_000 }, (_, index) =>
      createResource("data-store", `s3:other-${index}`),
    );
    const { resources, relationships } = estate(identity("role:w", [wide]));
    expect(issuesIn({ resources: [...resources, ...many], relationships }).issues).toEqual([
      poisoned("role:w"),
    ]);
  });
});

describe("a function on the internet and the secrets, from settings and grants", () => {
  const estate = (grants: Grant[], fn: Parameters<typeof createResource<"compute">>[2] = {}): Collected => ({
    resources: [
      createResource("compute", "fn", { publicNetwork: true, authentication: "identity", ...fn }),
      identity("role:fn", grants),
      createResource("secret", "secret:a"),
      createResource("secret", "secret:b", {}, elsewhere),
    ],
    relationships: edges("fn runs-as role:fn"),
  });
  const found = "exposed-compute-to-secrets: fn role:fn secret:a";

  test.each<[string, Collected, string[]]>([
    ["every secret of the account", estate([allow("*", ["read-secret"])]), [found]],
    ["its own secret by name", estate([allow("secret:a", ["read-secret"])]), []],
    ["a private function", estate([allow("*", ["read-secret"])], { publicNetwork: false }), []],
    [
      "every secret, denied",
      estate([allow("*", ["read-secret"]), allow("*", ["read-secret"], { effect: "deny" })]),
      [],
    ],
    ["a wildcard that names keys alone", estate([allow("key:*", ["use-key"])]), []],
  ])("%s", (_, collected, expected) => {
    expect(issuesIn(collected).issues).toEqual(expected);
  });

  test("behind an API whose collection failed, a private function is undecided, not safe", () => {
    const collected = estate([allow("*", ["read-secret"])], { publicNetwork: false });
    const gaps: Gap[] = [{ account: "111122223333", region: null, produces: ["routes-to"], unknown: denied }];
    expect(issuesIn({ ...collected, gaps })).toMatchObject({
      issues: [],
      undecided: ["exposed-compute-to-secrets: fn"],
    });
    expect(issuesIn(collected)).toMatchObject({ issues: [], undecided: [] });
  });

  test("behind an API that asks for nothing, it is exposed with the API", () => {
    const collected = estate([allow("*", ["read-secret"])], { publicNetwork: false });
    const api = createResource("api", "api", { publicNetwork: true, authentication: "none" });
    expect(
      issuesIn({
        resources: [...collected.resources, api],
        relationships: [...collected.relationships, ...edges("api routes-to fn")],
      }).issues,
    ).toEqual([found]);
  });

  test("an identity whose grants were not collected is no issue; why is known of the identity itself", () => {
    const dark: Resource = {
      ...identity("role:fn", []),
      unknown: { "facets.grants": denied },
    };
    const { resources, relationships } = estate([]);
    const { issues } = issuesIn({
      resources: resources.map((resource) => (resource.key === "role:fn" ? dark : resource)),
      relationships,
    });
    expect(issues).toEqual([]);
  });
});

describe("an administrator's role handed to a notebook, over accounts", () => {
  const estate = (person: { account?: string }, trusts: Trust[] = []): Collected => ({
    resources: [
      identity("user:p", [allow("*", ["deploy", "pass-role"])], person),
      identity("role:admin", [allow("*", ["manage-access", "manage"])], {}, trusts),
      createResource("notebook", "nb"),
    ],
    relationships: edges("nb runs-as role:admin"),
  });
  test("in one account it is an issue", () => {
    expect(issuesIn(estate({})).issues).toEqual(["pass-role-to-privileged-training: user:p role:admin nb"]);
  });
  test("from another account a bare star reaches nothing", () => {
    expect(issuesIn(estate(elsewhere)).issues).toEqual([]);
  });
});

describe("a way in and sensitive data, from tags", () => {
  const estate = (tags: Record<string, string>): Collected => ({
    resources: [
      createResource("compute", "fn", { publicNetwork: true, authentication: "none" }),
      createResource("agent", "agent"),
      createResource("guardrail", "guard"),
      createResource("data-store", "store", { blocksPublicAccess: true }, { tags }),
    ],
    relationships: edges("fn invokes agent", "agent grounded-on store", "agent guarded-by guard"),
  });
  test.each<[string, Record<string, string>, string[]]>([
    [
      "confidential",
      { "data-classification": "confidential" },
      ["open-way-in-to-sensitive-grounding: fn agent store"],
    ],
    ["internal", { "data-classification": "internal" }, []],
    ["public", { "data-classification": "public" }, []],
    ["not classified", {}, []],
    ["a tag that only sounds like it", { owner: "secret-service" }, []],
  ])("%s", (_, tags, expected) => {
    expect(issuesIn(estate(tags)).issues).toEqual(expected);
  });
});

test("the order in which collections arrive changes no issue, no step and no reason", () => {
  const random = randomFrom(11);
  const stores = Array.from({ length: 6 }, (_, index) =>
    createResource("data-store", `s3:${index}`, {}, { tags: { classification: "confidential" } }),
  );
  const resources = [
    createResource("api", "api", { publicNetwork: true, authentication: "none" }),
    createResource("compute", "fn-a"),
    createResource("compute", "fn-b"),
    createResource("agent", "agent"),
    createResource("knowledge-base", "kb-a"),
    createResource("knowledge-base", "kb-b"),
    createResource("agent-tool", "tool", { changesState: true }),
    ...stores,
    identity("role:a", [
      allow("s3:*", ["write-data"]),
      allow("s3:*", ["write-data"], { conditional: true, source: "x" }),
    ]),
    identity("role:b", [allow("*", ["write-data"])]),
  ];
  const relationships = edges(
    "api routes-to fn-a",
    "api routes-to fn-b",
    "fn-a invokes agent",
    "fn-b invokes agent",
    "agent grounded-on kb-a",
    "agent grounded-on kb-b",
    "agent uses-tool tool",
    ...stores.flatMap(({ key }) => [`kb-a ingests ${key}`, `kb-b ingests ${key}`]),
  );
  const whole = issuesIn({ resources, relationships });
  expect(whole.issues.length).toBeGreaterThan(5);
  const told = ({ paths }: typeof whole) =>
    paths.map(({ pathId, startKey, endKey, keys, stops, edges: walked, otherEntries, otherTargets }) => ({
      pathId,
      startKey,
      endKey,
      keys,
      stops,
      walked,
      otherEntries,
      otherTargets,
    }));
  for (let time = 0; time < 10; time++)
    expect(
      told(
        issuesIn({ resources: random.shuffled(resources), relationships: random.shuffled(relationships) }),
      ),
    ).toEqual(told(whole));
});
