import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import { related } from "#lib/domain/sample-resource.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { createResource, stored } from "#tests/factories/resource.ts";
import { deriveSensitivity } from "./derive-sensitivity.ts";

const of = (tags: Record<string, string>, name = "store") =>
  deriveSensitivity(new ResourceGraph([createResource("data-store", "x", {}, { tags, name })], [])).get("x");

describe("what its owner says", () => {
  test.each([
    [{ "data-classification": "Confidential" }, "sensitive"],
    [{ classification: "restricted" }, "sensitive"],
    [{ pii: "true" }, "sensitive"],
    [{ gdpr: "yes", classification: "internal" }, "internal"],
    [{ "contains-phi": "false" }, "unclassified"],
    [{ Classification: "PUBLIC" }, "public"],
    [{ classification: "public-facing team" }, "unclassified"],
    [{ owner: "confidential-computing" }, "unclassified"],
    [{}, "unclassified"],
  ] as const)("%j is %s", (tags, level) => {
    expect(of(tags)?.level).toBe(level);
  });

  test("of two tags that disagree the stricter counts, in whatever order they stand", () => {
    const tags = [
      ["data-class", "public"],
      ["sensitivity", "internal"],
      ["classification", "confidential"],
    ] as const;
    fc.assert(
      fc.property(fc.shuffledSubarray([...tags], { minLength: 1 }), (given) => {
        const strictest = tags.findLast((tag) => given.includes(tag));
        const expected = { public: "public", internal: "internal", confidential: "sensitive" }[
          strictest?.[1] ?? "public"
        ];
        expect(of(Object.fromEntries(given))?.level).toBe(expected);
      }),
    );
  });

  test("the tag that says so is the reason", () => {
    expect(of({ classification: "confidential" })?.reasons).toEqual([
      { text: "store is tagged classification = confidential", resourceKey: "x" },
    ]);
  });
});

describe("classes of data", () => {
  test.each([
    ["claims-payments-archive", ["financial"]],
    ["patient_records", ["health"]],
    ["training.data/customers", ["personal-data", "training-data"]],
    ["db-passwords", ["credentials"]],
    ["spartanx", []],
  ])("are read from whole words of a name: %s", (name, classes) => {
    expect(of({}, name)?.dataClasses).toEqual(classes);
  });

  test("a name alone makes nothing sensitive: only its owner can say so", () => {
    expect(of({}, "customer-payments")?.level).toBe("unclassified");
  });
});

test("only what holds data is classified; an agent by its name is not", () => {
  const agent = createResource("agent", "x", {}, { tags: { classification: "confidential" } });
  expect(deriveSensitivity(new ResourceGraph([agent], [])).get("x")).toBeUndefined();
});

test("however data goes round, each holds exactly the classes of every source it is filled from", () => {
  const keys = ["a", "b", "c", "d"];
  const words = ["pii", "health", "payroll", "passwords"];
  const classes = ["personal-data", "health", "financial", "credentials"];
  const edge = fc.record({ from: fc.constantFrom(...keys), to: fc.constantFrom(...keys) });
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 8 }), (edges) => {
      const resources = keys.map((key, index) =>
        createResource(
          "data-store",
          key,
          {},
          { name: key, tags: { "data-class": `sensitive ${words[index]}` } },
        ),
      );
      const sources = new Map(keys.map((key) => [key, new Set([key])]));
      for (let round = 0; round < keys.length; round++)
        for (const { from, to } of edges)
          for (const key of sources.get(to) ?? []) sources.get(from)?.add(key);
      const found = deriveSensitivity(
        new ResourceGraph(
          resources,
          edges.map((ends) => ({ ...ends, kind: "ingests" as const })),
        ),
      );
      for (const key of keys)
        expect(found.get(key)?.dataClasses).toEqual(
          [...(sources.get(key) ?? [])].map((source) => classes[keys.indexOf(source)] ?? "").toSorted(),
        );
    }),
  );
});

