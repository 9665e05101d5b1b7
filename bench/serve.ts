import { Agent, createServer, get, type Server } from "node:http";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/**
 * A route's own handler behind a plain HTTP server: what Next adds around it is not ours to measure. `paramsOf` tells
 * what stands in the address in place of the route's parameters.
 */
export function serve(
  handler: Handler,
  paramsOf: (pathname: string) => Record<string, string> = () => ({}),
): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    const request = new Request(`http://localhost${incoming.url}`, {
      headers: { authorization: incoming.headers.authorization ?? "" },
    });
    const params = Promise.resolve(paramsOf(new URL(request.url).pathname));
    void handler(request, { params }).then(async (response) => {
      outgoing.writeHead(response.status, { "content-type": "application/json" });
      outgoing.end(Buffer.from(await response.arrayBuffer()));
    });
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

const keepAlive = new Agent({ keepAlive: true });

/** Until the last byte is there; what a client then makes of it is not ours to measure. */
export function ask(server: Server, token: string, path: string, leastBytes: number): Promise<void> {
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The server does not listen");
  return new Promise((resolve, reject) => {
    const options = { agent: keepAlive, headers: { authorization: `Bearer ${token}` } };
    get(`http://127.0.0.1:${address.port}${path}`, options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const body = Buffer.concat(chunks);
        if (response.statusCode === 200 && body.length > leastBytes) resolve();
        else reject(new Error(`${path} answered ${response.statusCode}: ${body.toString()}`));
      });
    }).on("error", reject);
  });
}
