import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { ResourceGraph, type Gap } from "./graph.ts";
import { relationshipKinds, type Relationship } from "./relationship.ts";
import { sampleResource } from "./sample-resource.ts";
import type { Unknown } from "./unknown.ts";

const keys = ["a", "b", "c", "d", "e"];
const nodes = keys.map((key) => sampleResource("data-store", key));
const relationship: fc.Arbitrary<Relationship> = fc.record({
  from: fc.constantFrom(...keys, "elsewhere"),
  kind: fc.constantFrom(...relationshipKinds.slice(0, 4), ...relationshipKinds.slice(-2)),
  to: fc.constantFrom(...keys, "nowhere"),
  reason: fc.string(),
});
const isCollected = ({ from, to }: Relationship) => keys.includes(from) && keys.includes(to);

describe("adjacency", () => {
  test("says out of each node what the list of relationships says, in its order", () => {
    fc.assert(
      fc.property(fc.array(relationship, { maxLength: 40 }), (relationships) => {
        const graph = new ResourceGraph(nodes, relationships);
        for (const key of keys) {
          const expected = relationships
            .filter((edge) => isCollected(edge) && edge.from === key)
            .map(({ kind, to, reason }) => ({ kind, to, reason }));
          const found = graph
            .edges(key)
            .map(({ kind, resource, reason }) => ({ kind, to: resource.key, reason }));
          expect(found).toEqual(expected);
        }
      }),
    );
  });

  test("says the same into each node as out of the other", () => {
    fc.assert(
      fc.property(fc.array(relationship, { maxLength: 40 }), (relationships) => {
        const graph = new ResourceGraph(nodes, relationships);
        const outward = keys.flatMap((key) =>
          graph.edges(key).map(({ kind, resource, reason }) => `${key} ${kind} ${resource.key} ${reason}`),
        );
        const inward = keys.flatMap((key) =>
          graph
            .edgesInto(key)
            .map(({ kind, resource, reason }) => `${resource.key} ${kind} ${key} ${reason}`),
        );
        expect(inward.toSorted()).toEqual(outward.toSorted());
      }),
    );
  });

  test("narrowed to a kind, holds that kind and loses none of it", () => {
    fc.assert(
      fc.property(fc.array(relationship, { maxLength: 40 }), (relationships) => {
        const graph = new ResourceGraph(nodes, relationships);
        for (const key of keys)
          for (const kind of relationshipKinds) {
            expect(graph.edges(key, kind)).toEqual(graph.edges(key).filter((edge) => edge.kind === kind));
            expect(graph.follow(key, kind)).toEqual(graph.edges(key, kind).map((edge) => edge.resource));
            expect(graph.followBack(key, kind)).toEqual(
              graph.edgesInto(key, kind).map((edge) => edge.resource),
            );
          }
      }),
      { numRuns: 30 },
    );
  });

  test("every edge stands in both directions once, at the offsets of its end", () => {
    fc.assert(
      fc.property(fc.array(relationship, { maxLength: 40 }), (relationships) => {
        const graph = new ResourceGraph(nodes, relationships);
        const edgeCount = relationships.filter(isCollected).length;
        for (const { offsets, targets, kinds } of [graph.out, graph.into]) {
          expect(offsets).toHaveLength(nodes.length + 1);
          expect([...offsets]).toEqual([...offsets].toSorted((a, b) => a - b));
          expect([offsets[0], offsets.at(-1)]).toEqual([0, edgeCount]);
          expect([targets.length, kinds.length]).toEqual([edgeCount, edgeCount]);
        }
      }),
    );
  });

  test("of a key nobody collected there is nothing, and no error", () => {
    const graph = new ResourceGraph(nodes, [{ from: "elsewhere", kind: "invokes", to: "a" }]);
    expect(graph.get("elsewhere")).toBeUndefined();
    expect(graph.indexOf("elsewhere")).toBeUndefined();
    expect(graph.edges("elsewhere")).toEqual([]);
    expect(graph.edgesInto("elsewhere")).toEqual([]);
    expect(graph.follow("elsewhere", "invokes")).toEqual([]);
    expect(graph.followBack("elsewhere", "invokes")).toEqual([]);
  });

  test("a relationship with a missing end is no edge, and stays in the list as given", () => {
    const dangling: Relationship = { from: "a", kind: "invokes", to: "nowhere" };
    const graph = new ResourceGraph(nodes, [dangling]);
    expect(graph.edges("a")).toEqual([]);
    expect(graph.relationships).toEqual([dangling]);
  });

  test("a resource may lead to itself", () => {
    const graph = new ResourceGraph(nodes, [{ from: "a", kind: "invokes", to: "a" }]);
    expect(graph.follow("a", "invokes").map(({ key }) => key)).toEqual(["a"]);
    expect(graph.followBack("a", "invokes").map(({ key }) => key)).toEqual(["a"]);
  });
});

