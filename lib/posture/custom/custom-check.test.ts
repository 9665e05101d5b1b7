import { describe, expect, test } from "vitest";

import type { CustomCheckDefinition } from "#lib/contract/custom-checks.ts";
import type { Check } from "#lib/domain/check.ts";
import { ResourceGraph, type Gap } from "#lib/domain/graph.ts";
import { privileged, related, sampleResource } from "#lib/domain/sample-resource.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { compileCustomCheck } from "./custom-check.ts";
import { validateDefinition } from "./validate.ts";

const denied: Unknown = { reason: "denied", call: "s3:Get", permission: "s3:Get", message: "no" };
const base = {
  slug: "stores-versioned",
  title: "Stores of prompts are versioned",
  severity: "medium",
  layer: "data",
  class: "data-store",
  passes: "facets.versioning",
  failure: "It keeps no versions",
  risk: "What is overwritten is gone.",
  remediation: "Turn versioning on.",
  examples: {
    pass: [{ name: "on", facets: { versioning: true } }],
    fail: [{ name: "off", facets: { versioning: false } }],
  },
};
const compiled = (passes: string, extra: Partial<CustomCheckDefinition> = {}): Check => {
  const result = compileCustomCheck(
    {
      ...base,
      type: null,
      when: null,
      function: "protect",
      references: [],
      ...extra,
      passes,
      examples: { pass: [], fail: [], notApplicable: [] },
    } as CustomCheckDefinition,
    1,
  );
  if ("problems" in result) throw new Error(JSON.stringify(result.problems));
  return result.check;
};
const graphOf = (facets: object, around: Resource[] = [], gaps: Gap[] = [], extra = {}) =>
  new ResourceGraph(
    [sampleResource("data-store", "s", facets, extra), ...around],
    around.flatMap(({ key }) => related(`s logs-to ${key}`)),
    gaps,
  );
const outcome = (passes: string, graph: ResourceGraph, extra: Partial<CustomCheckDefinition> = {}) => {
  const resource = graph.get("s");
  if (!resource) throw new Error("No resource");
  return compiled(passes, extra).evaluate(resource, graph);
};
const problems = (passes: string, extra: object = {}) => {
  const result = validateDefinition({ ...base, passes, ...extra });
  return "fields" in result
    ? result.fields.map(({ field, message }) => `${field}: ${message}`).join("\n")
    : "";
};

describe("an expression decides", () => {
  test.each([
    ["facets.versioning", { versioning: true }, "pass"],
    ["facets.versioning", { versioning: false }, "fail"],
    [
      "!facets.publicRead && facets.encryption in ['customer-key']",
      { publicRead: false, encryption: "none" },
      "fail",
    ],
    ["facets.externalPrincipals.all(p, p.startsWith('arn:aws:iam::1'))", { externalPrincipals: [] }, "pass"],
    ["size(facets.externalPrincipals) <= 1", { externalPrincipals: ["a", "b"] }, "fail"],
    [
      "facets.externalPrincipals.filter(p, p.matches('^a+$')).size() == 1",
      { externalPrincipals: ["aa"] },
      "pass",
    ],
    ["facets.externalPrincipals.exists(p, p in ['b'])", { externalPrincipals: ["a", "b"] }, "pass"],
    ["has(facets.hosts) ? facets.hosts.size() > 0 : true", {}, "pass"],
    ["tags['team'] == 'ml' || true", {}, "pass"],
    ["name == 's' && region == null && account == '111122223333' && class == 'data-store'", {}, "pass"],
    ["derived.privilege == 'admin'", {}, "fail"],
  ])("%s of %o: %s", (passes, facets, status) => {
    expect(outcome(passes, graphOf(facets)).status).toBe(status);
  });

  test("of derived facts and of neighbours, with what was read as evidence", () => {
    const around = [sampleResource("data-store", "log", { publicRead: true })];
    expect(outcome("derived.privilege == 'admin'", graphOf({}, [], [], privileged("admin"))).status).toBe(
      "pass",
    );
    expect(
      outcome(
        "!facets.publicRead || !follow('logs-to').exists(l, l.facets.publicRead)",
        graphOf({ publicRead: true }, around),
      ),
    ).toEqual({ status: "fail", reason: "It keeps no versions", evidence: { publicRead: true } });
    expect(
      outcome("follow('logs-to').all(l, l.followBack('logs-to').size() == 1)", graphOf({}, around)).status,
    ).toBe("pass");
  });

  test("only of what `when` admits", () => {
    expect(outcome("false", graphOf({ publicRead: false }), { when: "facets.publicRead" }).status).toBe(
      "not-applicable",
    );
  });
});

