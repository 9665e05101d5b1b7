import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { openAws } from "#lib/connectors/aws/client.ts";
import aws from "#lib/connectors/aws/connector.ts";
import { openConnection } from "#lib/connectors/aws/open-connection.ts";
import { collectAll } from "#lib/connectors/collect-all.ts";
import { record, type RecordedCall } from "#lib/connectors/recording.ts";
import { searchAnswers } from "#tests/support/aws-search-answers.ts";
import { startAwsReplayServer } from "#tests/support/aws-replay-server.ts";
import { answering } from "#tests/support/recorded-aws.ts";

const { signal } = new AbortController();
const trusted = getCACertificates("default");
const credentials = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" };
const limits = { attemptMs: 10_000, callMs: 30_000, attempts: 2, throttledAttempts: 2, wait: async () => {} };
const searching = {
  ...aws,
  collectors: aws.collectors.filter(({ id }) => /^(qbusiness|kendra|comprehend)-/.test(id)),
};

let server: Awaited<ReturnType<typeof startAwsReplayServer>>;
beforeAll(async () => {
  server = await startAwsReplayServer();
  setDefaultCACertificates([...trusted, server.cert]);
  vi.stubEnv("AWS_ENDPOINT_URL", server.origin);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  setDefaultCACertificates(trusted);
  await server.stop();
});

test("Q Business, Kendra and Comprehend in their own protocols are those of their recording", async () => {
  const calls: RecordedCall[] = [];
  const account = { Account: "111122223333", Arn: "arn:aws:iam::111122223333:user/reader", UserId: "AIDA" };
  const answers = {
    ...searchAnswers,
    "sts:GetCallerIdentity": account,
    "ec2:DescribeRegions": { Regions: [{ RegionName: "eu-west-1", OptInStatus: "opt-in-not-required" }] },
    "organizations:ListAccounts": "unsupported" as const,
  };
  const recording = record(
    "aws",
    answering(answers),
    (value) => value,
    (line) => calls.push(line),
  );
  const recorded = await collectAll(searching, recording, signal);
  await server.learn(calls, openAws(credentials, limits));

  const live = await collectAll(searching, await openConnection(credentials, signal, limits), signal);
  expect(live.gaps).toEqual([]);
  expect(live.resources).toEqual(recorded.resources);
  expect(live.relationships).toEqual(recorded.relationships);
  const counts = new Map<string, number>();
  for (const { type } of live.resources) counts.set(type, (counts.get(type) ?? 0) + 1);
  expect(Object.fromEntries(counts)).toEqual({
    "aws.qbusiness.application": 2,
    "aws.qbusiness.index": 2,
    "aws.qbusiness.plugin": 2,
    "aws.kendra.index": 2,
    "aws.comprehend.model": 2,
    "aws.comprehend.endpoint": 1,
    "aws.comprehend.flywheel": 2,
    "aws.comprehend.job": 2,
  });
});
