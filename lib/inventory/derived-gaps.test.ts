import { expect, test } from "vitest";

import { ResourceGraph, type Gap } from "#lib/domain/graph.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import { withDerivedGaps } from "./derived-gaps.ts";

const unknown = { reason: "denied" as const, call: "iam:ListRoles", permission: null, message: "denied" };
const gap = (produces: Gap["produces"]): Gap => ({
  account: "111122223333",
  region: null,
  produces,
  unknown,
});

const gapWhenAskedWhoWrites = (gaps: readonly Gap[]) => {
  const graph = new ResourceGraph([sampleResource("data-store", "corpus")], [], withDerivedGaps(gaps));
  return graph.readingGaps(() => graph.followBack("corpus", "can-write")).gap;
};

test("where identities were not collected, who may write is unknown", () => {
  expect(gapWhenAskedWhoWrites([gap(["aws.iam.role"])])).toEqual(unknown);
});

test("a gap in anything else leaves access known", () => {
  expect(gapWhenAskedWhoWrites([gap(["aws.s3.bucket", "encrypted-by"])])).toBeNull();
});