describe("nothing is concluded", () => {
  test.each([
    ["from a fact that was not collected", "facets.publicRead"],
    ["though the rest would decide it", "facets.publicRead || true"],
    ["from asking whether it is there", "has(facets.publicRead) || true"],
    ["in a loop", "[1].all(x, facets.publicRead)"],
  ])("%s", (_, passes) => {
    const graph = graphOf({}, [], [], { unknown: { "facets.publicRead": denied } });
    expect(outcome(passes, graph)).toEqual({ status: "unknown", unknown: denied });
  });

  test("across a gap, from what was found or not", () => {
    const gap: Gap = { account: "111122223333", region: null, produces: ["logs-to"], unknown: denied };
    for (const passes of ["followBack('logs-to').size() == 0", "followBack('logs-to').size() > 0"])
      expect(outcome(passes, graphOf({}, [], [gap])).status).toBe("unknown");
  });

  test.each([
    ["a tag that is not there", "tags['team'] == 'ml'", {}],
    ["an item that is not there", "facets.externalPrincipals[3] == 'a'", { externalPrincipals: [] }],
    ["a prototype", "tags['__proto__'] == 'a' || tags['constructor'] == 'a'", {}],
  ])("from %s", (_, passes, facets) => {
    expect(outcome(passes, graphOf(facets))).toMatchObject({
      status: "unknown",
      unknown: { call: "custom/stores-versioned" },
    });
  });
});

describe("an expression is refused that", () => {
  test.each([
    ["names no facet", "facets.versionin", "Did you mean versioning?"],
    ["names a prototype", "facets.__proto__ == facets.constructor", "have no __proto__"],
    ["names no variable", "facet.versioning", "Did you mean facets?"],
    [
      "names an option that does not exist",
      "facets.encryption == 'customerkey'",
      'Did you mean "customer-key"?',
    ],
    ["lists an option that does not exist", "facets.encryption in ['nome']", 'Did you mean "none"?'],
    ["compares truth with text", "facets.versioning == 'true'", "never equal"],
    ["compares with null what never is", "facets.versioning == null", "never null"],
    ["orders truth", "facets.versioning > true", "has no order"],
    ["says no truth", "facets.encryption", "must say true or false"],
    ["names no function", "facets.externalPrincipals.existz(p, true)", "Did you mean exists?"],
    ["names no method", "name.startWith('a')", "Did you mean startsWith?"],
    ["names no relationship", "follow('log-to').size() == 0", "Did you mean logs-to?"],
    ["makes up a relationship", "follow(name).size() == 0", "as a text"],
    ["makes up a pattern", "name.matches(name)", "as a text"],
    ["looks behind", "name.matches('(?<=a)b')", "no RE2"],
    ["refers back", "name.matches('(a)\\\\1')", "no RE2"],
    ["is no expression", "facets.versioning &&", "not an expression"],
    ["asks text of a list", "facets.externalPrincipals.startsWith('a')", "asked of text"],
    ["reads a property of a whole class", "properties.x == 1 && false || nothing", "There is no nothing"],
    ["makes a message", "google.protobuf.Int32Value{value: 1} == 1", "Only maps and lists"],
  ])("%s", (_, passes, message) => {
    expect(problems(passes)).toContain(message);
  });

  test("says where", () => {
    expect(problems("true && facets.versionin")).toMatch(/at character \d+/);
  });
});

