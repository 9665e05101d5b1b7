import type { Operation } from "./open-api.ts";
import type { RouteHandler } from "./route.ts";

export type RouteModule = Readonly<Record<string, unknown>>;

export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** The operations of a route file, by the methods it exports. Throws where one was not made by `route()`. */
export function operationsOf(path: string, module: RouteModule): (Operation & { handler: RouteHandler })[] {
  return methods.flatMap((method) => {
    const handler = module[method];
    if (handler === undefined) return [];
    if (!isRouteHandler(handler)) throw new Error(`${method} ${path} was not made by route()`);
    return [{ path, method, spec: handler.spec, handler }];
  });
}

const isRouteHandler = (value: unknown): value is RouteHandler =>
  typeof value === "function" && "spec" in value;
