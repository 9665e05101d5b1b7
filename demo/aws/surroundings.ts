import { databases } from "./databases.ts";
import type { Part } from "./estate-type.ts";
import { hosting } from "./hosting.ts";
import { organization } from "./organization.ts";
import { watch } from "./watch.ts";

/** What stands around the insurer's workloads: who governs the account, what watches it, and what it runs besides. */
export const surroundings: readonly Part[] = [organization, databases, hosting, watch];
