import { expect, test } from "vitest";

import { bad, good, searchAnswers } from "#tests/support/aws-search-answers.ts";
import { collectRecorded, edgesOf, undeclared, unknownsOf } from "#tests/support/recorded-aws.ts";
import { qbusinessApplications } from "./qbusiness-applications.ts";

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const collect = (answers = {}) => collectRecorded(qbusinessApplications, { ...searchAnswers, ...answers });

test("an application is shown with its controls over all of their pages", async () => {
  const recorded = await collect();
  expect(recorded.outcome.state).toBe("complete");
  expect(undeclared(qbusinessApplications, recorded)).toEqual([]);
  expect(recorded.get(good.app)).toMatchObject({
    name: "handbook",
    tags: { owner: "people" },
    properties: {
      identity: "AWS_IAM_IDC",
      documentsOnly: true,
      creatorMode: false,
      reducesHallucination: true,
      blockedPhraseCount: 1,
      blockedTopics: ["salaries"],
      attachments: false,
    },
    facets: { codeInterpreter: false, sessionTtlSeconds: null, customerKey: true },
  });
  expect(edgesOf(recorded, good.app)).toEqual([
    `runs-as ${role("handbook")}`,
    `grounded-on ${good.index}`,
    `uses-tool ${good.plugin}`,
    `encrypted-by ${arn("kms", "key/11111111-2222-3333-4444-555555555555")}`,
  ]);
});

test("a rule that only chooses where to look blocks nothing, and the role all share is nobody's own", async () => {
  const recorded = await collect();
  expect(recorded.get(bad.app)).toMatchObject({
    properties: { identity: "ANONYMOUS", documentsOnly: false, creatorMode: true, blockedTopics: [] },
    facets: { customerKey: false },
  });
  expect(edgesOf(recorded, bad.app)).toEqual([
    `grounded-on ${arn("kendra", "index/kendra-bad")}`,
    `uses-tool ${bad.plugin}`,
  ]);
});

test("an index names the sources whose documents everybody is told", async () => {
  const recorded = await collect();
  expect(recorded.get(good.index)).toMatchObject({
    properties: { openSources: [], dataSources: [{ kind: "SHAREPOINT" }, { kind: "WEBCRAWLERV2" }] },
    facets: { customerKey: true },
  });
  expect(recorded.get(bad.index)?.properties).toMatchObject({ openSources: ["contracts"] });
  expect(edgesOf(recorded, good.index)).toEqual([
    `runs-as ${role("handbook-source")}`,
    `invokes ${arn("lambda", "function:redact")}`,
    `encrypted-by ${arn("kms", "key/11111111-2222-3333-4444-555555555555")}`,
    `in-network ${arn("ec2", "security-group/sg-1")}`,
  ]);
  expect(edgesOf(recorded, bad.index)).toEqual(["ingests arn:aws:s3:::acme-contracts"]);
});

test("what documents carry by themselves is unknown, unless another source is open anyway", async () => {
  const uploads = { dataSourceId: "ds-uploads", displayName: "uploads", type: "CUSTOM" };
  const recorded = await collect({ "qbusiness:GetDataSource": uploads });
  expect(unknownsOf(recorded, bad.index)).toEqual({ "properties.openSources": "unsupported" });
});

test("a plugin says how it proves for whom it acts, and what it may change", async () => {
  const recorded = await collect();
  expect(recorded.get(good.plugin)).toMatchObject({
    properties: { kind: "JIRA_CLOUD", enabled: true, credential: "oauth" },
    facets: {
      changesState: true,
      requiresConfirmation: true,
      authentication: "identity",
      hosts: ["acme.atlassian.net"],
    },
  });
  expect(recorded.get(bad.plugin)).toMatchObject({
    properties: { credential: "none" },
    facets: { changesState: true, authentication: "none", publicNetwork: true },
  });
  expect(unknownsOf(recorded, bad.plugin)).toEqual({ "facets.requiresConfirmation": "unsupported" });
  expect(edgesOf(recorded, good.plugin)).toEqual([`runs-as ${role("jira-plugin")}`]);
});

test("controls that may not be read are unknown, and all else is there", async () => {
  const recorded = await collect({ "qbusiness:GetChatControlsConfiguration": "denied" });
  expect(recorded.outcome.state).toBe("complete");
  expect(Object.keys(unknownsOf(recorded, good.app))).toEqual([
    "properties.documentsOnly",
    "properties.creatorMode",
    "properties.reducesHallucination",
    "properties.blockedPhraseCount",
    "properties.blockedTopics",
  ]);
});

test("indices that may not be listed leave a gap, not an application without any", async () => {
  const recorded = await collect({ "qbusiness:ListIndices": "denied" });
  expect(recorded.outcome.unknown).toMatchObject({ permission: "qbusiness:ListIndices" });
});
