import { describe, expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import { unknownReasons, type UnknownReason } from "#lib/domain/unknown.ts";

import { isInDoubt } from "./in-doubt.ts";
import { Doubts } from "./tell-undecided.ts";
import { UndecidedStops } from "./undecided-stops.ts";

const unknown = (reason: UnknownReason = "denied") => ({
  reason,
  call: "s3:GetBucketPolicy",
  permission: null,
  message: "no",
});
const nothing = new Doubts(new ResourceGraph([], []), []);
const path = { pathId: "shape", keys: ["role", "store"] };
/** The role and the store of the path, where `missing` of the store was not collected. */
const estate = (missing: string[], reason: UnknownReason = "denied", key = "store") =>
  new ResourceGraph(
    [
      sampleResource("identity", "role"),
      sampleResource(
        "data-store",
        key,
        {},
        { unknown: Object.fromEntries(missing.map((fact) => [fact, unknown(reason)])) },
      ),
    ],
    [],
  );

describe("an issue whose path was not found again", () => {
  test("is mended where everything on its path is known", () => {
    expect(isInDoubt(path, estate([]), nothing)).toBe(false);
  });

  test("is mended where a resource of it is gone", () => {
    expect(isInDoubt(path, new ResourceGraph([], []), nothing)).toBe(false);
    expect(isInDoubt(path, new ResourceGraph([sampleResource("identity", "role")], []), nothing)).toBe(false);
  });

  test.each([
    "relationships.can-write",
    "relationships.ingests",
    "facets.grants",
    "facets.trusts",
    "facets.hosts",
    "facets.calledHosts",
    "facets.secretVariables",
    "facets.externalPrincipals",
  ])("is in doubt while %s of a resource on it is unknown: an edge may be missing", (fact) => {
    expect(isInDoubt(path, estate([fact]), nothing)).toBe(true);
  });

  test.each([
    "facets.versioning",
    "facets.accessLogging",
    "facets.customerKey",
    "facets.encryption",
    "properties.kmsKey",
    "properties.relationships",
    "facets.grantsOfOthers",
  ])("is mended though %s is unknown: no stop reads it and no edge rests on it", (fact) => {
    expect(isInDoubt(path, estate([fact]), nothing)).toBe(false);
  });

  test("is mended though something unknown lies elsewhere", () => {
    expect(isInDoubt(path, estate(["relationships.can-write"], "denied", "other"), nothing)).toBe(false);
  });

  test.each(unknownReasons.map((reason) => [reason, reason !== "unsupported"] as const))(
    "%s: is in doubt %s",
    (reason, doubtful) => {
      expect(isInDoubt(path, estate(["relationships.can-write"], reason), nothing)).toBe(doubtful);
    },
  );

  test.each([
    ["of its shape, on its path", "shape", "store", true],
    ["of its shape, elsewhere", "shape", "other", false],
    ["of another shape, on its path", "another", "store", false],
  ])("with a stop undecided %s", (_, pathId, resourceKey, doubtful) => {
    const graph = estate([]);
    const undecided = new UndecidedStops();
    undecided.add(0, graph.indexOf(resourceKey) ?? -1);
    expect(isInDoubt(path, graph, new Doubts(graph, [{ pathId, undecided }]))).toBe(doubtful);
  });
});
