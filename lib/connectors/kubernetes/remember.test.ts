import { expect, test } from "vitest";

import { ProviderError, type ProviderCall } from "#lib/domain/provider-call.ts";
import { remembering } from "./remember.ts";

const call = (operation: string, input = {}): ProviderCall => ({
  account: "a",
  region: null,
  service: "core",
  operation,
  input,
});
const { signal } = new AbortController();

function counting(answer: (operation: string) => unknown, characters = 1, limit = 100) {
  const asked: string[] = [];
  const transport = remembering(async ({ operation }) => {
    asked.push(operation);
    return { value: answer(operation), characters };
  }, limit);
  return { asked, ask: (operation: string, input = {}) => transport(call(operation, input), signal) };
}

test("the same question is asked once, also by two at the same time, and another input is another question", async () => {
  const { asked, ask } = counting((operation) => operation);
  expect(await Promise.all([ask("pods.list", { a: 1, b: 2 }), ask("pods.list", { b: 2, a: 1 })])).toEqual([
    "pods.list",
    "pods.list",
  ]);
  await ask("pods.list", { a: 1 });
  expect(asked).toHaveLength(2);
});

test("a refusal is kept like an answer, a failure is asked again", async () => {
  for (const [reason, times] of [
    ["denied", 1],
    ["not-found", 1],
    ["throttled", 2],
    ["failed", 2],
  ] as const) {
    const { asked, ask } = counting(() => {
      throw new ProviderError(reason, { service: "core", operation: "pods.list" }, "no");
    });
    await expect(ask("pods.list")).rejects.toMatchObject({ reason });
    await expect(ask("pods.list")).rejects.toMatchObject({ reason });
    expect(asked).toHaveLength(times);
  }
});

test("beyond the bound the oldest are asked again, and the newest is kept", async () => {
  const { asked, ask } = counting((operation) => operation, 60);
  for (const operation of ["a.list", "b.list", "b.list", "a.list"]) await ask(operation);
  expect(asked).toEqual(["a.list", "b.list", "a.list"]);
});
