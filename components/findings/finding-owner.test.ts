import { describe, expect, test } from "vitest";

import { fromOwners, isTeam, ownerOptions, toOwners } from "./finding-owner.ts";

const people = [
  { id: "u-ada", name: "Ada Byron", state: "active" as const },
  { id: "u-new", name: "Not here yet", state: "invited" as const },
  { id: "u-left", name: "Left us", state: "disabled" as const },
];
const teams = [{ id: "t-claims", name: "Claims" }];
const labels = (chosen: readonly string[]) => ownerOptions(people, teams, chosen).map(({ label }) => label);

describe("who has it", () => {
  test.each([
    [{ assignee: "", team: "" }, []],
    [{ assignee: "me", team: "" }, ["me"]],
    [{ assignee: "u-ada", team: "" }, ["u-ada"]],
    [{ assignee: "", team: "t-claims" }, ["team:t-claims"]],
  ])("of %o is %j, and back", (owned, owners) => {
    expect(toOwners(owned)).toEqual(owners);
    expect(fromOwners(owners)).toEqual(owned);
  });

  test("an address that names a person and a team shows both, and the last one chosen is meant", () => {
    const both = toOwners({ assignee: "u-ada", team: "t-claims" });
    expect(both).toEqual(["u-ada", "team:t-claims"]);
    expect(fromOwners([...both, "nobody"])).toEqual({ assignee: "nobody", team: "" });
  });

  test.each([[undefined], [[]]])("%j is nobody in particular", (owners) => {
    expect(fromOwners(owners)).toEqual({ assignee: "", team: "" });
  });

  test("a person cannot be taken for a team by what they are called", () => {
    expect(isTeam("u-team:1")).toBe(false);
    expect(fromOwners(["u-team:1"])).toEqual({ assignee: "u-team:1", team: "" });
  });
});

describe("the owners offered", () => {
  test("are oneself, nobody, teams and the people who are here", () => {
    expect(labels([])).toEqual(["Me and my teams", "Nobody", "Claims", "Ada Byron", "Not here yet"]);
  });

  test("keep who has left only while they are filtered by", () => {
    expect(labels(["u-left"])).toContain("Left us");
  });

  test("name what the address knows and this reader does not, so that it can be taken away", () => {
    expect(labels(["u-unknown"])).toContain("One person");
    expect(labels(["team:t-unknown"])).toContain("One team");
    expect(ownerOptions([], [], ["team:x"]).at(-1)).toEqual({ value: "team:x", label: "One team" });
  });

  test("are each offered once", () => {
    const values = ownerOptions(people, teams, ["me", "u-ada", "team:t-claims"]).map(({ value }) => value);
    expect(new Set(values).size).toBe(values.length);
  });
});
