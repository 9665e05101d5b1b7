import { describe, expect, test } from "vitest";

import { admits, type ListedRule } from "./rule-list.ts";

const rule = (text: string, holds: ListedRule["holds"] = "yes"): ListedRule => ({
  allows: text.startsWith("allow"),
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
    expect(admits(rules, ["tcp 443"])).toBe(expected);
  });

  test("without a port of its own, any port will do that is not denied first", () => {
    expect(admits([rule("deny 1-65535"), rule("allow tcp 22")], [])).toBe("closed");
    expect(admits([rule("deny tcp 22"), rule("allow tcp 22-23")], [])).toBe("open");
    expect(admits([rule("deny tcp *"), rule("allow *")], [])).toBe("open");
  });

  test("one of several ports is enough", () => {
    expect(admits([rule("deny tcp 80"), rule("allow tcp 443")], ["tcp 80", "tcp 443"])).toBe("open");
  });
});
