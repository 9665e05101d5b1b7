import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import { providerOf, type Resource } from "#lib/domain/resource.ts";
import { createResource } from "#tests/factories/resource.ts";
import { compileGlob } from "./glob.ts";
import { indexKeys } from "./key-index.ts";

const bucket = (key: string, account = "one") =>
  createResource("data-store", key, {}, { type: "aws.s3.bucket", account });
const blob = (key: string, account = "one") =>
  createResource("data-store", key, {}, { type: "gcp.storage.bucket", account });
const holder = (account = "one") =>
  createResource("identity", `role-of-${account}`, {}, { type: "aws.iam.role", account });

const keysMatched = (resources: readonly Resource[], pattern: string, identity = holder()) => {
  const graph = new ResourceGraph([...resources, identity], []);
  return indexKeys(graph)
    .matches(compileGlob(pattern), identity)
    .map(({ key }) => key)
    .filter((key) => key !== identity.key);
};

describe("a pattern", () => {
  const estate = [bucket("s3/a"), bucket("s3/ab"), bucket("s3/b"), bucket("s3/ab", "two"), blob("s3/a-blob")];

  test.each([
    ["s3/a", ["s3/a"]],
    ["s3/a*", ["s3/a", "s3/ab"]],
    ["s3/*b", ["s3/ab", "s3/b"]],
    ["*", ["s3/a", "s3/ab", "s3/b"]],
    ["s3/c*", []],
    ["s3/", []],
    ["", []],
    ["S3/a", []],
  ])("%j names %j", (pattern, keys) => {
    expect(keysMatched(estate.slice(0, 3), pattern)).toEqual(keys);
  });

  test("never leaves its provider, however it begins", () => {
    expect(keysMatched(estate, "s3/a*")).not.toContain("s3/a-blob");
    expect(keysMatched(estate, "s3/a-blob")).toEqual([]);
    expect(keysMatched(estate, "*")).not.toContain("s3/a-blob");
  });

  test("that names no beginning speaks of its own account; one that does may name another's", () => {
    const two = [bucket("arn:one:x", "one"), bucket("arn:two:x", "two")];
    expect(keysMatched(two, "*", holder("two"))).toEqual(["arn:two:x"]);
    expect(keysMatched(two, "*:x", holder("two"))).toEqual(["arn:two:x"]);
    expect(keysMatched(two, "arn:one*", holder("two"))).toEqual(["arn:one:x"]);
  });
});

const key = fc.stringMatching(/^[ab:/]{1,6}$/);
const estates = fc.uniqueArray(
  fc.record({ key, account: fc.constantFrom("one", "two"), isAws: fc.boolean() }),
  { selector: (entry) => entry.key, maxLength: 30 },
);
const pattern = fc.stringMatching(/^[ab:/*]{0,6}$/);

describe("whatever the estate and the pattern", () => {
  const built = (entries: { key: string; account: string; isAws: boolean }[]) =>
    entries.map((entry) => (entry.isAws ? bucket(entry.key, entry.account) : blob(entry.key, entry.account)));

  test("the same resources match as when each is looked at", () => {
    fc.assert(
      fc.property(estates, pattern, (entries, text) => {
        const resources = built(entries);
        const glob = compileGlob(text);
        const expected = resources
          .filter((resource) => providerOf(resource.type) === "aws")
          .filter(({ account }) => glob.exact || glob.prefix !== "" || account === "one")
          .filter((resource) => glob.matches(resource.key))
          .map((resource) => resource.key);
        expect(keysMatched(resources, text).toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 500 },
    );
  });

  test("no more match than there are candidates", () => {
    fc.assert(
      fc.property(estates, pattern, (entries, text) => {
        const identity = holder();
        const index = indexKeys(new ResourceGraph([...built(entries), identity], []));
        const glob = compileGlob(text);
        expect(index.matches(glob, identity).length).toBeLessThanOrEqual(
          index.candidateCount(glob, identity),
        );
      }),
    );
  });
});