describe("lookup", () => {
  const mixed = [
    sampleResource("data-store", "bucket"),
    sampleResource("data-store", "blob", {}, { type: "gcp.storage.bucket" }),
    sampleResource("agent", "agent"),
  ];
  const graph = new ResourceGraph(mixed, []);

  test("by type finds that type only, by class every type of it", () => {
    expect(graph.all("gcp.storage.bucket").map(({ key }) => key)).toEqual(["blob"]);
    expect(
      graph
        .ofClass("data-store")
        .map(({ key }) => key)
        .toSorted(),
    ).toEqual(["blob", "bucket"]);
    expect(graph.ofClass("agent").map(({ key }) => key)).toEqual(["agent"]);
    expect(graph.ofClass("notebook")).toEqual([]);
  });

  test("by key and by index agree", () => {
    for (const { key } of mixed) expect(graph.nodes[graph.indexOf(key) ?? -1]).toBe(graph.get(key));
  });
});

const denied: Unknown = { reason: "denied", call: "s3:ListBuckets", permission: "s3:List", message: "no" };
const throttled: Unknown = { ...denied, reason: "throttled", call: "iam:ListRoles" };
const account = "111122223333";
const gapOf = (graph: ResourceGraph, read: () => unknown) => graph.readingGaps(read).gap;

describe("gaps", () => {
  const inRegion = (region: string | null) => sampleResource("data-store", "a", {}, { region });
  const gap = (more: Partial<Gap> = {}): Gap => ({
    account,
    region: null,
    produces: ["logs-to"],
    unknown: denied,
    ...more,
  });

  test("who leads here is unknown where a collection of such edges was not complete", () => {
    const graph = new ResourceGraph([inRegion(null)], [], [gap()]);
    expect(gapOf(graph, () => graph.followBack("a", "logs-to"))).toEqual(denied);
    expect(gapOf(graph, () => graph.followBack("a", "invokes"))).toBeNull();
  });

  test.each([
    ["of another account", "eu-west-1", gap({ account: "999900001111" }), null],
    ["of another region", "eu-west-1", gap({ region: "us-east-1" }), null],
    ["of the same region", "eu-west-1", gap({ region: "eu-west-1" }), denied],
    ["of every region", "eu-west-1", gap(), denied],
    ["of a region, about a global resource", null, gap({ region: "us-east-1" }), denied],
    ["of another kind of edge", "eu-west-1", gap({ produces: ["invokes"] }), null],
  ])("a gap %s", (_, region, given, expected) => {
    const graph = new ResourceGraph([inRegion(region)], [], [given]);
    expect(gapOf(graph, () => graph.followBack("a", "logs-to"))).toEqual(expected);
  });

  test("an edge to what nobody collected is remembered, for its kind alone", () => {
    const graph = new ResourceGraph([inRegion(null)], [{ from: "a", kind: "logs-to", to: "nowhere" }]);
    expect(gapOf(graph, () => graph.follow("a", "logs-to"))).toMatchObject({
      reason: "not-recorded",
      call: "logs-to of a",
    });
    expect(gapOf(graph, () => graph.follow("a", "invokes"))).toBeNull();
    expect(gapOf(graph, () => graph.edges("a", "logs-to"))).toBeNull();
  });

  test("where a failed collection explains the missing end, it is what is named", () => {
    const graph = new ResourceGraph(
      [inRegion(null)],
      [{ from: "a", kind: "logs-to", to: "nowhere" }],
      [gap()],
    );
    expect(gapOf(graph, () => graph.follow("a", "logs-to"))).toEqual(denied);
  });

  test("a resource whose own edges were not collected says why", () => {
    const a = sampleResource("data-store", "a", {}, { unknown: { "relationships.logs-to": throttled } });
    const graph = new ResourceGraph([a], [], [gap()]);
    expect(gapOf(graph, () => graph.follow("a", "logs-to"))).toEqual(throttled);
    expect(gapOf(graph, () => graph.follow("a", "encrypted-by"))).toBeNull();
  });

  test("the first gap read is kept, and the next reading starts without it", () => {
    const a = sampleResource("data-store", "a", {}, { unknown: { "relationships.invokes": throttled } });
    const graph = new ResourceGraph([a], [], [gap()]);
    const first = gapOf(graph, () => [graph.followBack("a", "logs-to"), graph.follow("a", "invokes")]);
    expect(first).toEqual(denied);
    expect(gapOf(graph, () => graph.follow("a", "encrypted-by"))).toBeNull();
    expect(gapOf(graph, () => [graph.follow("a", "invokes"), graph.followBack("a", "logs-to")])).toEqual(
      throttled,
    );
  });

  test("a gap read outside is not taken for one of a later reading", () => {
    const graph = new ResourceGraph([inRegion(null)], [], [gap()]);
    graph.followBack("a", "logs-to");
    expect(graph.readingGaps(() => 7)).toEqual({ value: 7, gap: null });
  });
});

