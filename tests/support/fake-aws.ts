import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

import { listen } from "./listen.ts";

export type AwsAnswer = (request: IncomingMessage, response: ServerResponse, body: string) => void;
export type AwsRequest = {
  method: string;
  url: string;
  body: string;
  headers: IncomingMessage["headers"];
};
export type FakeAws = {
  url: string;
  requests: AwsRequest[];
  /** Answers every request that comes from now on. */
  answer: (answer: AwsAnswer) => void;
  close: () => Promise<void>;
};

/** Something that listens where AWS would. */
export async function startFakeAws(): Promise<FakeAws> {
  const requests: AwsRequest[] = [];
  let answer: AwsAnswer = (_, response) => response.writeHead(500).end();
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      requests.push({ method, url, body, headers });
      answer(request, response, body);
    });
  });
  const { origin, stop } = await listen(server);
  return {
    url: origin,
    requests,
    answer: (next) => {
      answer = next;
    },
    close: stop,
  };
}

export const answerJson =
  (status: number, body: object, headers: Record<string, string> = {}): AwsAnswer =>
  (_, response) => {
    response
      .writeHead(status, { "content-type": "application/x-amz-json-1.1", ...headers })
      .end(JSON.stringify(body));
  };
export const answerText =
  (status: number, type: string, text: string): AwsAnswer =>
  (_, response) => {
    response.writeHead(status, { "content-type": type }).end(text);
  };
/** As the services that speak XML answer an error. */
export const answerXmlError = (status: number, code: string, message: string): AwsAnswer =>
  answerText(
    status,
    "text/xml",
    `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
  );
