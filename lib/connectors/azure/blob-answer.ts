import type { PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";

import { sampleLimits, scanBytes } from "../detectors/sampled-object.ts";

/** From this version on storage takes a token of Entra. */
const storageVersion = "2021-08-06";

/** What storage wants besides: the beginning of an object alone, as bytes and not as text. */
export function askForBlob(request: PipelineRequest, sample: "names" | "object"): void {
  request.headers.set("x-ms-version", storageVersion);
  request.headers.delete("content-type");
  if (sample === "names") return;
  request.headers.set("x-ms-range", `bytes=0-${sampleLimits.bytesPerObject - 1}`);
  request.streamResponseStatusCodes = new Set([200, 206]);
}

/** What leaves the client of an answer: names and sizes, or counts of what detectors found. Null where it failed. */
export async function blobAnswer(
  { status, bodyAsText, readableStreamBody }: PipelineResponse,
  sample: "names" | "object",
): Promise<Record<string, unknown> | null> {
  if (status < 200 || status >= 300) return null;
  if (sample === "names") return { blobs: blobsIn(bodyAsText ?? "") };
  return scanBytes(readableStreamBody ? await firstBytes(readableStreamBody) : new Uint8Array());
}

/** A range need not be heeded, so that no more is taken than was asked for. */
async function firstBytes(body: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    const whole = typeof part === "string" ? Buffer.from(part) : part;
    parts.push(whole);
    bytes += whole.byteLength;
    if (bytes >= sampleLimits.bytesPerObject) break;
  }
  return Buffer.concat(parts).subarray(0, sampleLimits.bytesPerObject);
}

type Blob = { name: string; size: number };

/** Names and sizes in a listing, which storage writes in XML. Folders and what has no name are left out. */
export function blobsIn(xml: string): Blob[] {
  const found: Blob[] = [];
  for (let at = xml.indexOf("<Blob>"); at >= 0 && found.length < sampleLimits.listed;) {
    const end = xml.indexOf("</Blob>", at);
    if (end < 0) break;
    const one = xml.slice(at, end);
    const name = between(one, "<Name>", "</Name>");
    const size = Number(between(one, "<Content-Length>", "</Content-Length>"));
    if (name !== "" && Number.isSafeInteger(size)) found.push({ name: plain(name), size });
    at = xml.indexOf("<Blob>", end);
  }
  return found;
}

function between(text: string, start: string, end: string): string {
  const from = text.indexOf(start);
  const to = from < 0 ? -1 : text.indexOf(end, from);
  return to < 0 ? "" : text.slice(from + start.length, to);
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
const plain = (text: string): string =>
  text.replaceAll(/&(lt|gt|quot|apos|amp);/g, (whole, name: string) => entities[name] ?? whole);
