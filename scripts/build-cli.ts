import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import { rolldown } from "rolldown";

const root = path.resolve(import.meta.dirname, "..");

/**
 * Writes the package of the command line into `folder`: one file without dependencies, which `npm publish` takes as it
 * is.
 */
export async function buildCommandLine(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const bundle = await rolldown({
    input: path.join(root, "bin/nacre-cli.ts"),
    platform: "node",
    cwd: root,
    onLog: (_, { code, message }) => {
      if (code === "UNRESOLVED_IMPORT") throw new Error(message);
    },
  });
  const { output } = await bundle.write({
    file: path.join(folder, "nacre.js"),
    format: "esm",
    minify: true,
    codeSplitting: false,
  });
  await bundle.close();
  await writeFile(path.join(folder, "package.json"), `${JSON.stringify(await manifest(), null, 2)}\n`);
  const modules = output.flatMap((part) => (part.type === "chunk" ? part.moduleIds : []));
  await writeFile(path.join(folder, "THIRD-PARTY-LICENSES.txt"), await licensesOf(modules));
  await copyFile(path.join(root, "LICENSE"), path.join(folder, "LICENSE"));
  await copyFile(path.join(root, "docs/how-to/scan.md"), path.join(folder, "README.md"));
}

/** What the licences of the packages in the file ask for: that they come with it. */
async function licensesOf(modules: readonly string[]): Promise<string> {
  const folders = new Set(
    modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []),
  );
  const texts = [...folders].toSorted().map(async (folder) => {
    const names = (await readdir(folder)).filter((name) => /^(licen[cs]e|notice)/i.test(name));
    const files = names.map((name) => readFile(path.join(folder, name), "utf8"));
    return [folder.slice(folder.lastIndexOf("node_modules/") + 13), ...(await Promise.all(files))].join(
      "\n\n",
    );
  });
  return `${(await Promise.all(texts)).join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

async function manifest(): Promise<object> {
  // Safe because it is our own, and its tests read these fields.
  const ours = JSON.parse(await readFile(path.join(root, "package.json"), "utf8")) as Record<string, unknown>;
  const { name, version, license } = ours;
  return {
    name,
    version,
    description: "Checks generative-AI workloads in recordings, Terraform plans and manifests",
    license,
    type: "module",
    bin: { nacre: "nacre.js" },
    files: ["nacre.js", "THIRD-PARTY-LICENSES.txt"],
    engines: { node: ">=22.12" },
  };
}

if (import.meta.main) {
  const folder = path.resolve(process.argv[2] ?? path.join(root, "dist/nacre"));
  await buildCommandLine(folder);
  console.log(`Wrote ${folder}. Publish it with: npm publish ${path.relative(process.cwd(), folder)}`);
}
