import { expect, test } from "vitest";

import { bad, good, searchAnswers } from "#tests/support/aws-search-answers.ts";
import { collectRecorded, edgesOf, undeclared, unknownsOf } from "#tests/support/recorded-aws.ts";
import { comprehendFlywheels } from "./comprehend-flywheels.ts";
import { comprehendJobs } from "./comprehend-jobs.ts";
import { comprehendModels } from "./comprehend-models.ts";

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
const role = "arn:aws:iam::111122223333:role/comprehend";

test("models are shown with what they were trained on and under which keys", async () => {
  const recorded = await collectRecorded(comprehendModels, searchAnswers);
  expect(recorded.outcome.state).toBe("complete");
  expect(undeclared(comprehendModels, recorded)).toEqual([]);
  expect(recorded.get(good.classifier)).toMatchObject({
    name: "letters/version/v2",
    tags: { owner: "mail-room" },
    properties: {
      kind: "classifier",
      volumeCustomerKey: true,
      outputCustomerKey: true,
      privateNetwork: true,
    },
    facets: { origin: "custom", version: "v2", customerKey: true },
  });
  // A recognizer writes no output, so that none of it is unencrypted.
  expect(recorded.get(bad.recognizer)).toMatchObject({
    properties: {
      kind: "recognizer",
      volumeCustomerKey: false,
      outputCustomerKey: true,
      privateNetwork: false,
    },
    facets: { customerKey: false },
  });
  expect(edgesOf(recorded, good.classifier)).toEqual([
    "trained-on arn:aws:s3:::acme-letters",
    "stores-artifacts-in arn:aws:s3:::acme-models",
    `encrypted-by ${arn("kms", "key/aaaa")}`,
    `in-network ${arn("ec2", "security-group/sg-1")}`,
  ]);
  expect(edgesOf(recorded, bad.recognizer)).toEqual([
    "trained-on arn:aws:s3:::acme-letters",
    "trained-on arn:aws:s3:::acme-labels",
  ]);
});

test("an endpoint serves its model under the role that reads its input", async () => {
  const recorded = await collectRecorded(comprehendModels, searchAnswers);
  expect(edgesOf(recorded, good.endpoint)).toEqual([`serves ${good.classifier}`, `runs-as ${role}`]);
});

test("a flywheel is under customer keys where all three are named", async () => {
  const recorded = await collectRecorded(comprehendFlywheels, searchAnswers);
  expect(undeclared(comprehendFlywheels, recorded)).toEqual([]);
  expect(recorded.get(good.flywheel)).toMatchObject({
    facets: { customerKey: true, privateNetwork: true, lastFailedAt: null },
  });
  expect(recorded.get(bad.flywheel)).toMatchObject({
    facets: { customerKey: false, privateNetwork: false, lastFailedAt: "2026-03-03T08:00:00.000Z" },
  });
  expect(edgesOf(recorded, good.flywheel)).toEqual([
    `runs-as ${role}`,
    `produces ${good.classifier}`,
    "ingests arn:aws:s3:::acme-letters",
    "stores-artifacts-in arn:aws:s3:::acme-letters",
    `encrypted-by ${arn("kms", "key/aaaa")}`,
    `in-network ${arn("ec2", "security-group/sg-1")}`,
  ]);
});

test("a history that may not be read leaves the last failure unknown", async () => {
  const recorded = await collectRecorded(comprehendFlywheels, {
    ...searchAnswers,
    "comprehend:ListFlywheelIterationHistory": "denied",
  });
  expect(unknownsOf(recorded, good.flywheel)).toEqual({ "facets.lastFailedAt": "denied" });
});

test("a job is asked for a volume and a network only where its kind has them", async () => {
  const recorded = await collectRecorded(comprehendJobs, searchAnswers);
  expect(undeclared(comprehendJobs, recorded)).toEqual([]);
  expect(recorded.get(good.job)?.facets).toEqual({
    networkIsolation: true,
    privateNetwork: true,
    volumeCustomerKey: true,
    outputCustomerKey: true,
  });
  expect(recorded.get(bad.job)?.facets).toEqual({
    networkIsolation: true,
    privateNetwork: false,
    volumeCustomerKey: false,
    outputCustomerKey: false,
  });
  expect(edgesOf(recorded, good.job)).toEqual([
    `runs-as ${role}`,
    "ingests arn:aws:s3:::acme-letters",
    "stores-artifacts-in arn:aws:s3:::acme-letters",
    `encrypted-by ${arn("kms", "key/aaaa")}`,
  ]);
});
