import { expect, test } from "vitest";

import { facetSchemas } from "#lib/domain/resource-class.ts";
import { resourceTypes } from "#lib/domain/resource.ts";
import { withFieldsAddedSince } from "./fields-added-since.ts";

const denied = { reason: "denied", call: "s3:GetBucketPolicy", permission: null, message: "Denied" } as const;
// As a row of an earlier version, which the type of today forbids.
const stored = (properties: object, facets: object, unknown?: object) =>
  ({ properties, facets, ...(unknown ? { unknown } : {}) }) as Parameters<typeof withFieldsAddedSince>[1];
const collected = { publicNetwork: false, keyAuthentication: false, customerKey: true };
const type = "gcp.storage.bucket";

test("a field that this version knows and the document lacks is unknown until the next sync", () => {
  const missing = withFieldsAddedSince(type, stored({}, collected));
  expect(missing?.["facets.publicRead"]).toMatchObject({ reason: "not-recorded", call: "sync" });
  expect(missing).not.toHaveProperty(["facets.publicNetwork"]);
});

test("a document that states everything gains nothing, and null is a statement", () => {
  const facets = Object.fromEntries(
    Object.keys(facetSchemas["data-store"].shape).map((name) => [name, null]),
  );
  const properties = Object.fromEntries(
    Object.keys(resourceTypes[type].properties.shape).map((name) => [name, null]),
  );
  expect(withFieldsAddedSince(type, stored(properties, facets))).toBeUndefined();
});

test("what was not collected keeps its own reason", () => {
  const unknown = { "facets.publicRead": denied };
  expect(withFieldsAddedSince(type, stored({}, collected, unknown))).toMatchObject(unknown);
});
