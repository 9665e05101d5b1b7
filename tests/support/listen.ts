import type { Server as PlainServer } from "node:http";
import { Server } from "node:https";
import type { AddressInfo } from "node:net";

/** Has a server listen on a free port of this machine, until it is stopped with whoever is connected to it. */
export async function listen(server: Server | PlainServer) {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  // Safe because a server that listens on TCP has an address object.
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${server instanceof Server ? "https" : "http"}://127.0.0.1:${port}`,
    port,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
