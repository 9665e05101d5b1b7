import { describe, expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { randomEstate, type RandomEstate } from "#tests/factories/random-estate.ts";
import { randomFrom } from "#tests/factories/random.ts";
import { createResource } from "#tests/factories/resource.ts";
import { edges } from "#tests/support/shape-estate.ts";

import { describeWorkload } from "./describe-workload.ts";
import { discoverWorkloads, type DiscoveredWorkload } from "./discover.ts";
import { matchWorkloads } from "./match-workloads.ts";

const seeds = Array.from({ length: 40 }, (_, index) => index + 1);
type Estate = Pick<RandomEstate, "resources" | "relationships">;
const discovered = ({ resources, relationships }: Estate): DiscoveredWorkload[] =>
  discoverWorkloads(new ResourceGraph(resources, relationships));
const ownOf = ({ members }: DiscoveredWorkload, except: readonly string[] = []): string[] =>
  members
    .filter(({ shared, resourceKey }) => !shared && !except.includes(resourceKey))
    .map(({ resourceKey }) => resourceKey)
    .toSorted();
const without = ({ resources, relationships }: Estate, key: string): Estate => ({
  resources: resources.filter((resource) => resource.key !== key),
  relationships: relationships.filter(({ from, to }) => from !== key && to !== key),
});

describe("estates without tags and speaking names", () => {
  test("each application is one workload, with exactly its own", () => {
    for (const seed of seeds) {
      const estate = randomEstate(seed);
      const found = discovered(estate).map((workload) => ownOf(workload, estate.shared).join(" "));
      expect(found.toSorted(), `seed ${seed}`).toEqual(
        estate.applications.map((keys) => keys.join(" ")).toSorted(),
      );
    }
  });

  test("what several use is in each of them as shared, and joins none", () => {
    for (const seed of seeds) {
      const estate = randomEstate(seed);
      for (const key of estate.shared) {
        const users = discovered(estate).filter(({ members }) =>
          members.some(({ resourceKey }) => resourceKey === key),
        );
        const callers = estate.relationships.filter(({ kind, to }) => kind === "invokes" && to === key);
        expect(users.length, `seed ${seed}`).toBe(callers.length);
        for (const { members } of users)
          expect(members.find(({ resourceKey }) => resourceKey === key)?.shared).toBe(callers.length > 1);
      }
    }
  });

  test("every member says why, once, and is there", () => {
    for (const seed of seeds) {
      const estate = randomEstate(seed);
      const keys = new Set(estate.resources.map(({ key }) => key));
      for (const { members, seedKeys } of discovered(estate)) {
        expect(new Set(members.map(({ resourceKey }) => resourceKey)).size).toBe(members.length);
        for (const { resourceKey, reason } of members) {
          expect(keys).toContain(resourceKey);
          expect(reason).not.toBe("");
        }
        for (const key of seedKeys) expect(members.map(({ resourceKey }) => resourceKey)).toContain(key);
      }
    }
  });

  test("the order in which things arrive changes no member, no role and no reason", () => {
    for (const seed of seeds) {
      const estate = randomEstate(seed);
      const random = randomFrom(seed);
      const told = (workloads: DiscoveredWorkload[]) =>
        workloads.map(({ seedKeys, members }) => ({
          seedKeys,
          members: members.toSorted((a, b) => (a.resourceKey < b.resourceKey ? -1 : 1)),
        }));
      const again = {
        resources: random.shuffled(estate.resources),
        relationships: random.shuffled(estate.relationships),
      };
      expect(told(discovered(again)), `seed ${seed}`).toEqual(told(discovered(estate)));
    }
  });

  test("nor the name, the environment or the owner", () => {
    for (const seed of seeds.slice(0, 20)) {
      const random = randomFrom(seed);
      const estate = randomEstate(seed);
      const tagged = estate.resources.map((resource) => ({
        ...resource,
        name: `${resource.name}-${random.pick(["dev", "prod", "x"])}`,
        tags: random.oneIn(2)
          ? {
              team: random.pick(["a", "b", "A"]),
              app: random.pick(["one", "two"]),
              env: random.pick(["prd", "prod", "qa"]),
            }
          : {},
      }));
      const described = (resources: Resource[], relationships: Relationship[]) => {
        const graph = new ResourceGraph(resources, relationships);
        return discoverWorkloads(graph).map(({ seedKeys, members }) =>
          describeWorkload(graph, seedKeys, members),
        );
      };
      expect(
        described(random.shuffled(tagged), random.shuffled(estate.relationships)),
        `seed ${seed}`,
      ).toEqual(described(tagged, estate.relationships));
    }
  });

  test("a second estate beside it changes nothing of the first", () => {
    for (const seed of seeds) {
      const [one, two] = [randomEstate(seed), randomEstate(seed + 1_000)];
      const together = discovered({
        resources: [...one.resources, ...two.resources],
        relationships: [...one.relationships, ...two.relationships],
      });
      const apart = [...discovered(one), ...discovered(two)];
      const texts = (workloads: DiscoveredWorkload[]) =>
        workloads.map((workload) => ownOf(workload).join(" ")).toSorted();
      expect(texts(together), `seed ${seed}`).toEqual(texts(apart));
    }
  });
});

describe("from one sync to the next", () => {
  let made = 0;
  const newId = () => `w${made++}`;
  /** Ids by what each application's code is, which is what a person would follow. */
  const synced = (known: { id: string; seedKeys: readonly string[] }[], estate: Estate) =>
    matchWorkloads(known, discovered(estate), newId);
  const idOf = (workloads: ReturnType<typeof synced>, key: string) =>
    workloads.find(({ members }) => members.some((member) => member.resourceKey === key))?.id;

  test("any one resource may go, and every other application keeps its id", () => {
    for (const seed of seeds.slice(0, 15)) {
      const estate = randomEstate(seed, { applications: 3 });
      const before = synced([], estate);
      for (const { key } of estate.resources) {
        const after = synced(before, without(estate, key));
        for (const [code = ""] of estate.applications.filter((own) => !own.includes(key)))
          expect(idOf(after, code), `seed ${seed} without ${key}`).toBe(idOf(before, code));
      }
    }
  });

  test("an application keeps its id when any one part of it goes, unless that was all that called a model", () => {
    for (const seed of seeds.slice(0, 15)) {
      const estate = randomEstate(seed, { applications: 3 });
      const before = synced([], estate);
      for (const own of estate.applications)
        for (const key of own) {
          const kindOf = (one: string) => estate.resources.find((resource) => resource.key === one)?.type;
          const agent = own.find((one) => kindOf(one)?.includes("agent") && one !== key);
          if (!agent) continue;
          const after = synced(before, without(estate, key));
          const kept = after.filter(({ members }) =>
            members.some(({ resourceKey }) => own.includes(resourceKey)),
          );
          expect(
            kept.map(({ id }) => id),
            `seed ${seed} without ${key}`,
          ).toContain(idOf(before, agent));
        }
    }
  });

  test("what was gone for a sync returns with its id", () => {
    for (const seed of seeds.slice(0, 15)) {
      const estate = randomEstate(seed, { applications: 2 });
      const before = synced([], estate);
      const [gone = []] = estate.applications;
      const meanwhile = synced(before, gone.reduce<Estate>(without, estate));
      const known = [...before.filter(({ id }) => !meanwhile.some((one) => one.id === id)), ...meanwhile];
      const after = synced(known, estate);
      for (const own of estate.applications)
        for (const key of own) expect(idOf(after, key)).toBe(idOf(before, key));
    }
  });

  test("a new application takes no id from those that are there", () => {
    for (const seed of seeds.slice(0, 15)) {
      const [one, two] = [randomEstate(seed), randomEstate(seed + 500)];
      const before = synced([], one);
      const after = synced(before, {
        resources: [...two.resources, ...one.resources],
        relationships: [...two.relationships, ...one.relationships],
      });
      for (const own of one.applications)
        for (const key of own) expect(idOf(after, key)).toBe(idOf(before, key));
      expect(new Set(after.map(({ id }) => id)).size).toBe(after.length);
    }
  });
});

describe("hubs", () => {
  test("a network, a log and an account that everything shares cost each application a glance, not a walk", () => {
    const count = 8_000;
    const codes = Array.from({ length: count }, (_, index) => createResource("compute", `fn-${index}`));
    const agents = Array.from({ length: count }, (_, index) => createResource("agent", `agent-${index}`));
    const graph = new ResourceGraph(
      [
        ...codes,
        ...agents,
        createResource("network", "network"),
        createResource("audit-log", "log"),
        createResource("account", "account"),
        createResource("identity", "role", { grants: [], trusts: [] }),
      ],
      codes.flatMap(({ key }, index) =>
        edges(
          `${key} invokes agent-${index}`,
          `${key} in-network network`,
          `${key} logs-to log`,
          `${key} runs-as role`,
          `account contains ${key}`,
        ),
      ),
    );
    const began = performance.now();
    const workloads = discoverWorkloads(graph);
    // Listing every hub for every member takes tens of seconds, and looking at it less than one.
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(workloads).toHaveLength(count);
    for (const { members } of workloads.slice(0, 10))
      expect(members.map(({ resourceKey, shared }) => `${resourceKey.split("-")[0]} ${shared}`)).toEqual([
        "agent false",
        "fn false",
        "role true",
      ]);
  });

  test("a chain of twenty thousand functions is one application", () => {
    const count = 20_000;
    const codes = Array.from({ length: count }, (_, index) =>
      createResource("compute", `fn-${String(index).padStart(6, "0")}`),
    ).toReversed();
    const graph = new ResourceGraph(
      [...codes, createResource("model-deployment", "gpt")],
      codes.flatMap(({ key }, index) => {
        const next = codes[index + 1];
        return edges(`${key} invokes gpt`, ...(next ? [`${key} invokes ${next.key}`] : []));
      }),
    );
    const began = performance.now();
    const workloads = discoverWorkloads(graph);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(workloads.map(({ members }) => members.length)).toEqual([count + 1]);
  });
});
