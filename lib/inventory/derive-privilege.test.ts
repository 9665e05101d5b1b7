import { describe, expect, test } from "vitest";

import { abilities as allAbilities, type Ability, type Grant } from "#lib/domain/ability.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import { createResource } from "#tests/factories/resource.ts";
import { derivePrivilege } from "./derive-privilege.ts";

const account = "111122223333";
const bucket = `arn:aws:s3:::claims`;
const role = "arn:aws:iam::111122223333:role/app";

const grant = (abilities: Ability[], on: string, some: Partial<Grant> = {}): Grant => ({
  effect: "allow",
  abilities,
  on,
  conditional: false,
  source: "policy Test",
  ...some,
});
const deny = (abilities: Ability[], on = "*", some: Partial<Grant> = {}): Grant =>
  grant(abilities, on, { effect: "deny", ...some });

function privilegeOf(...grants: Grant[]) {
  const graph = new ResourceGraph(
    [
      createResource("account", account, {}, { account }),
      createResource("identity", role, { grants }, { account, name: "app" }),
      createResource("data-store", bucket, {}, { account }),
      createResource("data-store", "arn:aws:s3:::other", {}, { account }),
      createResource("agent", "arn:aws:bedrock:eu-west-1:111122223333:agent/A1", {}, { account }),
    ],
    [],
  );
  return derivePrivilege(graph).get(role);
}
const levelOf = (...grants: Grant[]) => privilegeOf(...grants)?.level;

describe("a level", () => {
  test.each<[string, Grant[], string]>([
    ["no grant at all", [], "none"],
    ["one named store", [grant(["read-data"], bucket)], "scoped"],
    [
      "one named store and what lies in it",
      [grant(["read-data"], bucket), grant(["read-data"], `${bucket}/*`)],
      "scoped",
    ],
    ["what lies in a named store", [grant(["read-data", "write-data"], `${bucket}/*`)], "scoped"],
    ["everything, to read", [grant(["read-data"], "*")], "broad"],
    ["everything, to invoke a model", [grant(["invoke-model"], "*")], "scoped"],
    ["everything, to use a key", [grant(["use-key"], "*")], "scoped"],
    ["every store", [grant(["read-data"], "arn:aws:s3:::*")], "broad"],
    ["stores by the beginning of a name", [grant(["read-data"], "arn:aws:s3:::cla*")], "scoped"],
    ["everything, to change access", [grant(["manage-access"], "*")], "admin"],
    ["everything, to do anything", [grant([...allAbilities], "*")], "admin"],
    ["access of one store", [grant(["manage-access"], bucket)], "scoped"],
    ["the account itself, to change access", [grant(["manage-access"], account)], "admin"],
    ["the account itself, to read", [grant(["read-data"], account)], "broad"],
    ["a store that was never collected", [grant(["write-data"], "arn:aws:s3:::unseen")], "scoped"],
    [
      "what lies in a store that was never collected but named",
      [grant(["read-data"], "arn:aws:s3:::unseen"), grant(["read-data"], "arn:aws:s3:::unseen/*")],
      "scoped",
    ],
  ])("of who may use %s", (_, grants, level) => {
    expect(levelOf(...grants)).toBe(level);
  });

  test.each([
    "read-data",
    "write-data",
    "manage",
    "manage-access",
    "assume",
    "pass-role",
    "read-secret",
    "deploy",
  ] as const)("is broad with a wildcard over a service, for %s", (ability) => {
    expect(levelOf(grant([ability], "arn:aws:s3:::*"))).toBe("broad");
  });
});

describe("a deny", () => {
  test("takes an ability away that was given everywhere", () => {
    expect(levelOf(grant(["read-data", "invoke-model"], "*"), deny(["read-data"]))).toBe("scoped");
    expect(levelOf(grant(["read-data"], "*"), deny(["read-data"]))).toBe("none");
  });

  test("of the right to change access leaves an administrator broad", () => {
    expect(levelOf(grant([...allAbilities], "*"), deny(["manage-access"]))).toBe("broad");
  });

  test("of one resource takes nothing away from the level, which is about the others", () => {
    expect(levelOf(grant(["read-data"], "*"), deny(["read-data"], bucket))).toBe("broad");
  });

  test("that holds on a condition only is not counted on", () => {
    expect(levelOf(grant(["read-data"], "*"), deny(["read-data"], "*", { conditional: true }))).toBe("broad");
  });

  test("in whatever order it stands counts", () => {
    const grants = [grant(["read-data"], "*"), deny(["read-data"])];
    expect(levelOf(...grants)).toBe(levelOf(...grants.toReversed()));
  });
});

describe("a condition", () => {
  test("on the right to everything makes no administrator of who holds it, but is not nothing", () => {
    expect(levelOf(grant(["manage-access"], "*", { conditional: true }))).toBe("broad");
  });
});

describe("the reasons", () => {
  test("are the statements that make the level, and those alone", () => {
    const privilege = privilegeOf(
      grant(["read-data"], bucket, { source: "policy Narrow" }),
      grant(["read-data"], "*", { source: "policy Wide" }),
    );
    expect(privilege).toEqual({
      level: "broad",
      reasons: [{ text: "policy Wide allows read-data on *", resourceKey: role }],
    });
  });

  test("name no ability that a deny took away", () => {
    const [reason] =
      privilegeOf(grant(["read-data", "write-data"], "*"), deny(["write-data"]))?.reasons ?? [];
    expect(reason?.text).toBe("policy Test allows read-data on *");
  });

  test("of a scoped identity are three at the most", () => {
    const grants = Array.from({ length: 10 }, (_, n) => grant(["read-data"], `arn:aws:s3:::b${n}`));
    expect(privilegeOf(...grants)?.reasons).toHaveLength(3);
  });

  test("are none where there is nothing", () => {
    expect(privilegeOf()).toEqual({ level: "none", reasons: [] });
  });
});

test("an identity whose grants could not be read has no level, rather than none", () => {
  const blind = createResource(
    "identity",
    role,
    {},
    {
      unknown: {
        "facets.grants": { reason: "denied", call: "iam:Get", permission: "iam:Get", message: "Denied" },
      },
    },
  );
  Reflect.deleteProperty(blind.facets, "grants");
  expect(derivePrivilege(new ResourceGraph([blind], [])).has(role)).toBe(false);
});
