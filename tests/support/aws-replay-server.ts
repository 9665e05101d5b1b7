import { createServer } from "node:https";
import type { IncomingMessage } from "node:http";

import type { RecordedCall } from "#lib/connectors/recording.ts";
import type { Transport } from "#lib/domain/provider-call.ts";
import { awsAnswer, awsRefusal, type HttpAnswer } from "./aws-answers.ts";
import { listen } from "./listen.ts";
import { makeOwnCertificate } from "./tls-certificate.ts";

export type AwsAsked = { call: RecordedCall };
/** What befalls a request instead of its answer, if anything: a broken connection, or a refusal for that reason. */
export type Disturb = (asked: AwsAsked) => "hang-up" | "throttled" | "denied" | "expired-credentials" | null;

/** AWS over TLS, answering what a recording holds in each service's own protocol. */
export async function startAwsReplayServer() {
  const { cert, key } = makeOwnCertificate();
  const known = new Map<string, RecordedCall>();
  const asked: AwsAsked[] = [];
  let learning: RecordedCall | null = null;
  let disturb: Disturb = () => null;

  const answerTo = async (request: IncomingMessage, body: string): Promise<HttpAnswer | "hang-up"> => {
    const id = idOf(request, body);
    if (learning) {
      known.set(id, learning);
      return refusal;
    }
    const call = known.get(id);
    if (!call) throw new Error(`The recording does not hold ${id}`);
    asked.push({ call });
    const disturbed = disturb({ call });
    if (disturbed === "hang-up") return disturbed;
    return disturbed ? awsRefusal(call, disturbed) : awsAnswer(call);
  };

  const server = createServer({ cert, key }, (request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      void answerTo(request, body).then(
        (answer) => {
          if (answer === "hang-up") request.socket.destroy();
          else response.writeHead(answer.status, answer.headers).end(answer.body);
        },
        (error: unknown) => response.writeHead(400, { "content-type": "text/plain" }).end(String(error)),
      );
    });
  });
  const listening = await listen(server);
  return {
    ...listening,
    cert,
    asked,
    /** Has the real client send every recorded call once, and keeps what its request looks like. */
    learn: async (calls: readonly RecordedCall[], transport: Transport) => {
      for (const call of calls) {
        learning = call;
        await transport(call, new AbortController().signal).catch(() => undefined);
      }
      learning = null;
    },
    disturbBy: (next: Disturb) => {
      disturb = next;
      asked.length = 0;
    },
  };
}

/** Refused at once, and not worth asking again. */
const refusal: HttpAnswer = {
  status: 400,
  headers: { "content-type": "application/json", "x-amzn-errortype": "ValidationException" },
  body: "{}",
};

/** Region and service a request is signed for. */
const scopeOf = ({ headers }: IncomingMessage): string[] =>
  (/Credential=[^/]+\/\d+\/([^,]+)\/aws4_request/.exec(headers.authorization ?? "")?.[1] ?? "").split("/");

const idOf = (request: IncomingMessage, body: string): string =>
  [
    ...scopeOf(request),
    request.method,
    request.url,
    request.headers["x-amz-target"] ?? "",
    request.headers["x-amz-account-id"] ?? "",
    body,
  ].join(" ");
