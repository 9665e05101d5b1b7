import { describe, expect, test } from "vitest";
import { z } from "zod";

import { randomFrom } from "#tests/factories/random.ts";
import { createResource } from "#tests/factories/resource.ts";
import { abilities, Grant, Trust } from "./ability.ts";
import { Derived } from "./derived.ts";
import { AppError, type ErrorCode } from "./errors.ts";
import { layers } from "./layer.ts";
import { permissions, permissionsOfRole, roles, type Permission, type Role } from "./permission.ts";
import { providers } from "./provider.ts";
import { aiClasses, facetSchemas, resourceClasses, type ResourceClass } from "./resource-class.ts";
import {
  classOf,
  isOfClass,
  isResourceType,
  layerOf,
  providerOf,
  resourceTypes,
  titleOf,
  type ResourceType,
} from "./resource.ts";
import { sampleResource } from "./sample-resource.ts";
import { UnknownRead, type Unknown } from "./unknown.ts";

describe("a grant", () => {
  const grant: Grant = {
    effect: "allow",
    abilities: ["read-data"],
    on: "s3:*",
    conditional: false,
    source: "policy",
  };

  test.each(abilities)("may give %s, alone and with all others", (ability) => {
    expect(Grant.parse({ ...grant, abilities: [ability] }).abilities).toEqual([ability]);
    expect(Grant.safeParse({ ...grant, abilities: [...abilities] }).success).toBe(true);
  });

  test.each<[string, unknown]>([
    ["an effect of its own", { ...grant, effect: "maybe" }],
    ["an action instead of an ability", { ...grant, abilities: ["s3:GetObject"] }],
    ["no extent", { ...grant, on: undefined }],
    ["an extent that is null", { ...grant, on: null }],
    ["a condition that is a text", { ...grant, conditional: "yes" }],
    ["no source", { ...grant, source: undefined }],
    ["nothing", null],
  ])("with %s is none", (_, value) => {
    expect(Grant.safeParse(value).success).toBe(false);
  });

  test.each([[""], ["*"], ["a".repeat(10_000)], ["arn:aws:s3:::b/*\u0000"]])(
    "extends over what it is given: %j",
    (on) => {
      expect(Grant.parse({ ...grant, on }).on).toBe(on);
    },
  );
});

describe("a trust", () => {
  const trust: Trust = { kind: "account", principal: "111122223333", conditional: false };
  test.each(["account", "identity", "service", "federation", "anyone"] as const)("in %s is one", (kind) => {
    expect(Trust.parse({ ...trust, kind }).kind).toBe(kind);
  });
  test.each<[string, unknown]>([
    ["in nobody that is known", { ...trust, kind: "friend" }],
    ["without a principal", { ...trust, principal: null }],
    ["of an unknown condition", { ...trust, conditional: undefined }],
  ])("%s is none", (_, value) => {
    expect(Trust.safeParse(value).success).toBe(false);
  });
});

/** A value of the field's own schema, and one that is none of it. */
const wrongFor = (field: z.ZodType): unknown =>
  [Symbol.iterator, "of another choice", -1.5, { an: "object" }].find(
    (candidate) => !field.safeParse(candidate).success,
  );

describe.each(resourceClasses)("facets of %s", (wanted: ResourceClass) => {
  const schema: z.ZodObject = facetSchemas[wanted];
  const fields = Object.entries<z.ZodType>(schema.shape);
  const whole: Record<string, unknown> = { ...createResource(wanted, "key").facets };

  test("are whole with every one stated", () => {
    expect(schema.safeParse(whole).success).toBe(true);
  });

  test("are not whole without any one of them: what was not collected is never taken for a value", () => {
    // What only some types of the class can have is optional, and absent where they cannot.
    for (const [name] of fields.filter(([, field]) => !(field instanceof z.ZodOptional))) {
      const { [name]: _, ...rest } = whole;
      expect([name, schema.safeParse(rest).success]).toEqual([name, false]);
      expect([name, schema.safeParse({ ...rest, [name]: undefined }).success]).toEqual([name, false]);
    }
  });

  test("refuse a value of another kind", () => {
    for (const [name, field] of fields)
      expect([name, schema.safeParse({ ...whole, [name]: wrongFor(field) }).success]).toEqual([name, false]);
  });

  test("keep nothing that is not theirs", () => {
    expect(schema.parse({ ...whole, somethingElse: true })).not.toHaveProperty("somethingElse");
  });

  test("have a resource type in at least one cloud", () => {
    // Safe because these are the keys of that very object.
    const types = (Object.keys(resourceTypes) as ResourceType[]).filter((type) => classOf(type) === wanted);
    expect(types.length).toBeGreaterThan(0);
  });
});

// Safe because these are the keys of that very object.
describe.each(Object.keys(resourceTypes) as ResourceType[])("%s", (type) => {
  test("names a cloud, a class, a layer and what people call it", () => {
    expect(providers).toContain(providerOf(type));
    expect(type.startsWith(`${providerOf(type)}.`)).toBe(true);
    expect(resourceClasses).toContain(classOf(type));
    expect(layers).toContain(layerOf(type));
    expect(titleOf(type).trim()).not.toBe("");
    expect(type).toMatch(/^[a-z]+(\.[a-z0-9-]+){1,2}$/);
  });

  test("is of its class and of no other", () => {
    const resource = sampleResource(classOf(type), "key", {}, { type });
    expect(resourceClasses.filter((wanted) => isOfClass(resource, wanted))).toEqual([classOf(type)]);
  });
});

