import { describe, expect, test } from "vitest";

import type { Context } from "#lib/access/context.ts";
import { findingFilterParsers, loadFindingFilters } from "#lib/contract/findings.ts";
import { permissionsOfRole, type Role } from "#lib/domain/permission.ts";
import { allOf } from "#lib/platform/sql.ts";
import { counterConditionsSuffice, findingConditions, visibility } from "./finding-conditions.ts";

const person = "0190a0a0-0000-7000-8000-000000000001";
const organizationId = "0190a0a0-0000-7000-8000-000000000000";
const as = (role: Role): Context => ({
  organizationId,
  actor: { kind: "user", id: person, name: "Ann" },
  permissions: new Set(permissionsOfRole[role]),
});
const filters = (query: string) => loadFindingFilters(new URLSearchParams(query));
const written = (query: string, role: Role = "analyst") => {
  const { sql, values } = allOf(findingConditions(as(role), filters(query)));
  return { sql, values };
};

describe("every list of findings", () => {
  test.each(["", "q=x", "assignee=me", "workload=nonsense"])("names its organization first: %j", (query) => {
    const { sql, values } = written(query);
    expect(sql.startsWith('f."organizationId" = ?::uuid')).toBe(true);
    expect(values[0]).toBe(organizationId);
  });

  test("narrows to what is one's own or one's team's for who may not see everybody's", () => {
    expect(visibility(as("engineer"))).toHaveLength(1);
    expect(written("", "engineer").values).toContain(person);
    for (const role of ["admin", "analyst", "auditor"] as const) expect(visibility(as(role))).toEqual([]);
  });

  test("a job, which sees all, needs no person; without that right there is none to see for", () => {
    const job: Context = { ...as("analyst"), actor: { kind: "job", id: "posture.evaluate", name: "Nacre" } };
    expect(visibility(job)).toEqual([]);
    expect(() => visibility({ ...job, permissions: new Set() })).toThrow(
      expect.objectContaining({ code: "forbidden" }),
    );
  });
});

describe("a filter", () => {
  test.each(["workload", "resource", "team", "assignee"])(
    "%s that can name nothing admits nothing",
    (name) => {
      for (const value of ["nonsense", "1 OR 1=1", `${person}x`, "0190a0a0-0000-7000-8000"])
        expect(written(`${name}=${encodeURIComponent(value)}`).sql).toMatch(/FALSE$/);
    },
  );

  test("never becomes part of the statement, whatever it says", () => {
    const evil = `'; DROP TABLE "Finding"; --`;
    for (const name of ["account", "check", "q", "workload", "assignee"]) {
      const { sql } = written(`${name}=${encodeURIComponent(evil)}`);
      expect(sql.toUpperCase()).not.toContain("DROP");
    }
  });

  test("searched text is taken as it is: no wildcard of the database in it works", () => {
    expect(written("q=50%25_a\\b").values).toContain("%50\\%\\_a\\\\b%");
    expect(written("q=%20%20").sql).not.toMatch(/LIKE|named_like/);
    expect(written("q=%20Claims%20").values).toContain("%Claims%");
  });

  test("searched text finds the checks that say it, by id and by title", () => {
    const { sql: text, values } = written("q=knowledge");
    expect(text).toContain('f."checkId" = ANY(?)');
    expect(values.flat()).toContain("knowledge-base/source-private");
    expect(written("q=zzz-nothing").sql).not.toContain('"checkId" = ANY');
  });

  test("what is too short to look up is compared row by row", () => {
    expect(written("q=ab").sql).toContain('lower(f."resourceName") LIKE lower(?)');
    expect(written("q=abc").sql).toContain("findings_named_like(lower(?))");
  });

  test("nobody is neither a person nor a team; me is oneself or one's team", () => {
    expect(written("assignee=nobody").sql).toContain('f."assigneeId" IS NULL AND f."teamId" IS NULL');
    expect(written("assignee=me").sql).toContain('"TeamMember"');
  });

  test.each([
    ["", "f.status IN ('open', 'in-progress')"],
    ["status=in-progress,open", "f.status IN ('open', 'in-progress')"],
    ["status=open", "f.status = ANY(?)"],
    ["status=open,resolved", "f.status = ANY(?)"],
    ["status=open,open", "f.status = ANY(?)"],
  ])("of status, %j, is written %s", (query, expected) => {
    expect(written(query).sql).toContain(expected);
  });
});

describe("counters", () => {
  const countable = [
    "status=open",
    "severity=high",
    "layer=data",
    "provider=aws",
    "account=1",
    "source=nacre",
    "check=a",
    "control=a/b",
  ];

  test.each(countable)("answer %s", (query) => {
    expect(counterConditionsSuffice(as("analyst"), filters(query))).toBe(true);
  });

  test("answer nobody who may not see everything", () => {
    expect(counterConditionsSuffice(as("engineer"), filters(""))).toBe(false);
  });

  test("answer no filter that they do not count by: each one is known here", () => {
    const values = {
      workload: person,
      environment: "x",
      resource: person,
      assignee: "me",
      team: "x",
      due: "week",
      q: "x",
    };
    const presentation = ["sort", "cursor", "limit"];
    expect(
      [
        ...countable.map((query) => query.split("=")[0] ?? ""),
        ...Object.keys(values),
        ...presentation,
      ].toSorted(),
    ).toEqual(Object.keys(findingFilterParsers).toSorted());
    for (const [name, value] of Object.entries(values))
      expect([name, counterConditionsSuffice(as("analyst"), filters(`${name}=${value}`))]).toEqual([
        name,
        false,
      ]);
  });
});
