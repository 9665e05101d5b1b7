import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { admitted, outcomeOf, asking, type ListedRule } from "./rule-list.ts";

const admits = (lists: readonly (readonly ListedRule[])[], wanted: readonly string[]) =>
  outcomeOf(admitted(lists, asking(wanted)));

const actions = ["allow", "deny", "next"] as const;
const rule = (text: string, holds: ListedRule["holds"] = "yes"): ListedRule => ({
  action: actions.find((action) => text.startsWith(action)) ?? "next",
  ports: [text.slice(text.indexOf(" ") + 1)],
  holds,
});

describe("the first rule that holds decides", () => {
  test.each<[string, ListedRule[], string]>([
    ["nothing is admitted without a rule", [], "closed"],
    ["an allowed port", [rule("allow tcp 443")], "open"],
    ["a range that holds it", [rule("allow 400-500")], "open"],
    ["another port", [rule("allow tcp 22")], "closed"],
    ["another protocol", [rule("allow udp 443")], "closed"],
    ["a protocol without ports", [rule("allow icmp")], "closed"],
    ["denied before it is allowed", [rule("deny *"), rule("allow tcp 443")], "closed"],
    ["allowed before it is denied", [rule("allow tcp 443"), rule("deny *")], "open"],
    ["denied for another port", [rule("deny tcp 22"), rule("allow *")], "open"],
    ["a rule for others", [rule("allow *", "no")], "closed"],
    ["a denial of others", [rule("deny *", "no"), rule("allow *")], "open"],
    ["a rule that may hold", [rule("allow *", "maybe")], "unknown"],
    ["a denial that may hold", [rule("deny *", "maybe"), rule("allow *")], "unknown"],
    ["a denial that may hold of another port", [rule("deny tcp 22", "maybe"), rule("allow *")], "open"],
    ["a doubt that a sure denial ends", [rule("deny *", "maybe"), rule("deny *"), rule("allow *")], "closed"],
    ["a doubtful right behind a sure one", [rule("allow *", "maybe"), rule("allow tcp 443")], "open"],
    ["a doubtful right behind a sure denial", [rule("deny *"), rule("allow *", "maybe")], "closed"],
  ])("%s", (_, rules, expected) => {
    expect(admits([rules], ["tcp 443"])).toBe(expected);
  });

  test("without a port of its own, any port will do that is not denied first", () => {
    expect(admits([[rule("deny 1-65535"), rule("allow tcp 22")]], [])).toBe("closed");
    expect(admits([[rule("deny tcp 22"), rule("allow tcp 22-23")]], [])).toBe("open");
    expect(admits([[rule("deny tcp *"), rule("allow *")]], [])).toBe("open");
  });

  test("one of several ports is enough", () => {
    expect(admits([[rule("deny tcp 80"), rule("allow tcp 443")]], ["tcp 80", "tcp 443"])).toBe("open");
  });
});

describe("what no rule of a list holds for goes on to the next", () => {
  test.each<[string, ListedRule[][], string]>([
    ["to be allowed there", [[rule("deny tcp 22")], [rule("allow tcp 443")]], "open"],
    ["unless it is denied first", [[rule("deny *")], [rule("allow *")]], "closed"],
    ["unless it is allowed first", [[rule("allow *")], [rule("deny *")]], "open"],
    ["as a rule may say itself", [[rule("next *"), rule("allow *")], [rule("deny *")]], "closed"],
    ["past a denial behind that", [[rule("next tcp 443"), rule("deny *")], [rule("allow *")]], "open"],
    ["for its own ports alone", [[rule("next tcp 22"), rule("deny *")], [rule("allow *")]], "closed"],
    ["perhaps", [[rule("next *", "maybe"), rule("deny *")], [rule("allow *")]], "unknown"],
    ["perhaps, and is denied there", [[rule("next *", "maybe"), rule("deny *")], [rule("deny *")]], "closed"],
    ["with a doubt", [[rule("deny *", "maybe")], [rule("allow *")]], "unknown"],
  ])("%s", (_, lists, expected) => {
    expect(admits(lists, ["tcp 443"])).toBe(expected);
  });
});

/** Port by port, with what may hold taken to hold or not, in each of all ways. */
function byHand(lists: readonly (readonly ListedRule[])[], ports: readonly number[]): boolean[] {
  const doubts = lists.flat().filter(({ holds }) => holds === "maybe");
  return Array.from({ length: 2 ** doubts.length }, (_, world) => {
    const holds = (one: ListedRule) =>
      one.holds === "yes" || (one.holds === "maybe" && ((world >> doubts.indexOf(one)) & 1) === 1);
    const isLetIn = (port: number) => {
      for (const rules of lists) {
        const first = rules.find(
          (one) => holds(one) && (one.ports[0] === "*" || one.ports[0] === `tcp ${port}`),
        );
        if (first && first.action !== "next") return first.action === "allow";
      }
      return false;
    };
    return ports.some(isLetIn);
  });
}

test("says open or closed only where it is so whichever doubtful rules hold, and always where none is doubtful", () => {
  const one = fc.record({
    action: fc.constantFrom(...actions),
    ports: fc.constantFrom(["*"], ["tcp 1"], ["tcp 2"]),
    holds: fc.constantFrom<ListedRule["holds"]>("yes", "yes", "maybe", "no"),
  });
  const lists = fc.array(fc.array(one, { maxLength: 4 }), { maxLength: 3 });
  fc.assert(
    fc.property(lists, (given) => {
      const worlds = byHand(given, [1, 2]);
      const told = admits(given, ["tcp 1-2"]);
      const isCertain = !given.flat().some(({ holds }) => holds === "maybe");
      const isRight = {
        open: !worlds.includes(false),
        closed: !worlds.includes(true),
        unknown: !isCertain,
      };
      expect(isRight[told]).toBe(true);
    }),
    { numRuns: 1_500, seed: 7 },
  );
});
