import { expect, test } from "vitest";

import { collectAll } from "#lib/connectors/collect-all.ts";
import { readRecording } from "#lib/connectors/read-recording.ts";
import { replay, type RecordedCall } from "#lib/connectors/recording.ts";
import { connectors } from "#lib/connectors/registry.ts";
import { ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import { captureRecording } from "./capture-recording.ts";

const signal = new AbortController().signal;

const aws = findAws();

async function capture(change: (transport: Transport) => Transport) {
  const calls: RecordedCall[] = [];
  for await (const call of readRecording("demo/aws.jsonl")) calls.push(call);
  const lines: RecordedCall[] = [];
  const captured = await captureRecording(aws, change(replay(calls)), (line) => lines.push(line), signal);
  return { captured, lines };
}
function findAws() {
  const connector = connectors.find(({ id }) => id === "aws");
  if (!connector) throw new Error("No AWS connector");
  return connector;
}

test("what is captured replays to the same inventory", async () => {
  const { captured, lines } = await capture((transport) => transport);
  const again = await collectAll(aws, replay(lines), signal);
  expect(captured.resourceCount).toBeGreaterThan(50);
  expect(again.resources.length).toBe(captured.resourceCount);
});

test("a denied call is captured as denied, so that a replay has the same gap", async () => {
  const denyBuckets =
    (transport: Transport): Transport =>
    (call, aborted) =>
      call.operation === "ListBuckets"
        ? Promise.reject(new ProviderError("denied", call, "Not authorized", "s3:ListAllMyBuckets"))
        : transport(call, aborted);
  const { captured, lines } = await capture(denyBuckets);
  expect(captured.gaps.join("\n")).toContain("s3:ListAllMyBuckets");
  const again = await collectAll(aws, replay(lines), signal);
  expect(again.gaps.some(({ unknown }) => unknown.reason === "denied")).toBe(true);
});

test("a secret in an answer is not written", async () => {
  const leaky =
    (transport: Transport): Transport =>
    async (call, aborted) => {
      const output = await transport(call, aborted);
      return typeof output === "object" && output !== null
        ? { ...output, SecretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" }
        : output;
    };
  const { lines } = await capture(leaky);
  expect(JSON.stringify(lines)).not.toContain("wJalrXUtnFEMI");
});
