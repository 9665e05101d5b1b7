import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { parseQuery } from "#lib/contract/query/parse-query.ts";
import type { Query } from "#lib/contract/query/query.ts";
import { ResourceGraph, type Gap } from "#lib/domain/graph.ts";
import type { Relationship, RelationshipKind } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { createResource } from "#tests/factories/resource.ts";
import { runQuery, type QueryOptions } from "./run-query.ts";

const denied = { reason: "denied", call: "x:List", permission: "x:List", message: "no" } as const;

const agent = createResource("agent", "agent", { codeInterpreter: true }, { tags: { owner: "claims" } });
const plain = createResource("agent", "plain", { codeInterpreter: false });
const dark = createResource("agent", "dark", {}, { unknown: { "facets.codeInterpreter": denied } });
const guardrail = createResource("guardrail", "guardrail");
const store = createResource("data-store", "store", { publicRead: true });
const role = createResource(
  "identity",
  "role",
  {},
  { derived: { privilege: { level: "admin", reasons: [] } } },
);

const edges: Relationship[] = [
  { from: "plain", kind: "guarded-by", to: "guardrail" },
  { from: "agent", kind: "runs-as", to: "role" },
  { from: "role", kind: "can-read", to: "store", reason: "policy/reader" },
];
const estate = (gaps: Gap[] = []) => new ResourceGraph([agent, plain, guardrail, store, role], edges, gaps);

const ask = (text: string, graph: ResourceGraph = estate(), options: QueryOptions = {}) =>
  runQuery(graph, parseQuery(text), options);
const keysOf = (text: string, graph?: ResourceGraph, options?: QueryOptions) =>
  ask(text, graph, options).rows.map(({ resources }) => resources.map(({ key }) => key).join(" "));

test.each([
  ["agent", ["agent", "plain"]],
  ["agent where codeInterpreter", ["agent"]],
  ["agent where not codeInterpreter", ["plain"]],
  ['agent where tags.owner = "claims"', ["agent"]],
  ["agent where tags.owner = null", ["plain"]],
  ['any where name like "STO*"', ["store"]],
  ['identity where privilege = "admin"', ["role"]],
  ["agent without (-[guarded-by]-> guardrail)", ["agent"]],
  ["agent with (-[guarded-by]-> guardrail)", ["plain"]],
  ["agent -[runs-as]-> identity -[can-read]-> data-store", ["agent role store"]],
  ["data-store <-[can-read]- identity <-[runs-as]- agent", ["store role agent"]],
  ["agent -[1..2]-> data-store", ["agent store"]],
  ["agent -[2]-> any", ["agent store"]],
  ["agent -[runs-as|can-read 1..3]-> any", ["agent role", "agent store"]],
  ["agent -[can-read 1..6]-> data-store", []],
  ['agent where layer in ["model"] and (codeInterpreter or name = "plain")', ["agent", "plain"]],
])("%s", (text, keys) => {
  expect(keysOf(text)).toEqual(keys);
});

test("shows the relationships it followed, with their reasons, as they stand", () => {
  const [row] = ask("data-store <-[2]- agent").rows;
  expect(row?.edges.map(({ reason }) => reason)).toEqual(["policy/reader", undefined]);
});

test("findings can be asked for", () => {
  const findings = new Map([["store", { worst: "high" as const, openCount: 2 }]]);
  expect(
    keysOf('any where worstFinding in ["critical", "high"] and openFindings > 1', estate(), { findings }),
  ).toEqual(["store"]);
});

test("a time is compared with how long ago it was", () => {
  const key = (id: string, createdAt: string | null) => createResource("credential", id, { createdAt });
  const graph = new ResourceGraph(
    [key("old", "2026-01-01T00:00:00Z"), key("new", "2026-11-01T00:00:00Z"), key("undated", null)],
    [],
  );
  expect(
    keysOf("credential where createdAt < ago(90d)", graph, { at: new Date("2026-11-29T00:00:00Z") }),
  ).toEqual(["old"]);
});

describe("what was not collected", () => {
  test("is neither in nor out, but counted, with the permission that would tell", () => {
    const answer = ask("agent where codeInterpreter", new ResourceGraph([agent, dark], []));
    expect(answer.rows).toHaveLength(1);
    expect(answer.undecided).toEqual({ count: 1, reasons: [denied] });
    expect(ask("agent where not codeInterpreter", new ResourceGraph([dark], [])).undecided.count).toBe(1);
  });

  test("leaves nothing open where something else decides", () => {
    const graph = new ResourceGraph([dark], []);
    expect(ask('agent where codeInterpreter and name = "other"', graph).undecided.count).toBe(0);
    expect(keysOf('agent where codeInterpreter or name = "dark"', graph)).toEqual(["dark"]);
    expect(keysOf("agent where codeInterpreter is unknown", graph)).toEqual(["dark"]);
    expect(keysOf("agent where codeInterpreter is known", graph)).toEqual([]);
  });

  test("a missing guardrail is not claimed where guardrails were not collected", () => {
    const unseen = { ...agent, unknown: { "relationships.guarded-by": denied } };
    const answer = ask("agent without (-[guarded-by]-> guardrail)", new ResourceGraph([unseen], []));
    expect(answer.rows).toEqual([]);
    expect(answer.undecided.count).toBe(1);
  });

  test("who else may read is left open where identities were not collected", () => {
    const gap: Gap = { account: "111122223333", region: null, produces: ["can-read"], unknown: denied };
    const answer = ask("data-store <-[can-read]- identity", estate([gap]));
    expect(answer.rows).toHaveLength(1);
    expect(answer.undecided).toEqual({ count: 1, reasons: [denied] });
  });
});

