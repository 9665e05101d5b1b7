import { describe, expect, test } from "vitest";

import { attackPaths } from "#lib/correlation/attack-paths/registry.ts";
import { findPaths, type Search } from "#lib/correlation/find-paths.ts";
import type { Grant } from "#lib/domain/ability.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { deriveAccess } from "#lib/inventory/derive-access.ts";
import { derivePrivilege } from "#lib/inventory/derive-privilege.ts";
import { randomFrom, type Random } from "#tests/factories/random.ts";
import { createResource } from "#tests/factories/resource.ts";

const seeds = Array.from({ length: 60 }, (_, index) => index + 1);
const accounts = ["111122223333", "999900001111"];

function grantOf(random: Random): Grant {
  return {
    effect: random.oneIn(5) ? "deny" : "allow",
    abilities: [
      random.pick([
        "write-data",
        "read-data",
        "read-secret",
        "pass-role",
        "deploy",
        "manage-access",
      ] as const),
    ],
    on: random.pick(["*", "s3:*", "s3:1", "sec:*", "role:*", "role:2", "*1"]),
    conditional: random.oneIn(5),
    source: `statement ${random.below(9)}`,
  };
}

/** Roles of all kinds of grants before stores, secrets and notebooks, with agents that read and act. */
function estateOf(seed: number): { resources: Resource[]; relationships: Relationship[] } {
  const random = randomFrom(seed);
  const account = () => ({ account: random.pick(accounts) });
  const count = 2 + random.below(3);
  const resources: Resource[] = [];
  const relationships: Relationship[] = [];
  const link = (from: string, kind: Relationship["kind"], to: string) =>
    relationships.push({ from, kind, to });
  for (let index = 0; index < count; index++) {
    const grants = Array.from({ length: random.below(4) }, () => grantOf(random));
    resources.push(
      createResource("identity", `role:${index}`, { grants, trusts: [] }, account()),
      createResource("data-store", `s3:${index}`, {}, account()),
      createResource("secret", `sec:${index}`, {}, account()),
      createResource("notebook", `nb:${index}`, { publicAddress: random.oneIn(2) }, account()),
      createResource("model", `model:${index}`, {}, account()),
      createResource("knowledge-base", `kb:${index}`, {}, account()),
      createResource("agent", `agent:${index}`, {}, account()),
      createResource("agent-tool", `tool:${index}`, { changesState: random.oneIn(2) }, account()),
      createResource(
        "compute",
        `fn:${index}`,
        {},
        {
          ...account(),
          derived: { exposure: { reach: "anyone", via: [], reasons: [] } },
        },
      ),
    );
    const some = () => random.below(count);
    link(`nb:${index}`, "runs-as", `role:${some()}`);
    link(`fn:${index}`, "runs-as", `role:${some()}`);
    link(`model:${index}`, "stores-artifacts-in", `s3:${some()}`);
    link(`kb:${index}`, "ingests", `s3:${some()}`);
    link(`agent:${index}`, "grounded-on", `kb:${some()}`);
    link(`agent:${index}`, "uses-tool", `tool:${some()}`);
  }
  return { resources, relationships };
}

/** The search where every grant is written out as edges that is narrower than `perGrant` resources. */
function searched(seed: number, perGrant: number): Search & { estateGrantCount: number } {
  const { resources, relationships } = estateOf(seed);
  const collected = new ResourceGraph(resources, relationships);
  const access = deriveAccess(collected, { perGrant, total: 1_000_000 });
  const privilege = derivePrivilege(collected);
  const nodes = collected.nodes.map((resource) => {
    const level = privilege.get(resource.key);
    return level ? { ...resource, derived: { ...resource.derived, privilege: level } } : resource;
  });
  const graph = new ResourceGraph(nodes, [...relationships, ...access.relationships]);
  return { ...findPaths(graph, attackPaths, access), estateGrantCount: access.estateGrants.length };
}

const told = ({ paths }: Search) =>
  paths.map(({ pathId, startKey, endKey, keys, stops, otherEntries, otherTargets, edges }) => ({
    pathId,
    startKey,
    endKey,
    keys,
    stops,
    otherEntries,
    otherTargets,
    edges: edges.map(({ from, kind, to, against }) => `${from} ${kind} ${to} ${against}`),
  }));

describe("grants kept as one fact, against the same written out as edges", () => {
  test("the estates hold issues of several shapes, and both ways of keeping grants", () => {
    const shapes = new Set(seeds.flatMap((seed) => searched(seed, 1_000).paths.map(({ pathId }) => pathId)));
    expect([...shapes]).toEqual(
      expect.arrayContaining([
        "broad-writer-to-acting-agent",
        "exposed-compute-to-secrets",
        "exposed-notebook-to-model-artifacts",
      ]),
    );
    expect(seeds.map((seed) => searched(seed, 1_000).estateGrantCount)).toEqual(seeds.map(() => 0));
    expect(seeds.filter((seed) => searched(seed, 0).estateGrantCount > 0).length).toBeGreaterThan(40);
  });

  test.each([0, 1, 5])(
    "the same issues are found over the same steps, written out up to %i resources",
    (perGrant) => {
      for (const seed of seeds)
        expect(told(searched(seed, perGrant)), `seed ${seed}`).toEqual(told(searched(seed, 1_000)));
    },
  );

  test("every step has its edge, and every edge over a grant says which statement", () => {
    for (const seed of seeds)
      for (const { keys, edges } of searched(seed, 0).paths) {
        expect(edges).toHaveLength(keys.length - 1);
        for (const { kind, reason } of edges)
          expect(kind.startsWith("can-") ? (reason ?? "") : "statement", `seed ${seed}`).toMatch(
            /^statement/,
          );
      }
  });
});
