import type { ResourceView } from "#lib/contract/inventory.ts";
import type { RouteHop } from "#lib/domain/derived.ts";

import type { BadgeTone } from "../ui/badge.tsx";

type Words<T extends string> = Record<T, { label: string; tone: BadgeTone; help: string }>;

export const exposureWords: Words<NonNullable<ResourceView["exposure"]>> = {
  anyone: { label: "Anyone", tone: "bad", help: "Reachable from the internet without proof of identity" },
  credential: { label: "With a key", tone: "warn", help: "Reachable from the internet with a key or token" },
  internal: { label: "Internal", tone: "neutral", help: "Not reachable from the internet" },
};
export const unknownExposure = {
  label: "Unknown",
  tone: "neutral" as const,
  help: "It rests on something that was not collected",
};
/** What a hop of a route does with a caller. */
export const outcomeWords: Words<RouteHop["outcome"]> = {
  open: { label: "Lets in", tone: "warn", help: "Whoever comes passes" },
  asks: { label: "Asks", tone: "accent", help: "Only whoever proves something passes" },
  closed: { label: "Stops", tone: "good", help: "Nobody from the internet passes" },
  unknown: { label: "Unknown", tone: "neutral", help: "What decides it was not collected" },
};
export const sensitivityWords: Words<NonNullable<ResourceView["sensitivity"]>> = {
  sensitive: { label: "Sensitive", tone: "warn", help: "Holds data that must not leak" },
  internal: { label: "Internal", tone: "neutral", help: "Holds data meant for the organization" },
  public: { label: "Public", tone: "neutral", help: "Holds data meant for everybody" },
  unclassified: { label: "Unclassified", tone: "neutral", help: "Nothing says what it holds" },
};
export const privilegeWords: Words<NonNullable<ResourceView["privilege"]>> = {
  admin: { label: "Administrator", tone: "bad", help: "May do everything, or grant itself everything" },
  broad: { label: "Broad", tone: "warn", help: "May act on a whole service or scope" },
  scoped: { label: "Scoped", tone: "neutral", help: "May act on named resources" },
  none: { label: "None", tone: "neutral", help: "May act on nothing" },
};

const acronyms: Readonly<Record<string, string>> = { ai: "AI", api: "API" };

/** `model-deployment` reads "Model deployment", `ai-service` "AI service". */
export function classTitle(name: string): string {
  const [first = "", ...rest] = name.split("-");
  return [acronyms[first] ?? first.slice(0, 1).toUpperCase() + first.slice(1), ...rest].join(" ");
}
