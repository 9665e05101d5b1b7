import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { ProviderError, type ProviderCall, type Transport } from "#lib/domain/provider-call.ts";
import { unknownReasons } from "#lib/domain/unknown.ts";
import { record, RecordedCall, replay } from "./recording.ts";
import { scrub } from "./scrub.ts";

const never = new AbortController().signal;
const asked: ProviderCall = {
  account: "111122223333",
  region: "eu-west-1",
  service: "s3",
  operation: "GetBucketPolicy",
  input: { Bucket: "corpus" },
};
const recorded = (more: object = {}): RecordedCall =>
  RecordedCall.parse({ connector: "aws", ...asked, ...more });
const same = (value: unknown) => value;

/** What a transport records of one call, and what comes of the call itself. */
async function recording(transport: Transport, clean: (value: unknown) => unknown = same, call = asked) {
  const lines: RecordedCall[] = [];
  const outcome = await record("aws", transport, clean, (line) => lines.push(line))(call, never).then(
    (output) => ({ output }),
    (error: unknown) => ({ error }),
  );
  return { lines, ...outcome };
}
const failing =
  (error: unknown): Transport =>
  async () => {
    throw error;
  };

describe("a replay", () => {
  test("answers a call by its recording", async () => {
    const transport = replay([recorded({ output: { Policy: "{}" } })]);
    expect(await transport(asked, never)).toEqual({ Policy: "{}" });
  });

  test.each([
    ["another account", { account: "999988887777" }],
    ["another region", { region: "eu-west-2" }],
    ["no region", { region: null }],
    ["another service", { service: "s3control" }],
    ["another operation", { operation: "GetBucketAcl" }],
    ["another input", { input: { Bucket: "other" } }],
    ["more input", { input: { Bucket: "corpus", VersionId: "1" } }],
    ["no input", { input: {} }],
    ["an input of another type", { input: { Bucket: ["corpus"] } }],
  ])("does not answer %s", async (_, more) => {
    const transport = replay([recorded({ output: {} })]);
    await expect(transport({ ...asked, ...more }, never)).rejects.toMatchObject({
      reason: "not-recorded",
      permission: null,
    });
  });

  test.each<[string, ProviderCall["input"], ProviderCall["input"]]>([
    ["the order of members", { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
    ["members that are undefined", { a: 1 }, { a: 1, b: undefined }],
    ["undefined ones further in", { a: [{ b: 1 }] }, { a: [{ b: 1, c: undefined }] }],
  ])("does not mind %s", async (_, input, other) => {
    const transport = replay([recorded({ input, output: "found" })]);
    expect(await transport({ ...asked, input: other }, never)).toBe("found");
  });

  test.each<[string, ProviderCall["input"], ProviderCall["input"]]>([
    ["the order of a list", { a: [1, 2] }, { a: [2, 1] }],
    ["a number and its text", { a: 1 }, { a: "1" }],
    ["null and nothing", { a: null }, {}],
    ["an empty list and an empty object", { a: [] }, { a: {} }],
    ["a quote that ends a member early", { a: '1","b":"2' }, { a: "1", b: "2" }],
  ])("tells %s apart", async (_, input, other) => {
    const transport = replay([recorded({ input, output: "found" })]);
    await expect(transport({ ...asked, input: other }, never)).rejects.toMatchObject({
      reason: "not-recorded",
    });
  });

  test("of the same call recorded twice gives the later answer", async () => {
    const transport = replay([recorded({ output: "first" }), recorded({ output: "second" })]);
    expect(await transport(asked, never)).toBe("second");
  });

  test("of an empty recording answers nothing, and of a call without output undefined", async () => {
    await expect(replay([])(asked, never)).rejects.toMatchObject({ reason: "not-recorded" });
    expect(await replay([recorded()])(asked, never)).toBeUndefined();
  });

  test.each([...unknownReasons, "not-found", "expired-credentials"] as const)(
    "throws a recorded %s as it was",
    async (reason) => {
      const error = { reason, message: "as recorded", permission: "s3:GetBucketPolicy" };
      await expect(replay([recorded({ error })])(asked, never)).rejects.toMatchObject({
        ...error,
        call: "s3:GetBucketPolicy",
      });
    },
  );

  test("keeps calls apart whose names run into each other", async () => {
    const transport = replay([
      recorded({ service: "a", operation: "bc", output: 1 }),
      recorded({ service: "ab", operation: "c", output: 2 }),
    ]);
    expect(await transport({ ...asked, service: "a", operation: "bc" }, never)).toBe(1);
    expect(await transport({ ...asked, service: "ab", operation: "c" }, never)).toBe(2);
  });
});

describe("recording", () => {
  test("passes the answer on as it came, and writes it scrubbed", async () => {
    const output = { Environment: { Variables: { API_KEY: "0123456789abcdef0123456789abcdef" } } };
    const { lines, ...outcome } = await recording(async () => output, scrub);
    expect(outcome).toEqual({ output });
    expect(lines).toEqual([
      { connector: "aws", ...asked, output: { Environment: { Variables: { API_KEY: "x".repeat(32) } } } },
    ]);
  });

  test("writes a refusal without what must not leave, and throws it as it came", async () => {
    const message = "The key AKIAABCDEFGHIJKLMNOP may not read this";
    const error = new ProviderError("denied", asked, message, "s3:GetBucketPolicy");
    const { lines, ...outcome } = await recording(failing(error), scrub);
    expect(outcome).toEqual({ error });
    expect(lines[0]?.error).toEqual({
      reason: "denied",
      message: `The key ${"x".repeat(20)} may not read this`,
      permission: "s3:GetBucketPolicy",
    });
  });

  test("writes nothing of an abort or a defect, which are no answers", async () => {
    const { lines } = await recording(failing(new TypeError("a defect")));
    expect(lines).toEqual([]);
  });

  test("writes only what a recording may hold, however long the provider's words are", async () => {
    const { lines } = await recording(failing(new ProviderError("failed", asked, "x".repeat(100_000))));
    expect(lines.map((line) => RecordedCall.safeParse(line).success)).toEqual([true]);
  });

  test("of an answer that is undefined can be read and replayed", async () => {
    const { lines } = await recording(async () => undefined);
    const read = lines.map((line) => RecordedCall.parse(JSON.parse(JSON.stringify(line))));
    expect(await replay(read)(asked, never)).toBeUndefined();
  });
});

test("whatever is asked and answered, its recording on paper answers the same call alike", async () => {
  const json = fc.jsonValue({ maxDepth: 3 }).map((value): unknown => JSON.parse(JSON.stringify(value)));
  const input = fc.dictionary(fc.string({ maxLength: 8 }), json, { maxKeys: 4 });
  const name = fc.string({ minLength: 1, maxLength: 12 });
  const region = fc.option(name, { nil: null });
  const calls = fc.record({ account: name, region, service: name, operation: name, input });
  await fc.assert(
    fc.asyncProperty(calls, json, async (call, output) => {
      const { lines } = await recording(async () => output, same, call);
      const onPaper = lines.map((line) => RecordedCall.parse(JSON.parse(JSON.stringify(line))));
      expect(await replay(onPaper)(call, never)).toEqual(output);
    }),
    { numRuns: 300, seed: 7 },
  );
});

describe("a line of a recording", () => {
  const accepts = (more: object) => RecordedCall.safeParse({ connector: "aws", ...asked, ...more }).success;
  const error = { reason: "denied", message: "no", permission: null };
  test.each<[string, object]>([
    ["an answer", { output: { any: ["thing"] } }],
    ["neither answer nor error", {}],
    ["an error without a permission", { error }],
    ["a call without a region", { region: null }],
  ])("may hold %s", (_, more) => {
    expect(accepts(more)).toBe(true);
  });

  test.each<[string, object]>([
    ["a member of tomorrow", { note: "x" }],
    ["an error of a reason that is none", { error: { ...error, reason: "banana" } }],
    ["an error with more in it", { error: { ...error, stack: "at …" } }],
    ["a region that is a number", { region: 7 }],
    ["an input that is a list", { input: [] }],
    ["an input that is null", { input: null }],
    ["an operation longer than any", { operation: "x".repeat(129) }],
    ["an account longer than any", { account: "x".repeat(257) }],
    ["no service", { service: undefined }],
  ])("may not hold %s", (_, more) => {
    expect(accepts(more)).toBe(false);
  });
});
