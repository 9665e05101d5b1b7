import { createServer } from "node:https";

import { listen } from "./listen.ts";
import { makeOwnCertificate } from "./tls-certificate.ts";

export type TlsAsked = { method: string; host: string; target: string; body: string; authorization: string };
export type TlsAnswer = { status: number; body: unknown };

/** A server over TLS that answers JSON, whatever host it is asked for. */
export async function startTlsServer(answer: (asked: TlsAsked) => TlsAnswer) {
  const { cert, key } = makeOwnCertificate();
  const asked: TlsAsked[] = [];
  const server = createServer({ cert, key }, (request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const one = {
        method,
        host: headers.host ?? "",
        target: url,
        body,
        authorization: headers.authorization ?? "",
      };
      asked.push(one);
      const { status, body: said } = answer(one);
      response
        .writeHead(status, { "content-type": "application/json", "retry-after": "0" })
        .end(JSON.stringify(said));
    });
  });
  const listening = await listen(server);
  return {
    ...listening,
    cert,
    asked,
  };
}
