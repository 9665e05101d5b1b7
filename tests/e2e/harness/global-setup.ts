import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";

import { browserFiles } from "./browser-files.ts";
import { launchOptions } from "./launch-options.ts";
import type { Cast } from "./people.ts";
import { startHarness } from "./start-harness.ts";

declare module "vitest" {
  export interface ProvidedContext {
    origin: string;
    env: Record<string, string>;
    signInPath: string;
    browserEndpoint: string;
    /** The demo estate, for reading only. */
    demo: Cast;
  }
}

/** Starts the product and one browser for the run. When one of them dies, so does the run, saying why. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const started = startHarness();
  const browser = await chromium.launchServer(launchOptions(await browserFiles()));
  const harness = await started.catch(async (error: unknown) => {
    await browser.close();
    throw error;
  });
  let stopping = false;
  const stop = async () => {
    stopping = true;
    await browser.close();
    await harness.stop();
  };
  process.once("SIGTERM", () => void stop().finally(() => process.exit(143)));
  const browserDied = new Promise<Error>((resolve) =>
    browser.on("close", () => resolve(new Error("The browser ended."))),
  );
  void Promise.race([harness.died, browserDied]).then(async (problem) => {
    if (stopping) return;
    console.error(problem.message);
    await stop();
    process.exit(1);
  });
  try {
    const { seedDemo } = await import("./seed-demo.ts");
    provide("demo", await seedDemo(harness.organizationId));
  } catch (error) {
    await stop();
    throw error;
  }
  provide("origin", harness.origin);
  provide("env", harness.env);
  provide("signInPath", harness.signInPath);
  provide("browserEndpoint", browser.wsEndpoint());
  return stop;
}
