import type { FacetsOf } from "#lib/domain/resource-class.ts";

export type Authentication = FacetsOf<"api">["authentication"];
export type Route = { name: string; authentication: Authentication; functionKey: string | null };

const weakestFirst: readonly Authentication[] = ["none", "key", "identity", "unreachable"];

/** An API asks of its callers what its weakest route asks. */
export const weakest = (routes: readonly Route[]): Authentication =>
  weakestFirst.find((candidate) => routes.some(({ authentication }) => authentication === candidate)) ??
  "unreachable";

export const openRoutes = (routes: readonly Route[]): string[] =>
  routes.filter(({ authentication }) => authentication === "none").map(({ name }) => name);

const withoutQualifier = /arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]+/;

/** The function an integration's address leads to, without its version or alias. */
export const functionKeyIn = (uri: string | undefined): string | null =>
  withoutQualifier.exec(uri ?? "")?.[0] ?? null;

/** The limit every account has is not one that this API's owner set. */
const accountRateLimit = 10_000;

export const limitsRate = (perSecond: number | undefined): boolean =>
  perSecond !== undefined && perSecond > 0 && perSecond < accountRateLimit;

/** Whether there is a stage and all of them have it: the callers choose the stage. */
export const everyStage = <Stage>(stages: readonly Stage[], has: (stage: Stage) => boolean): boolean =>
  stages.length > 0 && stages.every(has);
