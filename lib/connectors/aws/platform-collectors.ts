import type { Collector } from "#lib/domain/connector.ts";
import { identityCenter } from "./identity-center.ts";
import { organizations } from "./organizations.ts";

/** What stands around AI: who governs it, what watches it, what it costs, and the services it is built of. */
export const platformCollectors: readonly Collector[] = [organizations, identityCenter];
