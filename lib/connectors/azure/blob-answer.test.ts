import { Readable } from "node:stream";

import { createHttpHeaders, createPipelineRequest } from "@azure/core-rest-pipeline";
import { expect, test } from "vitest";

import { askForBlob, blobAnswer, blobsIn } from "./blob-answer.ts";

const blob = (name: string, size: string) =>
  `<Blob><Name>${name}</Name><Properties><Content-Length>${size}</Content-Length></Properties></Blob>`;
const listing = (...blobs: string[]) =>
  `<?xml version="1.0"?><EnumerationResults><Blobs>${blobs.join("")}</Blobs><NextMarker /></EnumerationResults>`;
const answer = (more: object) => ({
  status: 206,
  headers: createHttpHeaders(),
  request: createPipelineRequest({ url: "https://acct.blob.core.windows.net/letters" }),
  ...more,
});

test("a listing is names and sizes, as they are and no more of them than are asked for", () => {
  expect(blobsIn(listing(blob("a &amp; b/1.csv", "12"), blob("&lt;x&gt;", "0")))).toEqual([
    { name: "a & b/1.csv", size: 12 },
    { name: "<x>", size: 0 },
  ]);
  expect(blobsIn(listing(...Array.from({ length: 900 }, (_, at) => blob(`n${at}`, "1"))))).toHaveLength(500);
});

test("what is no listing names nothing", () => {
  for (const odd of [
    "",
    "<html>",
    "<Blob>",
    listing(blob("", "1"), blob("a", "much")),
    "<Blob><Name>x</Blob>",
  ])
    expect(blobsIn(odd)).toEqual([]);
});

test("of an object leaves how often detectors found something, of its beginning alone", async () => {
  const text = `name,account\nR. Haas,DE89370400440532013000\n${"x".repeat(100_000)}FR1420041010050500013M02606`;
  const told = await blobAnswer(answer({ readableStreamBody: Readable.from([Buffer.from(text)]) }), "object");
  expect(told).toMatchObject({ bytes: 65_536, isText: true, counts: { iban: 1 } });
  expect(JSON.stringify(told)).not.toMatch(/Haas|DE89/);
});

test("a refusal is left to whoever says what it means", async () => {
  expect(await blobAnswer(answer({ status: 403, bodyAsText: "<Error/>" }), "names")).toBeNull();
});

test("an object is asked for its beginning, and as bytes", () => {
  const request = createPipelineRequest({ url: "https://acct.blob.core.windows.net/letters/1" });
  askForBlob(request, "object");
  expect(request.headers.get("x-ms-range")).toBe("bytes=0-65535");
  expect(request.streamResponseStatusCodes?.has(206)).toBe(true);
});
