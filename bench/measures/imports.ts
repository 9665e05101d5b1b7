import { runImport } from "#lib/imports/run-import.ts";
import { estateBucket } from "../estate.ts";
import { atMost, median, round, type Result } from "../measure.ts";
import { createBenchOrganization } from "../organization.ts";
import { createBenchConnection, listConnector, syncOnce } from "../sync.ts";

const findingCount = 10_000;
const resourceCount = 2_000;
const rounds = 3;

/** I2: a report of 10,000 findings in JSON, every one twice in it, stored. I3: the same report once more. */
export async function measureImports(): Promise<Result[]> {
  const report = Buffer.from(JSON.stringify({ Findings: [...findings(), ...findings()] }));
  const [first, again]: [number[], number[]] = [[], []];
  for (let at = 0; at < rounds; at++) {
    const ctx = await createBenchOrganization();
    await plantResources(ctx.organizationId);
    for (const [seconds, expected] of [
      [first, { newCount: findingCount, unchangedCount: 0, unmatchedCount: findingCount / 2 }],
      [again, { newCount: 0, unchangedCount: findingCount, unmatchedCount: findingCount / 2 }],
    ] as const) {
      const start = performance.now();
      const told = await runImport(ctx, inChunks(report), {}, new AbortController().signal);
      seconds.push((performance.now() - start) / 1000);
      for (const [name, count] of Object.entries(expected))
        if (Reflect.get(told, name) !== count) throw new Error(`The import tells ${JSON.stringify(told)}`);
    }
  }
  const size = `${(report.length / 2 ** 20).toFixed(0)} MiB of ASFF, each finding twice, half of them about one of ${resourceCount} resources that are known`;
  return [
    {
      id: "I2",
      name: "Seconds to import 10,000 findings with de-duplication",
      ...atMost(round(median(first)), 5),
      detail: size,
    },
    {
      id: "I3",
      name: "Importing the same again ÷ the first time",
      ...atMost(round(median(again) / median(first)), 1),
      detail: `${median(again).toFixed(2)} s against ${median(first).toFixed(2)} s`,
    },
  ];
}

const findings = () =>
  Array.from({ length: findingCount }, (_, n) => ({
    SchemaVersion: "2018-10-08",
    Id: `finding-${n}`,
    ProductArn: "arn:aws:securityhub:eu-west-1::product/aws/securityhub",
    ProductName: "Security Hub",
    GeneratorId: `S3.${n % 60}`,
    AwsAccountId: "111122223333",
    Title: `Control ${n % 60} holds`,
    Description: "It does not hold here, for a reason that takes a sentence to tell.",
    Severity: { Label: (["LOW", "MEDIUM", "HIGH", "CRITICAL"] as const)[n % 4] },
    Resources: [{ Type: "AwsS3Bucket", Id: keyOf(n), Region: "eu-west-1" }],
    Compliance: { Status: "FAILED" },
  }));

const keyOf = (n: number): string =>
  n % 2 === 0 ? estateBucket((n / 2) % resourceCount).key : `arn:aws:s3:::unknown-${n}`;

async function plantResources(organizationId: string): Promise<void> {
  const connectionId = await createBenchConnection(organizationId);
  const resources = Array.from({ length: resourceCount }, (_, n) => estateBucket(n));
  await syncOnce(organizationId, connectionId, listConnector(resources, []));
}

async function* inChunks(report: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < report.length; at += 65_536) yield report.subarray(at, at + 65_536);
}
