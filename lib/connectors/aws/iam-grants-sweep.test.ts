import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Ability, Grant } from "#lib/domain/ability.ts";
import { abilityRules } from "./iam-abilities.ts";
import { fitsGlob } from "./glob.ts";
import { grantsOf } from "./iam-grants.ts";

type Given = Record<string, unknown>;
const grants = (...statements: Given[]): Grant[] =>
  grantsOf(
    {
      Version: "2012-10-17",
      Statement: statements.map((one) => ({ Effect: "Allow", Resource: "*", ...one })),
    },
    "policy",
  );
const given = (all: readonly Grant[], effect: Grant["effect"], ability: Ability, on: string): boolean =>
  all.some((grant) => grant.effect === effect && grant.abilities.includes(ability) && grant.on === on);
/** What grants come to, however many statements they stand in. */
const sum = (all: readonly Grant[]): string[] =>
  [
    ...new Set(
      all.flatMap(({ effect, abilities, on, conditional }) =>
        abilities.map((ability) => `${effect} ${ability} ${on} ${conditional}`),
      ),
    ),
  ].toSorted();

const everyAction = [...new Set(abilityRules.flatMap(({ actions }) => actions))];
const anAction = fc.constantFrom(...everyAction);

describe.each(abilityRules.map((rule) => [`${rule.ability} on ${rule.on}`, rule] as const))(
  "%s",
  (_, rule) => {
    test("is given by each of its actions alone, in any letters and by any pattern that covers it", () => {
      for (const action of rule.actions) {
        const [service = "", name = ""] = action.split(":");
        const spellings = [
          action,
          action.toUpperCase(),
          `${service}:*`,
          `${service}:${name.slice(0, -1)}?`,
          `${service}:*${name.slice(1)}`,
        ];
        for (const Action of spellings)
          expect(given(grants({ Action }), "allow", rule.ability, rule.on), Action).toBe(true);
        expect(given(grants({ Action: [action, "x:Y"] }), "allow", rule.ability, rule.on)).toBe(true);
      }
    });

    test("is taken by the denial of all of them, and by no less", () => {
      expect(
        given(grants({ Effect: "Deny", Action: [...rule.actions] }), "deny", rule.ability, rule.on),
      ).toBe(true);
      const alsoBy = abilityRules.filter(
        (other) => other !== rule && other.ability === rule.ability && other.on === rule.on,
      );
      for (const left of rule.actions) {
        const rest = rule.actions.filter((action) => action !== left);
        if (rest.length === 0 || alsoBy.length > 0) continue;
        expect(given(grants({ Effect: "Deny", Action: rest }), "deny", rule.ability, rule.on), left).toBe(
          false,
        );
      }
    });

    test("is not given by everything but its actions, unless another rule gives it too", () => {
      const alsoBy = abilityRules.some(
        (other) =>
          other.ability === rule.ability &&
          other.on === rule.on &&
          other.actions.some((action) => !rule.actions.includes(action)),
      );
      const all = grants({ NotAction: [...rule.actions] });
      expect(given(all, "allow", rule.ability, rule.on)).toBe(alsoBy);
    });

    test("is about resources of a service its actions are of", () => {
      const [, , service = ""] = rule.on.split(":");
      const prefixes = new Set(rule.actions.map((action) => action.split(":")[0]));
      expect(
        [...prefixes].some((prefix) => prefix === service || (prefix === "sts" && service === "iam")),
      ).toBe(true);
    });
  },
);

test("every action is written as AWS writes one, and once in its rule", () => {
  for (const { actions } of abilityRules) {
    expect(new Set(actions).size).toBe(actions.length);
    for (const action of actions) expect(action).toMatch(/^[a-z][a-z0-9-]*:[A-Z][A-Za-z0-9]*$/);
  }
});

test("no ability to change anything is given by an action that only reads", () => {
  const changing = new Set<Ability>(["write-data", "manage", "manage-access", "deploy"]);
  const actions = abilityRules.flatMap((rule) => (changing.has(rule.ability) ? rule.actions : []));
  expect(actions.filter((action) => /:(Get|List|Describe|Lookup|BatchGet|Head)/.test(action))).toEqual([]);
});

describe("however a policy is written, it grants the same", () => {
  const resources = fc.constantFrom(
    "*",
    "arn:aws:s3:::corpus/*",
    "arn:aws:s3:::corpus",
    "arn:aws:iam::111122223333:role/app",
    "arn:aws:bedrock:eu-west-1:111122223333:agent/A",
  );
  const statement = fc.record({
    Action: fc.array(anAction, { minLength: 1, maxLength: 4 }),
    Resource: fc.array(resources, { minLength: 1, maxLength: 2 }),
  });
  const runs = { numRuns: 300, seed: 5 };

  test("with a statement for each action, or one for all", () => {
    fc.assert(
      fc.property(statement, ({ Action, Resource }) => {
        expect(sum(grants(...Action.map((one) => ({ Action: one, Resource }))))).toEqual(
          sum(grants({ Action, Resource })),
        );
      }),
      runs,
    );
  });

  test("with a statement for each resource, or one for all", () => {
    fc.assert(
      fc.property(statement, ({ Action, Resource }) => {
        expect(sum(grants(...Resource.map((one) => ({ Action, Resource: one }))))).toEqual(
          sum(grants({ Action, Resource })),
        );
      }),
      runs,
    );
  });

  test("in another order, or twice", () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 3 }), (statements) => {
        expect(sum(grants(...statements.toReversed()))).toEqual(sum(grants(...statements)));
        expect(sum(grants(...statements, ...statements))).toEqual(sum(grants(...statements)));
      }),
      runs,
    );
  });

  test("and a statement more never takes anything but by denial", () => {
    fc.assert(
      fc.property(statement, statement, (one, other) => {
        const before = sum(grants(one));
        expect(sum(grants(one, other))).toEqual(expect.arrayContaining(before));
      }),
      runs,
    );
  });

  test("and a condition makes each grant hold only maybe, and changes nothing else", () => {
    fc.assert(
      fc.property(statement, (one) => {
        const narrowed = grants({ ...one, Condition: { StringEquals: { "aws:PrincipalTag/team": "x" } } });
        expect(narrowed.every(({ conditional }) => conditional)).toBe(true);
        const plain = (all: readonly Grant[]) => sum(all.map((grant) => ({ ...grant, conditional: true })));
        expect(plain(narrowed)).toEqual(plain(grants(one)));
      }),
      runs,
    );
  });
});

test("nobody is granted anything on what the statement does not name", () => {
  const bucket = fc.constantFrom("corpus", "logs", "corpus-2");
  fc.assert(
    fc.property(
      fc.array(anAction, { minLength: 1, maxLength: 5 }),
      bucket,
      bucket,
      (Action, named, other) => {
        const all = grants({ Action, Resource: [`arn:aws:s3:::${named}`, `arn:aws:s3:::${named}/*`] });
        expect(all.some(({ on }) => fitsGlob(on, `arn:aws:s3:::${other}`))).toBe(
          named === other && all.length > 0,
        );
      },
    ),
    { numRuns: 300, seed: 6 },
  );
});

test("a policy as long as any is read in no time", () => {
  const Action = Array.from({ length: 300 }, (_, at) => `s${at}:*${"a*".repeat(20)}`);
  const Resource = Array.from({ length: 50 }, (_, at) => `arn:aws:s3:::b${at}/${"*x".repeat(20)}`);
  const before = performance.now();
  grants(...Array.from({ length: 10 }, () => ({ Action, Resource })), { NotAction: Action, Resource });
  expect(performance.now() - before).toBeLessThan(10_000);
});
