import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    motoUrl: string;
  }
}

const motoVersion = "5.2.5";
const home = path.resolve(".nacre/moto");

/** Starts moto, an in-memory stand-in for AWS, on a free port, and stops it when the tests are done. */
export default async function startMoto(project: TestProject): Promise<() => void> {
  const { command, args, env } = installMoto();
  const port = await freePort();
  const server = spawn(command, [...args, "-H", "127.0.0.1", "-p", String(port)], {
    stdio: "ignore",
    env: { ...process.env, ...env },
  });
  const url = `http://127.0.0.1:${port}`;
  await untilItAnswers(url, () => server.exitCode);
  project.provide("motoUrl", url);
  return () => {
    server.kill("SIGTERM");
  };
}

type Program = { command: string; args: string[]; env: Record<string, string> };

/** A virtual environment where Python can make one, else a plain folder on its path. */
function installMoto(): Program {
  const stamp = path.join(home, `installed-${motoVersion}`);
  const venvPython = path.join(home, "bin", "python");
  const library = path.join(home, "library");
  const packageName = `moto[server]==${motoVersion}`;
  if (!existsSync(stamp)) {
    mkdirSync(home, { recursive: true });
    try {
      execFileSync("python3", ["-m", "venv", home], { stdio: "pipe" });
      execFileSync(venvPython, ["-m", "pip", "install", "--quiet", packageName], { stdio: "inherit" });
    } catch {
      // Some systems ship Python without ensurepip, so a venv has no pip in it.
      execFileSync("python3", ["-m", "pip", "install", "--quiet", "--target", library, packageName], {
        stdio: "inherit",
      });
    }
    mkdirSync(stamp);
  }
  const run = ["-c", "from moto.server import main; main()"];
  return existsSync(library)
    ? { command: "python3", args: run, env: { PYTHONPATH: library } }
    : { command: venvPython, args: run, env: {} };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function untilItAnswers(url: string, exitCode: () => number | null): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline) {
    if (exitCode() !== null) throw new Error(`moto_server ended with code ${exitCode()}`);
    const answered = await fetch(`${url}/moto-api/data.json`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error("moto_server did not answer within two minutes");
}
