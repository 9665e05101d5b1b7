import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";

/** Every path that the documentation names must exist: links, and paths written as code that begin at the top level. */
const documents = [...globSync("*.md"), ...globSync("{docs,demo,bench,tests}/**/*.md")];
const topLevel = "app|bench|bin|components|demo|docs|lib|prisma|scripts|tests";
const codePath = new RegExp(`\`((?:${topLevel})/[\\w@.()\\[\\]/-]+)\``, "g");
const link = /\]\((?!https?:|mailto:|#)([^)\s#]+)[^)]*\)/g;

const missing = documents.flatMap((file) => {
  const text = readFileSync(file, "utf8").replaceAll(/^```[\s\S]*?^```/gm, "");
  const fromRoot = [...text.matchAll(codePath)].map(([, target = ""]) => target);
  const fromFile = [...text.matchAll(link)].map(([, target = ""]) => path.join(path.dirname(file), target));
  return [...fromRoot, ...fromFile]
    .filter((target) => !existsSync(target.replace(/[.:]$/, "")))
    .map((target) => `${file}: ${target}`);
});

if (missing.length > 0) {
  console.error(`These paths do not exist:\n${missing.join("\n")}`);
  process.exit(1);
}