describe("resource types", () => {
  test.each(["", "aws", "aws.s3", "AWS.S3.BUCKET", "toString", "__proto__", "constructor", "aws.s3.bucket "])(
    "%j is none",
    (type) => {
      expect(isResourceType(type)).toBe(false);
    },
  );

  test("no two of one cloud have the same title", () => {
    // Safe because these are the keys of that very object.
    const titles = (Object.keys(resourceTypes) as ResourceType[]).map(
      (type) => `${providerOf(type)} ${titleOf(type)}`,
    );
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  test("every AI class is a class, once", () => {
    expect(aiClasses.filter((wanted) => !resourceClasses.includes(wanted))).toEqual([]);
    expect(new Set(aiClasses).size).toBe(aiClasses.length);
  });
});

describe("derived facts", () => {
  const reasons = [{ text: "because", resourceKey: null }];
  test.each<[string, unknown, boolean]>([
    ["none", {}, true],
    ["an exposure", { exposure: { reach: "anyone", via: ["a"], reasons } }, true],
    ["an exposure of a reach of its own", { exposure: { reach: "mars", via: [], reasons } }, false],
    ["an exposure without its route", { exposure: { reach: "anyone", reasons } }, false],
    ["a sensitivity", { sensitivity: { level: "sensitive", dataClasses: ["health"], reasons } }, true],
    ["a sensitivity without reasons", { sensitivity: { level: "sensitive", dataClasses: [] } }, false],
    ["a privilege", { privilege: { level: "admin", reasons } }, true],
    ["a privilege above all", { privilege: { level: "god", reasons } }, false],
    ["null for a fact that is absent", { privilege: null }, false],
  ])("%s", (_, value, valid) => {
    expect(Derived.safeParse(value).success).toBe(valid);
  });
});

describe("an example's resource", () => {
  const unknown: Unknown = { reason: "denied", call: "x:Get", permission: null, message: "no" };

  test("reads as stated, and refuses what it does not state", () => {
    const { facets } = sampleResource("api", "api", { publicNetwork: true });
    expect(Reflect.get(facets, "publicNetwork")).toBe(true);
    expect(() => Reflect.get(facets, "authentication")).toThrow(/api does not state facets\.authentication/);
  });

  test("throws what is unknown, as a collected one does", () => {
    const { facets } = sampleResource("api", "api", {}, { unknown: { "facets.firewall": unknown } });
    expect(() => Reflect.get(facets, "firewall")).toThrow(UnknownRead);
  });

  test("states a facet that is false, null or empty like any other", () => {
    const { facets } = sampleResource("model", "m", { publisher: null, customerKey: false, version: "" });
    expect(
      [facets].map((one) => ["publisher", "customerKey", "version"].map((name) => Reflect.get(one, name))),
    ).toEqual([[null, false, ""]]);
  });
});

describe("who may do what", () => {
  /** a: administrator, n: analyst, e: engineer, u: auditor. */
  const table: Record<Permission, string> = {
    "inventory:read": "aneu",
    "work:read-all": "an-u",
    "finding:read": "aneu",
    "finding:write": "an--",
    "check:write": "an--",
    "issue:read": "aneu",
    "issue:write": "an--",
    "workload:read": "aneu",
    "workload:write": "an--",
    "responsibility:read": "aneu",
    "responsibility:write": "an--",
    "compliance:read": "an-u",
    "compliance:write": "an--",
    "assignment:read": "aneu",
    "assignment:write": "an--",
    "assignment:work": "ane-",
    "exception:request": "ane-",
    "exception:approve": "an--",
    "connection:read": "an-u",
    "connection:write": "a---",
    "recording:push": "a---",
    "job:read": "an-u",
    "job:write": "a---",
    "people:read": "an-u",
    "people:write": "a---",
    "token:read": "aneu",
    "token:write": "ane-",
    "audit:read": "a--u",
    "organization:write": "a---",
  };
  const letters: Record<Role, string> = { admin: "a", analyst: "n", engineer: "e", auditor: "u" };

  test.each(permissions)("%s", (permission) => {
    const may = roles
      .map((role) => (permissionsOfRole[role].includes(permission) ? letters[role] : "-"))
      .join("");
    expect(may).toBe(table[permission]);
  });

  test("the table knows every permission", () => {
    expect(Object.keys(table)).toEqual([...permissions]);
  });
});

describe("an error for the caller", () => {
  test.each<[ErrorCode, number]>([
    ["invalid-input", 400],
    ["unauthenticated", 401],
    ["forbidden", 403],
    ["not-found", 404],
    ["conflict", 409],
    ["too-large", 413],
    ["rate-limited", 429],
  ])("%s is answered with %i", (code, status) => {
    const error = new AppError(code, "Say why");
    expect([error.status, error.message, error.fields, error.retryAfterSeconds]).toEqual([
      status,
      "Say why",
      [],
      null,
    ]);
    expect(error).toBeInstanceOf(Error);
  });

  test("keeps which field was refused and when to come back, also for none and zero", () => {
    const fields = [{ field: "name", message: "Too long" }];
    expect(new AppError("invalid-input", "x", { fields }).fields).toEqual(fields);
    expect(new AppError("rate-limited", "x", { retryAfterSeconds: 0 }).retryAfterSeconds).toBe(0);
  });
});

test("choices from a seed are the same each time, and of another seed are not", () => {
  const draws = (seed: number) => {
    const random = randomFrom(seed);
    return Array.from({ length: 50 }, () => random.below(1_000));
  };
  expect(draws(7)).toEqual(draws(7));
  expect(draws(7)).not.toEqual(draws(8));
  expect(
    randomFrom(3)
      .shuffled([1, 2, 3, 4, 5])
      .toSorted((a, b) => a - b),
  ).toEqual([1, 2, 3, 4, 5]);
  expect(new Set(Array.from({ length: 400 }, (_, index) => draws(index)[0])).size).toBeGreaterThan(300);
});
