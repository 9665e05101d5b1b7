import { expect, test } from "vitest";

import { bucketOfS3Uri } from "./s3-uri.ts";

test.each([
  ["s3://acme-training/claims/2026/", "arn:aws:s3:::acme-training"],
  ["s3://acme-training", "arn:aws:s3:::acme-training"],
  ["https://acme-training.s3.eu-west-1.amazonaws.com/model.tar.gz", "arn:aws:s3:::acme-training"],
  ["https://s3.eu-west-1.amazonaws.com/acme-training/model.tar.gz", "arn:aws:s3:::acme-training"],
])("%s lies in %s", (uri, key) => {
  expect(bucketOfS3Uri(uri, "eu-west-1")).toBe(key);
});

test.each([undefined, null, "", "s3://", "https://example.com/acme-training/"])(
  "%s names no bucket",
  (uri) => {
    expect(bucketOfS3Uri(uri, "eu-west-1")).toBeNull();
  },
);