describe("a question that costs too much is cut short and says so", () => {
  const many = Array.from({ length: 60 }, (_, index) => createResource("identity", `i${index}`));
  const all = many.flatMap(({ key: from }) =>
    many.map(({ key: to }): Relationship => ({ from, kind: "can-assume", to })),
  );
  const dense = new ResourceGraph(many, all);
  test("after its rows", () => {
    const answer = ask("identity -[can-assume]-> identity limit 10", dense);
    expect([answer.rows.length, answer.cutShort]).toEqual([10, "rows"]);
  });
  test("after its steps", () => {
    const limits = { steps: 1_000, milliseconds: 5_000 };
    const answer = ask("identity -[can-assume 6]-> account -[contains]-> any", dense, { limits });
    expect(answer.cutShort).toBe("steps");
  });
});

const kinds: RelationshipKind[] = ["can-read", "runs-as"];
const randomGraph = fc
  .record({
    size: fc.integer({ min: 1, max: 7 }),
    edges: fc.array(fc.tuple(fc.nat(6), fc.constantFrom(...kinds), fc.nat(6)), { maxLength: 16 }),
  })
  .map(({ size, edges: pairs }) => {
    const nodes = Array.from({ length: size }, (_, index): Resource =>
      createResource(index % 2 === 0 ? "agent" : "data-store", `n${index}`),
    );
    const relationships = pairs
      .filter(([from, , to]) => from < size && to < size)
      .map(([from, kind, to]): Relationship => ({ from: `n${from}`, kind, to: `n${to}` }));
    return { nodes, relationships };
  });

/** Every walk of the length asked for, tried out. */
function bruteForce(
  { nodes, relationships }: { nodes: Resource[]; relationships: Relationship[] },
  query: Query,
): string[] {
  const reach = (from: string, length: number, of: readonly RelationshipKind[], out: boolean): string[] =>
    length === 0
      ? [from]
      : relationships
          .filter((edge) => of.includes(edge.kind) && (out ? edge.from : edge.to) === from)
          .flatMap((edge) => reach(out ? edge.to : edge.from, length - 1, of, out));
  let rows = nodes.filter(({ key }) => query.start.select.includes(classBy(key))).map(({ key }) => [key]);
  for (const step of query.steps)
    rows = rows.flatMap((row) => {
      const ends = new Set<string>();
      for (let length = step.min; length <= step.max; length++)
        for (const end of reach(row.at(-1) ?? "", length, step.kinds, step.direction === "out"))
          ends.add(end);
      return [...ends].filter((end) => step.node.select.includes(classBy(end))).map((end) => [...row, end]);
    });
  return rows.map((row) => row.join(" ")).toSorted();
}
const classBy = (key: string) => (Number(key.slice(1)) % 2 === 0 ? "agent" : "data-store");

test("finds what trying every walk finds, from either end", () => {
  const step = fc.record({
    direction: fc.constantFrom("out" as const, "in" as const),
    kinds: fc.subarray(kinds, { minLength: 1 }),
    min: fc.integer({ min: 1, max: 2 }),
    more: fc.integer({ min: 0, max: 2 }),
    select: fc.subarray(["agent", "data-store"], { minLength: 1 }),
  });
  const toNode = (select: readonly string[]) => ({ select, as: null, where: null, branches: [] });
  fc.assert(
    fc.property(
      randomGraph,
      fc.subarray(["agent", "data-store"], { minLength: 1 }),
      fc.array(step, { maxLength: 3 }),
      (graph, start, steps) => {
        const query: Query = {
          start: toNode(start),
          steps: steps.map(({ more, select, ...rest }) => ({
            ...rest,
            max: rest.min + more,
            node: toNode(select),
          })),
          limit: 2_000,
        };
        const found = runQuery(new ResourceGraph(graph.nodes, graph.relationships), query).rows;
        expect(found.map(({ resources }) => resources.map(({ key }) => key).join(" ")).toSorted()).toEqual(
          bruteForce(graph, query),
        );
      },
    ),
  );
});
