import { beforeAll, describe, expect, test } from "vitest";

import { collectAll, graphOf } from "#lib/connectors/collect-all.ts";
import { replay, type RecordedCall } from "#lib/connectors/recording.ts";
import { connectors } from "#lib/connectors/registry.ts";
import type { Outcome } from "#lib/domain/check.ts";
import type { Connector } from "#lib/domain/connector.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { derive } from "#lib/inventory/derive.ts";
import { derivePrivilege } from "#lib/inventory/derive-privilege.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import { checks } from "#lib/posture/checks/registry.ts";
import { evaluate } from "#lib/posture/evaluate.ts";
import { demoRecording, withDenied } from "#tests/support/demo-recording.ts";

type Outcomes = ReadonlyMap<string, Outcome>;

async function outcomesOf(connector: Connector, calls: readonly RecordedCall[]): Promise<Outcomes> {
  const collected = await collectAll(connector, replay(calls), AbortSignal.timeout(30_000));
  const { graph } = derive(graphOf(collected));
  return new Map(
    [...evaluate(checks, graph)].map(({ check, resource, outcome }) => [
      `${check.id} ${resource.key}`,
      outcome,
    ]),
  );
}

/** Where to deny: everywhere, or once for each operation where a recording is long. */
function placesIn(calls: readonly RecordedCall[]): number[] {
  const everywhere = calls.map((_, at) => at);
  if (calls.length < 200) return everywhere;
  const byOperation = Map.groupBy(everywhere, (at) => `${calls[at]?.service}:${calls[at]?.operation}`);
  return [...byOperation.values()].flatMap(([first]) => first ?? []);
}

const newlyCondemned = (before: Outcomes, after: Outcomes): string[] =>
  [...after].flatMap(([id, outcome]) =>
    outcome.status === "fail" && before.get(id)?.status === "pass" ? [`${id}: ${outcome.reason}`] : [],
  );

describe.each([
  "azure",
  "azure.fixed",
  "gcp.fixed",
  "aws.fixed",
  "kubernetes",
  "kubernetes.fixed",
  "github.fixed",
  "gitlab",
  "huggingface",
  "openai.fixed",
  "anthropic.fixed",
])("%s: whichever call is denied", (recording) => {
  let calls: RecordedCall[];
  let before: Outcomes;
  const connector = connectors.find(({ id }) => id === recording.split(".")[0]);

  beforeAll(async () => {
    calls = await demoRecording(recording);
  });

  test("nothing right seems wrong, for what is absent is no fact", async () => {
    if (!connector) throw new Error(`No connector replays ${recording}`);
    before = await outcomesOf(connector, calls);
    const found: string[] = [];
    for (const at of placesIn(calls)) {
      const after = await outcomesOf(connector, withDenied(calls, at)).catch(() => new Map());
      const denied = `${calls[at]?.service}:${calls[at]?.operation}`;
      found.push(...newlyCondemned(before, after).map((what) => `${denied} denied: ${what}`));
    }
    expect(found).toEqual([]);
  }, 60_000);
});

describe("an identity limited to resources that were not collected", () => {
  const storage =
    "/subscriptions/s/resourcegroups/rg/providers/microsoft.storage/storageaccounts/stunderwritingdocs";
  const identityWith = (...on: string[]): Resource =>
    sampleResource("identity", "indexer", {
      grants: on.map((pattern) => ({
        effect: "allow" as const,
        abilities: ["read-data" as const],
        on: pattern,
        conditional: false,
        source: "Storage Blob Data Reader",
      })),
    });
  const levelOf = (others: readonly Resource[], ...on: string[]) =>
    derivePrivilege(new ResourceGraph([identityWith(...on), ...others], [])).get("indexer")?.level;

  test.each([
    ["its key and what is beneath it, by slashes", [storage, `${storage}/*`], "scoped"],
    [
      "its key and what is beneath it, by colons",
      ["arn:aws:logs:eu:1:group", "arn:aws:logs:eu:1:group:*"],
      "scoped",
    ],
    ["only what is beneath something nobody named", [`${storage}/*`], "broad"],
    [
      "a service, beside a resource of it",
      [storage, `${storage.slice(0, storage.lastIndexOf("/"))}/*`],
      "broad",
    ],
    [
      "what is beneath a pattern, which names nothing",
      ["arn:aws:s3:::logs-*", "arn:aws:s3:::logs-*/*"],
      "broad",
    ],
    ["everything", ["*"], "broad"],
    ["nothing", [], "none"],
  ])("is granted %s: %s", (_, on, level) => {
    expect(levelOf([sampleResource("data-store", "elsewhere")], ...on)).toBe(level);
  });

  test("is as limited as it is with them collected", () => {
    const collected = sampleResource("data-store", storage);
    const other = sampleResource("data-store", "elsewhere");
    expect(levelOf([collected, other], storage, `${storage}/*`)).toBe("scoped");
    expect(levelOf([collected, other], `${storage}/*`)).toBe("scoped");
  });

  test("is broad where what it names is the account, beneath which is everything", () => {
    const account = { ...sampleResource("account", "/subscriptions/s"), account: "s" };
    expect(levelOf([account, sampleResource("data-store", "x")], "/subscriptions/s")).toBe("broad");
  });
});
