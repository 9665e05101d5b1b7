import type { LaunchOptions } from "playwright-core";

import type { BrowserFiles } from "./browser-files.ts";

/** Without the sandbox, which root and most containers do not have; it opens nothing but our own pages. */
export const launchOptions = ({ executablePath, env }: BrowserFiles): LaunchOptions => ({
  executablePath,
  env: { ...definedEnvironment(), ...env },
  args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none", "--disable-dev-shm-usage"],
});

const definedEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