describe("what is read once", () => {
  const missing: Unknown = { reason: "denied", call: "x:List", permission: null, message: "no" };
  const gapped = () =>
    new ResourceGraph(
      nodes,
      [{ from: "a", kind: "invokes", to: "b" }],
      [{ account: "111122223333", region: null, produces: ["invokes"], unknown: missing }],
    );

  test("is not read again for the same key, and is for another", () => {
    let reads = 0;
    const read = (graph: ResourceGraph, key: string) => {
      reads++;
      return graph.follow(key, "invokes").map((resource) => resource.key);
    };
    const graph = gapped();
    expect([graph.readOnce(read, "a"), graph.readOnce(read, "a")]).toEqual([["b"], ["b"]]);
    expect(reads).toBe(1);
    expect([graph.readOnce(read, "b"), graph.readOnce(read, "a")]).toEqual([[], ["b"]]);
    expect(reads).toBe(3);
  });

  test("notes the gap it met each time it is asked, and none that it did not meet", () => {
    const graph = gapped();
    const callers = (of: ResourceGraph, key: string) => of.followBack(key, "invokes");
    const tools = (of: ResourceGraph, key: string) => of.followBack(key, "uses-tool");
    for (let time = 0; time < 3; time++) {
      expect(graph.readingGaps(() => graph.readOnce(callers, "b")).gap).toEqual(missing);
      expect(graph.readingGaps(() => graph.readOnce(tools, "b")).gap).toBeNull();
    }
  });

  test("keeps a gap that was met before it, and does not take it for its own", () => {
    const graph = gapped();
    const tools = (of: ResourceGraph, key: string) => of.followBack(key, "uses-tool");
    graph.forgetGap();
    graph.followBack("b", "invokes");
    graph.readOnce(tools, "b");
    expect(graph.gapRead).toEqual(missing);
    graph.forgetGap();
    graph.readOnce(tools, "b");
    expect(graph.gapRead).toBeNull();
  });

  test("is not kept when it throws", () => {
    const graph = gapped();
    let fails = true;
    const read = () => {
      if (fails) throw new Error("unreadable");
      return 7;
    };
    expect(() => graph.readOnce(read, "a")).toThrow("unreadable");
    fails = false;
    expect(graph.readOnce(read, "a")).toBe(7);
  });
});

test("a kind has a bit of its own in the kinds of a node", () => {
  expect(relationshipKinds.length).toBeLessThanOrEqual(31);
});

describe("resources of a type in one account", () => {
  const gap: Gap = {
    account: "b",
    region: "eu-west-1",
    produces: ["aws.guardduty.detector"],
    unknown: { reason: "denied", call: "c", permission: null, message: "m" },
  };
  const detector = (account: string) =>
    sampleResource(
      "security-service",
      account,
      {},
      { type: "aws.guardduty.detector", account, region: "eu-west-1" },
    );
  const graph = new ResourceGraph([detector("a"), detector("b")], [], [gap]);
  const read = (account: string, region: string | null = null) =>
    graph.readingGaps(() => graph.inAccount("aws.guardduty.detector", account, region).map(({ key }) => key));

  test("are those of that account, and a gap elsewhere is none of theirs", () => {
    expect(read("a")).toEqual({ value: ["a"], gap: null });
    expect(read("b")).toEqual({ value: ["b"], gap: gap.unknown });
  });

  test("may be asked of one region alone", () => {
    expect(read("b", "eu-west-1")).toEqual({ value: ["b"], gap: gap.unknown });
    expect(read("b", "us-east-1")).toEqual({ value: [], gap: null });
  });
});
