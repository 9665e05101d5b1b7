import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

import packageJson from "#package.json" with { type: "json" };

/** What a browser needs to be launched; `env` adds to the environment. */
export type BrowserFiles = { executablePath: string; env: Record<string, string> };

const cacheFolder = path.resolve(import.meta.dirname, "../../../node_modules/.cache");
const systemBrowser = "/usr/bin/chromium";

/** A browser of the machine if there is one, else the Chromium that comes with the packages, libraries included. */
export async function browserFiles(): Promise<BrowserFiles> {
  const own = process.env["CHROMIUM_PATH"] ?? (existsSync(systemBrowser) ? systemBrowser : undefined);
  if (own !== undefined) return { executablePath: own, env: {} };
  const folder = path.join(
    cacheFolder,
    `chromium-${packageJson.devDependencies["@sparticuz/chromium"]}-${process.arch}`,
  );
  if (!existsSync(folder)) await unpackTo(folder);
  const fonts = path.join(folder, "fonts.conf");
  // It names its folder, and a clone may have moved since.
  if (!existsSync(fonts) || readFileSync(fonts, "utf8") !== fontsConfig(folder))
    writeFileSync(fonts, fontsConfig(folder));
  return {
    executablePath: path.join(folder, "chromium"),
    env: {
      LD_LIBRARY_PATH: path.join(folder, "al2023/lib"),
      FONTCONFIG_FILE: fonts,
    },
  };
}

/** Renamed when it is whole, so that an unpacking that was cut short is never taken for a browser. */
async function unpackTo(folder: string): Promise<void> {
  mkdirSync(cacheFolder, { recursive: true });
  const partial = mkdtempSync(`${folder}-`);
  try {
    // The package unpacks into the folder for temporary files, and libraries only where it believes to be a function.
    await withEnvironment({ TMPDIR: partial, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" }, async () => {
      const { default: chromium } = await import("@sparticuz/chromium");
      await chromium.executablePath();
    });
    // Another user of this clone may run it as well.
    for (const file of ["", "chromium"]) chmodSync(path.join(partial, file), 0o755);
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    // Another run may have been first.
    if (!existsSync(folder)) throw error;
  }
}

const fontsConfig = (folder: string): string =>
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${path.join(folder, "fonts")}</dir><cachedir>${path.join(folder, "fonts-cache")}</cachedir></fontconfig>
`;

/** Puts everything back afterwards, also what the package itself changed. */
async function withEnvironment(variables: Record<string, string>, work: () => Promise<void>): Promise<void> {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    await work();
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}
