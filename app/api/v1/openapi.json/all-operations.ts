import { readFileSync } from "node:fs";
import path from "node:path";

import { operationsOf } from "#lib/http/collect-operations.ts";
import type { Operation } from "#lib/http/open-api.ts";
import { routeModules } from "./routes.ts";

let operations: Promise<Operation[]> | undefined;

/** Every operation of the API, loaded when first asked for. */
export function allOperations(): Promise<Operation[]> {
  operations ??= load();
  return operations;
}

async function load(): Promise<Operation[]> {
  const loaded = await Promise.all(
    Object.entries(routeModules).map(async ([route, module]) => operationsOf(route, await module())),
  );
  return loaded.flat();
}

export function apiVersion(): string {
  const { version } = JSON.parse(readFileSync(path.join(process.cwd(), "package.json"), "utf8")) as {
    version: string;
  };
  return version;
}
