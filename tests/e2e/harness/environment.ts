import { afterAll, inject } from "vitest";

import { disconnect } from "#lib/platform/db.ts";
import { stopSender } from "#lib/platform/queue.ts";

// Tests prepare what they need by the product's own verbs, in the installation that the browser looks at.
Object.assign(process.env, inject("env"));

afterAll(async () => {
  await stopSender();
  await disconnect();
});
