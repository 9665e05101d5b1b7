import { beforeAll, describe, expect, test } from "vitest";

import { graphOf, type Collected } from "#lib/connectors/collect-all.ts";
import type { RecordedCall } from "#lib/connectors/recording.ts";
import { connectors } from "#lib/connectors/registry.ts";
import type { Outcome } from "#lib/domain/check.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { derive } from "#lib/inventory/derive.ts";
import { derivePrivilege } from "#lib/inventory/derive-privilege.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import { checks } from "#lib/posture/checks/registry.ts";
import { evaluate } from "#lib/posture/evaluate.ts";
import { collectingAgain } from "#tests/support/collect-again.ts";
import { demoRecording } from "#tests/support/demo-recording.ts";

type Outcomes = ReadonlyMap<string, Outcome>;

function outcomesOf(collected: Collected): Outcomes {
  const { graph } = derive(graphOf(collected));
  return new Map(
    [...evaluate(checks, graph)].map(({ check, resource, outcome }) => [
      `${check.id} ${resource.key}`,
      outcome,
    ]),
  );
}

/** What to deny: everything, or once for each operation where a recording is long. */
function placesIn(calls: readonly RecordedCall[]): readonly RecordedCall[] {
  if (calls.length < 200) return calls;
  const byOperation = Map.groupBy(calls, ({ service, operation }) => `${service}:${operation}`);
  return [...byOperation.values()].flatMap(([first]) => first ?? []);
}

const newlyCondemned = (before: Outcomes, after: Outcomes): string[] =>
  [...after].flatMap(([id, outcome]) =>
    outcome.status === "fail" && before.get(id)?.status === "pass" ? [`${id}: ${outcome.reason}`] : [],
  );

/** The demo estate once it is put right; as it stands, `coverage.test.ts` denies each of its calls. */
describe.each([
  "azure.fixed",
  "gcp.fixed",
  "aws.fixed",
  "kubernetes.fixed",
  "github.fixed",
  "gitlab.fixed",
  "huggingface.fixed",
  "openai.fixed",
  "anthropic.fixed",
  "onprem.fixed",
])("%s: whichever call is denied", (recording) => {
  let calls: RecordedCall[];
  const connector = connectors.find(({ id }) => id === recording.split(".")[0]);

  beforeAll(async () => {
    calls = await demoRecording(recording);
  });

  test("nothing right seems wrong, for what is absent is no fact", async () => {
    if (!connector) throw new Error(`No connector replays ${recording}`);
    const { whole, withAnswer } = await collectingAgain(connector, calls);
    const before = outcomesOf(whole);
    const found: string[] = [];
    for (const call of placesIn(calls)) {
      const denied = `${call.service}:${call.operation}`;
      const error = { reason: "denied", message: "Access denied", permission: denied } as const;
      const after = await withAnswer(call, { error }).then(outcomesOf, () => new Map());
      found.push(...newlyCondemned(before, after).map((what) => `${denied} denied: ${what}`));
    }
    expect(found).toEqual([]);
  });
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
