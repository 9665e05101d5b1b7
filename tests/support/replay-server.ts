import { createServer } from "node:https";
import type { ServerResponse } from "node:http";

import type { RecordedCall } from "#lib/connectors/recording.ts";
import { Answer } from "#lib/connectors/rest/answer.ts";
import { targetOf, type Operations } from "#lib/connectors/rest/request.ts";
import { listen } from "./listen.ts";
import { makeOwnCertificate } from "./tls-certificate.ts";

export type ReplayServerOptions = {
  calls: readonly RecordedCall[];
  operations: Operations;
  /** Header and value by which a client proves itself. */
  proof: readonly [name: string, value: string];
  /** Path beneath which the API lies. */
  prefix?: string;
  /** A status to refuse a request with, before it is answered. */
  disturb?: (path: string, count: number) => number | null;
};

const statusOf: Readonly<Record<string, number>> = {
  denied: 403,
  "not-found": 404,
  throttled: 429,
  "expired-credentials": 401,
};

/** A REST API over TLS which answers what a recording holds, each answer at the address its call goes to. */
export async function startReplayServer({
  calls,
  operations,
  proof: [name, value],
  prefix = "",
  disturb = () => null,
}: ReplayServerOptions) {
  const { cert, key } = makeOwnCertificate();
  const answers = new Map(
    calls
      .filter((call) => Object.hasOwn(operations, `${call.service}:${call.operation}`))
      .map((call) => [sorted(`${prefix}${targetOf(operations, call)}`), call]),
  );
  const asked: string[] = [];
  const server = createServer({ cert, key }, (request, response) => {
    request.resume();
    const path = sorted(request.url ?? "/");
    asked.push(path);
    const refused = disturb(path, asked.filter((other) => other === path).length);
    if (request.headers[name] !== value) refuse(response, 401, "Bad credentials");
    else if (refused !== null) refuse(response, refused, "Refused by the test");
    else answer(response, answers.get(path));
  });
  const listening = await listen(server);
  return {
    ...listening,
    cert,
    asked,
  };
}

/** Parameters of a query mean the same in any order. */
function sorted(target: string): string {
  const { pathname, searchParams } = new URL(target, "https://localhost");
  searchParams.sort();
  return `${pathname}?${searchParams}`;
}

function answer(response: ServerResponse, call: RecordedCall | undefined): void {
  if (!call) refuse(response, 404, "Not Found");
  else if (call.error) refuse(response, statusOf[call.error.reason] ?? 500, call.error.message);
  else {
    const { at, body, organization } = Answer.parse(call.output);
    response
      .writeHead(200, {
        "content-type": "application/json",
        date: new Date(at).toUTCString(),
        ...(organization === undefined ? {} : { "openai-organization": organization }),
      })
      .end(JSON.stringify(body));
  }
}

const refuse = (response: ServerResponse, status: number, message: string): void => {
  response
    .writeHead(status, { "content-type": "application/json", "retry-after": "0" })
    .end(JSON.stringify({ message }));
};
