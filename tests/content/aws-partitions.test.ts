import { beforeAll, describe, expect, test } from "vitest";

import awsConnector from "#lib/connectors/aws/connector.ts";
import { collectAll, type Collected } from "#lib/connectors/collect-all.ts";
import { replay, type RecordedCall } from "#lib/connectors/recording.ts";
import { demoRecording } from "#tests/support/demo-recording.ts";

const isAccount = (key: string) => /^arn:aws:iam::\d{12}:root$/.test(key);
const signal = AbortSignal.timeout(60_000);

const partitions = [
  {
    name: "aws-us-gov",
    regions: { "eu-west-1": "us-gov-west-1", "eu-central-1": "us-gov-east-1" },
    suffix: "amazonaws.com",
  },
  {
    name: "aws-cn",
    regions: { "eu-west-1": "cn-north-1", "eu-central-1": "cn-northwest-1" },
    suffix: "amazonaws.com.cn",
  },
  {
    name: "aws-eusc",
    regions: { "eu-west-1": "eusc-de-east-1", "eu-central-1": "eusc-de-west-1" },
    suffix: "amazonaws.eu",
  },
] as const;

/** The same estate, had it been built in another partition. */
function moved<T>(value: T, { name, regions, suffix }: (typeof partitions)[number]): T {
  let text = JSON.stringify(value)
    .replaceAll("arn:aws:", `arn:${name}:`)
    .replaceAll("arn%3Aaws%3A", `arn%3A${name}%3A`);
  for (const [from, to] of Object.entries(regions))
    text = text.replaceAll(`.${from}.amazonaws.com`, `.${to}.${suffix}`).replaceAll(from, to);
  // An account is one thing over all partitions: its key is its id, written as AWS first wrote it. A policy that names
  // it, whose quotes are escaped, is the account's own text and stays as it is written there.
  const there = new RegExp(`"arn:${name}:iam::(\\d{12}):root"`, "g");
  return JSON.parse(text.replaceAll(there, '"arn:aws:iam::$1:root"')) as T;
}

let calls: RecordedCall[];
let original: Collected;
beforeAll(async () => {
  calls = await demoRecording("aws");
  original = await collectAll(awsConnector, replay(calls), signal);
});

const sorted = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).toSorted();

describe.each(partitions)("the demo estate, had it been built in $name", (partition) => {
  let collected: Collected;
  beforeAll(async () => {
    collected = await collectAll(awsConnector, replay(calls.map((call) => moved(call, partition))), signal);
  });

  test("is collected without a gap", () => {
    expect(collected.gaps).toEqual([]);
    expect(collected.collections.filter(({ state }) => state !== "complete")).toEqual([]);
  });

  test("is the same estate, each thing under the name it has there", () => {
    const keys = ({ resources }: Collected) => resources.map(({ key }) => key).toSorted();
    expect(keys(collected)).toEqual(keys(moved(original, partition)));
    expect(sorted(collected.relationships)).toEqual(sorted(moved(original.relationships, partition)));
  });

  test("says the same of each thing", () => {
    const facts = ({ resources }: Collected) =>
      sorted(resources.map(({ key, properties, facets, unknown }) => ({ key, properties, facets, unknown })));
    expect(facts(collected)).toEqual(facts(moved(original, partition)));
  });

  test("names nothing by the ARN of another partition", () => {
    const ends = collected.relationships.flatMap(({ from, to }) => [from, to]);
    const keys = [...collected.resources.map(({ key }) => key), ...ends];
    expect(
      keys.filter(
        (key) => key.startsWith("arn:") && !key.startsWith(`arn:${partition.name}:`) && !isAccount(key),
      ),
    ).toEqual([]);
  });
});
