import { describe, expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { createResource } from "#tests/factories/resource.ts";
import { deriveStoresByHost } from "./derive-stores.ts";

const code = createResource("compute", "code", { calledHosts: ["DB.internal.example"], secretVariables: [] });
const database = createResource("data-store", "database", { hosts: ["db.internal.example"] });
const agent = createResource("agent", "agent");
const role = (ability: "invoke-model" | "read-data") =>
  createResource("identity", "role", {
    grants: [{ effect: "allow", abilities: [ability], on: "*", conditional: false, source: "policy" }],
  });
const stores = (
  resources: readonly Resource[],
  relationships: readonly Relationship[],
  calls: readonly Relationship[] = [],
) =>
  deriveStoresByHost(new ResourceGraph(resources, relationships), calls).map(
    ({ from, kind, to }) => `${from} ${kind} ${to}`,
  );
const runsAs: Relationship = { from: "code", kind: "runs-as", to: "role" };
const invokes: Relationship = { from: "code", kind: "invokes", to: "agent" };
const found = ["code indexes-into database"];

describe("code keeps an index in a database its settings name", () => {
  test("where it calls an agent, collected or derived", () => {
    expect(stores([code, database, agent], [invokes])).toEqual(found);
    expect(stores([code, database, agent], [], [invokes])).toEqual(found);
  });

  test("where its identity may invoke models", () => {
    expect(stores([code, database, role("invoke-model")], [runsAs])).toEqual(found);
  });

  test("where a tool of an agent is served by it", () => {
    const tool = createResource("agent-tool", "tool");
    expect(stores([code, database, tool], [{ from: "tool", kind: "invokes", to: "code" }])).toEqual(found);
  });

  test("but not where it has nothing to do with AI", () => {
    expect(stores([code, database, role("read-data")], [runsAs])).toEqual([]);
    expect(stores([code, database], [])).toEqual([]);
  });

  test("nor in one at another address", () => {
    const elsewhere = createResource("data-store", "database", { hosts: ["other.internal.example"] });
    const without = createResource("data-store", "database");
    expect(stores([code, elsewhere, agent], [invokes])).toEqual([]);
    expect(stores([code, without, agent], [invokes])).toEqual([]);
  });
});
