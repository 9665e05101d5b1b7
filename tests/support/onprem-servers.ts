import { createServer as createPlain, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer } from "node:https";

import { pathOf } from "#lib/connectors/onprem/client.ts";
import { operations } from "#lib/connectors/onprem/operations.ts";
import { ServerAnswer } from "#lib/connectors/onprem/server-answer.ts";
import type { RecordedCall } from "#lib/connectors/recording.ts";
import { listen } from "./listen.ts";
import { answerS3 } from "./s3-answers.ts";
import { makeOwnCertificate } from "./tls-certificate.ts";

export type OnPremServers = {
  /** The recording, with the addresses of the servers in place of its own. */
  calls: RecordedCall[];
  /** Where each address of the recording is now. */
  places: ReadonlyMap<string, string>;
  cert: string;
  /** Every request, as `METHOD address path proof`. */
  asked: string[];
  stop: () => Promise<void>;
};
type Options = {
  /** A status to refuse a request with, before it is answered. */
  disturb?: (request: string, count: number) => number | null;
  /** Addresses of the recording that speak plain HTTP instead. */
  plain?: readonly string[];
};

const urlOf = ({ input }: RecordedCall): string | null =>
  typeof input["url"] === "string" ? input["url"] : null;

/** A server over TLS for each address of a recording, each with a port of its own, that answers what was recorded of it. */
export async function startOnPremServers(
  recorded: readonly RecordedCall[],
  { disturb = () => null, plain = [] }: Options = {},
): Promise<OnPremServers> {
  const { cert, key } = makeOwnCertificate();
  const asked: string[] = [];
  const stops: (() => Promise<void>)[] = [];
  const places = new Map<string, string>();
  const calls: RecordedCall[] = [];
  for (const url of new Set(recorded.flatMap((call) => urlOf(call) ?? []))) {
    const listener = (request: IncomingMessage, response: ServerResponse) => {
      request.resume();
      const proof = request.headers.authorization ?? request.headers["api-key"] ?? "";
      const line = `${request.method} ${url} ${request.url} ${proof === "" ? "none" : "own"}`;
      asked.push(line);
      const refused = disturb(line, asked.filter((other) => other === line).length);
      if (refused !== null) response.writeHead(refused, { "retry-after": "0" }).end();
      else {
        const own = calls.filter((call) => urlOf(call) === places.get(url));
        answer(request, response, own, proof !== "");
      }
    };
    const server = plain.includes(url) ? createPlain(listener) : createServer({ cert, key }, listener);
    const { origin, stop } = await listen(server);
    places.set(url, origin);
    stops.push(stop);
  }
  calls.push(...moved(recorded, places));
  return {
    calls,
    places,
    cert,
    asked,
    stop: async () => void (await Promise.all(stops.map((stop) => stop()))),
  };
}

/** All machines are this one: its only name stands for each of theirs, and each address for its own port. */
function moved(recorded: readonly RecordedCall[], places: ReadonlyMap<string, string>): RecordedCall[] {
  let text = JSON.stringify(recorded);
  for (const [from, to] of places)
    text = text.replaceAll(`${from}/`, `${to}/`).replaceAll(`"${from}"`, `"${to}"`);
  for (const from of places.keys()) text = text.replaceAll(`"${new URL(from).hostname}"`, '"127.0.0.1"');
  const calls = (JSON.parse(text) as RecordedCall[]).map((call) =>
    call.service === "host" ? { ...call, output: { addresses: ["127.0.0.1"] } } : call,
  );
  return [...new Map(calls.map((call) => [JSON.stringify({ ...call, output: null }), call])).values()];
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  own: readonly RecordedCall[],
  hasProof: boolean,
): void {
  const target = sorted(request.url ?? "/");
  const s3 = hasProof ? answerS3(target, own) : null;
  if (s3) {
    response.writeHead(s3.status, { "content-type": "application/xml" }).end(s3.text);
    return;
  }
  const found = own.find((call) => {
    const operation = operations[`${call.service}:${call.operation}`];
    return (
      operation !== undefined &&
      (operation.method ?? "GET") === request.method &&
      sorted(pathOf(operation.path, call)) === target &&
      (call.input["proof"] === "own") === hasProof
    );
  });
  if (!found?.output) {
    response.writeHead(404, { "content-type": "text/plain" }).end("Not Found");
    return;
  }
  const { status, type, server, location, challenge, body } = ServerAnswer.parse(found.output);
  response
    .writeHead(status, {
      ...(type === "" ? {} : { "content-type": `${type}; charset=utf-8` }),
      ...(server === null ? {} : { server }),
      ...(location === null ? {} : { location }),
      ...(challenge === null ? {} : { "www-authenticate": `${challenge} realm="lab"` }),
    })
    .end(typeof body === "string" ? body : JSON.stringify(body));
}

/** Parameters of a query mean the same in any order. */
function sorted(target: string): string {
  const { pathname, searchParams } = new URL(target, "https://localhost");
  searchParams.sort();
  return `${pathname}?${searchParams}`;
}
