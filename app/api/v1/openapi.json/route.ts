import { readFileSync } from "node:fs";
import path from "node:path";

import { operationsOf } from "#lib/http/collect-operations.ts";
import { openApiDocument } from "#lib/http/open-api.ts";
import { routeModules } from "./routes.ts";

let document: Promise<object> | undefined;

/** Open to anybody, like the source it is made from. */
export async function GET(): Promise<Response> {
  document ??= describeApi();
  return Response.json(await document, { headers: { "Cache-Control": "no-cache" } });
}

async function describeApi(): Promise<object> {
  const operations = await Promise.all(
    Object.entries(routeModules).map(async ([route, load]) => operationsOf(route, await load())),
  );
  return openApiDocument(operations.flat(), versionOfPackage());
}

function versionOfPackage(): string {
  const { version } = JSON.parse(readFileSync(path.join(process.cwd(), "package.json"), "utf8")) as {
    version: string;
  };
  return version;
}