describe("an expression costs no more than it may", () => {
  const many = Array.from({ length: 300 }, (_, at) => `p${at}`);
  const timed = (passes: string, facets: object = { externalPrincipals: many }) => {
    const begun = performance.now();
    const result = outcome(passes, graphOf(facets));
    expect(performance.now() - begun).toBeLessThan(1_500);
    return result;
  };
  const all = "facets.externalPrincipals";

  test("though its loops are nested", () => {
    expect(timed(`${all}.all(a, ${all}.all(b, ${all}.all(c, a != '' || b != '' || c != '')))`)).toMatchObject(
      {
        status: "unknown",
        unknown: { message: "It takes more than 5000 steps" },
      },
    );
  });

  test("though it hides the end of its steps behind an or", () => {
    expect(timed(`${all}.all(a, ${all}.all(b, ${all}.all(c, a != c || b != ''))) || true`).status).toBe(
      "unknown",
    );
  });

  test("though it doubles a list again and again", () => {
    const doubled = `[[${all}]]${".map(l, l + l)".repeat(30)}.size() > 0`;
    expect(timed(doubled).status).toBe("unknown");
  });

  test("though it doubles a text again and again", () => {
    expect(timed(`['abcdefgh']${".map(t, t + t)".repeat(40)}.size() > 0`).status).toBe("unknown");
  });

  test("though it compares what is nested in itself again and again", () => {
    const nested = `['a']${".map(t, [t, t])".repeat(40)}`;
    expect(timed(`${nested} == ${nested}`).status).toBe("unknown");
  });

  test("though its pattern would take for ever elsewhere", () => {
    expect(timed("name.matches('^(a|a)*$') || !name.matches('(x+x+)+y')", {}).status).toBe("pass");
    expect(
      timed("facets.externalPrincipals[0].matches('^(([a-z])+.)+[A-Z]([a-z])+$')", {
        externalPrincipals: ["a".repeat(20_000)],
      }).status,
    ).toBe("fail");
  });

  test.each([
    ["too long", `${"true && ".repeat(300)}true`, "At most 2000"],
    ["brackets", `${"(".repeat(200)}true${")".repeat(200)}`, "Brackets are nested"],
    ["denials", `${"!".repeat(500)}true`, "nested"],
    ["indexes", `facets${"[0]".repeat(600)} == 1`, "nested too deep"],
    ["choices", `${"true ? false : ".repeat(120)}true`, "nested too deep"],
    ["loops", "[1].all(a, [1].all(b, [1].all(c, [1].all(d, true))))", "Loops are nested"],
    ["a pattern that counts", "name.matches('((a{900}){900}){900}')", "no RE2"],
  ])("refused before it runs: %s", (_, passes, message) => {
    const begun = performance.now();
    expect(problems(passes)).toContain(message);
    expect(performance.now() - begun).toBeLessThan(1_500);
  });
});

describe("a definition is refused that", () => {
  test.each([
    [
      "has no example of one side",
      { examples: { ...base.examples, fail: [] } },
      "Give an example that fails",
    ],
    [
      "has an example that comes out otherwise",
      { passes: "!facets.versioning" },
      "examples.pass.0: on: it should pass, and it fails",
    ],
    ["has an example that does not state what is read", { passes: "facets.publicRead" }, "it is unknown"],
    [
      "states a facet that does not exist",
      { examples: { ...base.examples, pass: [{ name: "on", facets: { versionin: true } }] } },
      "Did you mean versioning?",
    ],
    [
      "states a facet as it cannot be",
      { examples: { ...base.examples, pass: [{ name: "on", facets: { versioning: "yes" } }] } },
      "examples.pass.0.facets.versioning",
    ],
    ["has a slug that is a path", { slug: "../a" }, "slug"],
    ["names no class", { class: "constructor" }, "class"],
    ["names no type of its class", { type: "aws.s3.buckets" }, "Did you mean aws.s3.bucket?"],
    ["names a type of another class", { type: "aws.lambda.function" }, "has no type"],
    ["has a reference that is no https", { references: ["javascript:alert(1)"] }, "references.0"],
    ["has what no definition has", { cron: "* * * * *" }, "cron"],
  ])("%s", (_, extra, message) => {
    const result = validateDefinition({ ...base, ...extra });
    expect(
      "fields" in result && result.fields.map(({ field, message: told }) => `${field}: ${told}`).join("\n"),
    ).toContain(message);
  });

  test("is taken otherwise, and its logic is what it decides by", () => {
    const result = validateDefinition(base, 3);
    if ("fields" in result) throw new Error(JSON.stringify(result.fields));
    expect(result.check).toMatchObject({ id: "custom/stores-versioned", version: 3 });
    const retitled = validateDefinition({ ...base, title: "Other words" }, 4);
    expect("check" in retitled && retitled.check.logic).toBe(result.check.logic);
  });

  test("has a prototype among its keys", () => {
    const hostile = JSON.parse(
      '{"__proto__": {"x": 1}, "examples": {"pass": [{"name": "a", "facets": {"__proto__": true}}], "fail": []}}',
    ) as object;
    expect("fields" in validateDefinition({ ...base, ...hostile })).toBe(true);
    expect(Reflect.get({}, "x")).toBeUndefined();
  });
});
