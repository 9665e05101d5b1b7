import { expect, test } from "vitest";
import { z } from "zod";

import type { Batch, Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import { logsAnyOf } from "./arm.ts";
import { detail, eachParent } from "./detail.ts";
import { graphInput, queryAll } from "./graph-query.ts";

const call = { service: "Microsoft.Insights", operation: "DiagnosticSettings_List" };
const source = (answer: Source["call"]): Source => ({
  scope: { account: "sub", region: null },
  signal: new AbortController().signal,
  call: answer,
});
const failing = (reason: ProviderError["reason"]) =>
  source(() =>
    Promise.reject(new ProviderError(reason, call, "no", "Microsoft.Insights/diagnosticSettings/read")),
  );
const batch = (name: string): Batch => ({
  resources: [],
  relationships: [],
  unparsed: [{ call: name, message: "" }],
});

test("a denied detail is unknown, with the action that would tell", async () => {
  expect(await detail(failing("denied"), call, {}, z.unknown())).toEqual({
    value: null,
    unknown: {
      reason: "denied",
      call: "Microsoft.Insights:DiagnosticSettings_List",
      permission: "Microsoft.Insights/diagnosticSettings/read",
      message: "no",
    },
  });
});

test("a detail that is not there is known to be absent", async () => {
  expect(await detail(failing("not-found"), call, {}, z.unknown())).toEqual({ value: null, unknown: null });
});

test("an expired credential is never one missing fact", async () => {
  await expect(detail(failing("expired-credentials"), call, {}, z.unknown())).rejects.toThrow("no");
});

test("one denied parent hides no other, and still ends the collection", async () => {
  const seen: string[] = [];
  const read = async (parent: string) => {
    if (parent === "b") throw new ProviderError("denied", call, "no");
    return Promise.resolve(batch(parent));
  };
  const reading = async () => {
    for await (const { unparsed } of eachParent(["a", "b", "c"], read)) seen.push(unparsed?.[0]?.call ?? "");
  };
  await expect(reading()).rejects.toMatchObject({ reason: "denied" });
  expect(seen).toEqual(["a", "c"]);
});

test("a parent deleted meanwhile is skipped", async () => {
  const read = (): Promise<Batch> => Promise.reject(new ProviderError("not-found", call, "gone"));
  expect((await eachParent(["a"], read).next()).done).toBe(true);
});

test("pages of a query are asked with the token of the page before", async () => {
  const inputs: unknown[] = [];
  const paging = source((_service, _operation, input) => {
    inputs.push(input);
    return Promise.resolve(
      inputs.length === 1 ? { data: [{ id: "a" }], $skipToken: "next" } : { data: [{ id: "b" }, { id: 3 }] },
    );
  });
  const { rows, unparsed } = await queryAll(paging, "Resources", z.object({ id: z.string() }));
  expect(rows).toEqual([{ id: "a" }, { id: "b" }]);
  expect(unparsed).toHaveLength(1);
  expect(inputs).toEqual([graphInput("sub", "Resources"), graphInput("sub", "Resources", "next")]);
});

const setting = (logs: { category?: string; categoryGroup?: string; enabled: boolean }[]) =>
  source(() =>
    Promise.resolve({ value: [{ id: "/s", name: "s", properties: { workspaceId: "/w", logs } }] }),
  );

test("a diagnostic setting whose categories are all off logs nothing", async () => {
  const off = setting([{ category: "RequestResponse", enabled: false }]);
  expect((await logsAnyOf(off, "/x", ["RequestResponse"])).logs).toBe(false);
});

test("a category group stands for its categories", async () => {
  const all = setting([{ categoryGroup: "allLogs", enabled: true }]);
  expect((await logsAnyOf(all, "/x", ["RequestResponse"])).logs).toBe(true);
});

test("a category that was not asked for does not count", async () => {
  const metrics = setting([{ category: "Trace", enabled: true }]);
  expect((await logsAnyOf(metrics, "/x", ["RequestResponse"])).logs).toBe(false);
});
