import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

import { buildIfChanged } from "#bin/build.ts";
import { startChild, type Child } from "#bin/child.ts";
import { webEnvironment } from "#bin/start-environment.ts";
import { startPostgres } from "#lib/platform/embedded-postgres/start.ts";
import { sealingKeyOf } from "#lib/platform/secret-box.ts";
import { startFakeSts } from "./fake-sts.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const distDir = ".next-e2e";

/** The whole product as `npm start` runs it, on a database and a port of its own. */
export type Harness = {
  origin: string;
  /** What a process needs to call verbs of this installation. */
  env: Record<string, string>;
  organizationId: string;
  /** The one-time link of the first administrator. */
  signInPath: string;
  /** Settles when web or worker ended although nobody stopped them, with what they said last. */
  died: Promise<Error>;
  stop: () => Promise<void>;
};

export async function startHarness(): Promise<Harness> {
  const folder = mkdtempSync(path.join(tmpdir(), "nacre-e2e-"));
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const each of stops.splice(0).toReversed()) await each();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    // Before a port is chosen: a build takes long enough for another program to be given that port.
    process.env["NACRE_DIST_DIR"] = distDir;
    await buildIfChanged(root, new AbortController().signal);
    // The types of routes: stale ones would fail the compiler once a page has moved.
    rmSync(path.join(root, distDir, "types"), { recursive: true, force: true });
    const postgres = await startPostgres(path.join(folder, "postgres"), [
      "fsync=off",
      "full_page_writes=off",
    ]);
    stops.push(postgres.stop);
    const port = await freePort();
    const env = environment(postgres.url, port);
    Object.assign(process.env, env);
    // Only now, as these read the environment.
    const { prepareInstallation } = await import("./prepare-installation.ts");
    const { installation, disconnect } = await prepareInstallation(postgres.url);
    stops.push(disconnect);
    if (installation.signInPath === null) throw new Error("A new installation has no first sign-in");

    const run = (name: string, file: string, childEnv: NodeJS.ProcessEnv): Child => {
      const child = startChild(name, file, {
        root,
        env: childEnv,
        logFile: path.join(folder, `${name}.log`),
        verbose: false,
      });
      stops.push(child.stop);
      return child;
    };
    const aws = await startFakeSts();
    stops.push(aws.stop);
    const worker = run("worker", "worker.ts", { ...process.env, AWS_ENDPOINT_URL: aws.url });
    const web = run("web", "bin/web.ts", webEnvironment(process.env, port));
    const died = Promise.race([endOf(worker), endOf(web)]);
    await Promise.race([
      // That it ended is told by `died`, with its last words.
      web.ready.catch(() => died),
      died.then((problem) => {
        throw problem;
      }),
    ]);
    const { organizationId, signInPath } = installation;
    return { origin: env["NEXTAUTH_URL"], env, organizationId, signInPath, died, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const secretKey = Buffer.alloc(32, 7);

const environment = (databaseUrl: string, port: number) => ({
  DATABASE_URL: databaseUrl,
  NEXTAUTH_URL: `http://localhost:${port}`,
  NEXTAUTH_SECRET: "a-secret-only-for-tests-that-is-long-enough",
  NACRE_SECRET_KEY: secretKey.toString("base64url"),
  NACRE_SEALING_KEY: sealingKeyOf(secretKey),
  NACRE_DIST_DIR: distDir,
  HOST: "127.0.0.1",
  LOG_LEVEL: "error",
});

async function endOf(child: Child): Promise<Error> {
  const code = await child.ended;
  return new Error(`${child.name} ended (${code ?? "killed"}). Its last words:\n${child.lastWords()}`);
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("No free port")),
      );
    });
  });
