import { afterEach, beforeEach, expect, test } from "vitest";

import { openClient } from "#lib/connectors/gcp/client.ts";
import { openTokenSource } from "#lib/connectors/gcp/token-source.ts";
import { startAnswering, type Asked } from "#tests/support/answering-server.ts";
import { googleKeyFile } from "#tests/support/google-key-file.ts";

const project = "claims-ai-prod";
const { signal } = new AbortController();
const keyFile = googleKeyFile(project);

let google: Awaited<ReturnType<typeof startAnswering>>;
beforeEach(async () => {
  google = await startAnswering();
});
afterEach(() => google.stop());

const isToken = ({ url }: Asked) => url.startsWith("/oauth2.googleapis.com/");
const calls = () => google.state.asked.filter((asked) => !isToken(asked));
const answering = (body: string) => {
  google.state.reply = (asked) =>
    isToken(asked) ? { body: { access_token: "token", expires_in: 3_600, token_type: "Bearer" } } : { body };
};

const call = (operation: string, input: object) => ({
  account: project,
  region: null,
  service: "storage",
  operation,
  input: { bucket: "letters", ...input },
});
const text = "kind,account\nrent,DE89370400440532013000\n";
const sampling = async (mayReadContent: boolean) =>
  openClient({
    token: await openTokenSource(keyFile, google.origin),
    baseUrl: google.origin,
    backoffMilliseconds: 1,
    mayReadContent,
  });

test("what a bucket holds is answered by counts alone, of its beginning", async () => {
  answering(text);
  const transport = await sampling(true);
  const answer = await transport(call("objects.get", { object: "a/1.csv", alt: "media" }), signal);
  expect(answer).toEqual({ bytes: text.length, isText: true, counts: { iban: 1 } });
  const [asked] = calls();
  expect(asked?.url).toBe("/storage.googleapis.com/storage/v1/b/letters/o/a%2F1.csv?alt=media");
  expect(asked?.headers["range"]).toBe("bytes=0-65535");
  answering(text.repeat(5_000));
  expect(await transport(call("objects.get", { object: "b", alt: "media" }), signal)).toMatchObject({
    bytes: 65_536,
  });
});

test("what a bucket holds is never asked for where the connection does not say that it may be", async () => {
  answering(text);
  const transport = await sampling(false);
  for (const operation of ["objects.list", "objects.get"])
    await expect(transport(call(operation, { object: "a" }), signal)).rejects.toMatchObject({
      reason: "not-found",
    });
  expect(calls()).toEqual([]);
});