describe("what was seen in it", () => {
  const bucket = (counts: Record<string, number>) => {
    const plain = stored(createResource("data-store", "x", {}, { type: "aws.s3.bucket", name: "store" }));
    const sample = { objectCount: 20, unreadCount: 0, sizeBytes: 1, counts };
    // Safe because a sample is a property of that very type.
    return { ...plain, properties: { ...plain.properties, sample } } as Resource;
  };
  const seen = (counts: Record<string, number>) =>
    deriveSensitivity(new ResourceGraph([bucket(counts)], [])).get("x");

  test.each([
    [{ "card-number": 3 }, "sensitive", ["financial"]],
    [{ "card-number": 2 }, "unclassified", []],
    [{ iban: 1, "nl-bsn": 2 }, "sensitive", ["financial", "personal-data"]],
    [{ "email-address": 9 }, "unclassified", []],
    [{ credential: 1 }, "sensitive", ["credentials"]],
    [{ nonsense: 100 }, "unclassified", []],
    [{}, "unclassified", []],
  ] as const)("a sample with %j is %s", (counts, level, classes) => {
    const found = seen(counts);
    expect([found?.level, found?.dataClasses]).toEqual([level, classes]);
  });

  test("says how much of what, in how many objects", () => {
    expect(seen({ iban: 4 })?.reasons).toEqual([
      { text: "store holds 4 of iban in a sample of 20 objects", resourceKey: "x" },
    ]);
  });

  test("a sample of a bucket of Google's counts as one of AWS does", () => {
    const own = { ...bucket({ iban: 1 }), type: "gcp.storage.bucket" } as Resource;
    expect(deriveSensitivity(new ResourceGraph([own], [])).get("x")?.level).toBe("sensitive");
  });

  test.each([
    [
      ["CREDIT_CARD_NUMBER", "EMAIL_ADDRESS"],
      ["financial", "personal-data"],
      ": CREDIT_CARD_NUMBER, EMAIL_ADDRESS",
    ],
    [["ICD10_CODE"], ["health"], ": ICD10_CODE"],
    [["GCP_API_KEY"], ["credentials"], ": GCP_API_KEY"],
    [["DOMAIN_NAME"], [], ": DOMAIN_NAME"],
    [[], [], ""],
  ])("what discovery of Google's calls highly sensitive for %j is", (infoTypes, dataClasses, named) => {
    const type = "gcp.dlp.project-discovery" as const;
    const discovery = stored(createResource("security-service", "dlp", {}, { type }));
    const profiled = (store: string) =>
      // Safe because the stores are a property of that very type.
      ({ ...discovery, properties: { sensitiveStores: [{ store, infoTypes }] } }) as unknown as Resource;
    const found = (store: string) =>
      deriveSensitivity(new ResourceGraph([bucket({}), profiled(store)], [])).get("x");
    expect(found("x")).toEqual({
      level: "sensitive",
      dataClasses,
      reasons: [
        {
          text: `Sensitive Data Protection calls what it holds highly sensitive${named}`,
          resourceKey: "dlp",
        },
      ],
    });
    expect(found("y")?.level).toBe("unclassified");
  });

  test("a container is as sensitive as its own sample, and as what Purview found in it", () => {
    const container = (counts: Record<string, number>): Resource =>
      ({
        ...createResource("data-store", "x", {}, { type: "azure.storage.container" }),
        name: "letters",
        // Safe because these are properties of that very type.
        properties: {
          accountId:
            "/subscriptions/s/resourcegroups/g/providers/microsoft.storage/storageaccounts/claimsdata",
          sample: { objectCount: 1, unreadCount: 0, sizeBytes: 1, counts },
        },
      }) as unknown as Resource;
    const map = stored(createResource("security-service", "map", {}, { type: "azure.purview.account" }));
    const classified = (store: string) =>
      ({
        ...map,
        properties: {
          classifiedStores: [{ store, classifications: ["MICROSOFT.SECURITY.COMMON_PASSWORDS"] }],
        },
        // Safe because the stores are a property of that very type.
      }) as unknown as Resource;
    const found = (...all: Resource[]) => deriveSensitivity(new ResourceGraph(all, [])).get("x");
    expect(found(container({ iban: 1 }))?.dataClasses).toEqual(["financial"]);
    expect(found(container({}), classified("claimsdata/letters"))).toEqual({
      level: "sensitive",
      dataClasses: ["credentials"],
      reasons: [{ text: "Purview found in it: MICROSOFT.SECURITY.COMMON_PASSWORDS", resourceKey: "map" }],
    });
    expect(found(container({}), classified("claimsdata/other"))?.level).toBe("unclassified");
    expect(found(container({}), classified("otherdata/letters"))?.level).toBe("unclassified");
  });

  test.each<[string, string[], { name: string; encrypts: boolean } | null, string]>([
    ["a name that Microsoft gives", ["Highly Confidential"], null, "sensitive"],
    ["a name that means nothing certain", ["Board only"], null, "unclassified"],
    ["an id of one that Microsoft named", ["id-1"], { name: "Confidential", encrypts: false }, "sensitive"],
    ["an id of one that encrypts", ["id-1"], { name: "Board only", encrypts: true }, "sensitive"],
    ["an id of one that does neither", ["id-1"], { name: "Board only", encrypts: false }, "unclassified"],
    ["an id of one that was not read", ["id-1"], null, "unclassified"],
  ])("a container whose files Purview labels by %s", (_, labels, label, level) => {
    const of = (
      type: "azure.purview.account" | "azure.purview.sensitivity-label",
      key: string,
      properties: object,
    ) =>
      ({
        ...stored(
          createResource(type.endsWith("account") ? "security-service" : "policy", key, {}, { type }),
        ),
        properties,
        // Safe because these are properties of those very types.
      }) as unknown as Resource;
    const container = {
      ...createResource("data-store", "x", {}, { type: "azure.storage.container" }),
      name: "letters",
      properties: { accountId: "/subscriptions/s/providers/microsoft.storage/storageaccounts/claimsdata" },
      // Safe because these are properties of that very type.
    } as unknown as Resource;
    const map = of("azure.purview.account", "map", {
      classifiedStores: [],
      labeledStores: [{ store: "claimsdata/letters", labels }],
    });
    const known = label
      ? [{ ...of("azure.purview.sensitivity-label", "/labels/id-1", label), name: label.name }]
      : [];
    const found = deriveSensitivity(new ResourceGraph([container, map, ...known], [])).get("x");
    expect(found?.level).toBe(level);
    const text = `Purview labels what is in it: ${label?.name ?? labels[0]}`;
    expect(found?.reasons).toEqual(level === "sensitive" ? [{ text, resourceKey: "map" }] : []);
  });

  test("what Macie scores sensitive is, whatever its name", () => {
    const session = stored(createResource("security-service", "macie", {}, { type: "aws.macie.session" }));
    const scored = (name: string) =>
      // Safe because the scores are a property of that very type.
      ({
        ...session,
        properties: { sensitiveBuckets: [{ bucket: name, score: 87 }] },
      }) as unknown as Resource;
    const level = (name: string) =>
      deriveSensitivity(new ResourceGraph([bucket({}), scored(name)], [])).get("x")?.level;
    expect([level("x"), level("y")]).toEqual(["sensitive", "unclassified"]);
  });
});

test("a log of prompts and answers is as sensitive as what answers from sensitive data, and no other log is", () => {
  const resources = [
    createResource("data-store", "docs", {}, { tags: { classification: "pii" } }),
    createResource("agent", "agent"),
    createResource("compute", "fn"),
    createResource("data-store", "prompts"),
    createResource("data-store", "access"),
  ];
  const edges = related(
    "agent grounded-on docs",
    "agent logs-to prompts",
    "fn invokes agent",
    "docs logs-to access",
  );
  const found = deriveSensitivity(new ResourceGraph(resources, edges));
  expect(["prompts", "access"].map((key) => found.get(key)?.level)).toEqual(["sensitive", "unclassified"]);
  expect(found.get("prompts")?.reasons.at(-1)?.text).toBe("prompts keeps prompts and answers of agent");
});
