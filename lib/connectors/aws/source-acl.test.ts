import { expect, test } from "vitest";

import { aclOfConfiguration, bucketOfConfiguration } from "./source-acl.ts";

const more = (additionalProperties: object) => ({ additionalProperties });

test.each([
  ["CONFLUENCEV2", more({ isCrawlAcl: true }), "kept"],
  ["CONFLUENCEV2", more({ isCrawlAcl: "true" }), "kept"],
  ["CONFLUENCEV2", more({ isCrawlAcl: "false" }), "open"],
  ["SHAREPOINT", more({ crawlAcl: false }), "open"],
  ["SHAREPOINT", more({}), "unstated"],
  ["SHAREPOINT", {}, "unstated"],
  ["CUSTOM", undefined, "unstated"],
  ["WEBCRAWLERV2", more({ isCrawlAcl: false }), "public"],
  ["S3", more({ aclConfigurationFilePath: "acl.json" }), "kept"],
  ["S3", more({ aclConfigurationFilePath: "" }), "open"],
  ["S3", more({ metadataFilesPrefix: "metadata/" }), "unstated"],
  ["S3", {}, "open"],
  ["S3", undefined, "unstated"],
  ["S3V2", { accessControlConfiguration: { aclConfigurationFilePath: "acl.json" } }, "kept"],
  ["S3V2", { accessControlConfiguration: { defaultAccessType: "DENY" } }, "kept"],
  ["S3V2", { accessControlConfiguration: { defaultAccessType: "ALLOW" } }, "open"],
])("a %s source set to %j is %s", (kind, configuration, expected) => {
  expect(aclOfConfiguration(kind, configuration)).toBe(expected);
});

test.each([
  [{ connectionConfiguration: { bucketName: "a" } }, "a"],
  [{ connectionConfiguration: { repositoryEndpointMetadata: { BucketName: "b" } } }, "b"],
  [{ connectionConfiguration: { repositoryEndpointMetadata: { siteUrls: [] } } }, null],
  ["text", null],
])("the bucket of %j is %j", (configuration, expected) => {
  expect(bucketOfConfiguration(configuration)).toBe(expected);
});
