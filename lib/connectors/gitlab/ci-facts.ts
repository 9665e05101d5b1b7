import { parseAllDocuments } from "yaml";
import { z } from "zod";

const textMax = 1024 * 1024;

const Image = z.union([z.string(), z.looseObject({ name: z.string() }).transform(({ name }) => name)]);
const loose = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const Job = z.object({
  image: loose(Image),
  services: loose(z.array(Image)),
  environment: loose(Image),
  id_tokens: loose(z.record(z.string(), z.unknown())),
});
type Job = z.infer<typeof Job>;
const Include = z.object({ remote: loose(z.string()), integrity: loose(z.string()) });
export const CiFile = z.record(z.string(), z.unknown());
export type CiFile = z.infer<typeof CiFile>;

/** CI configuration from its text, or why it is none. A header with inputs stands in a document of its own before it. */
export function readCiFile(text: string): { file: CiFile } | { problem: string } {
  if (text.length > textMax) return { problem: `The file is larger than ${textMax} characters` };
  try {
    const documents = parseAllDocuments(text, { prettyErrors: false, logLevel: "silent" });
    const last = Array.isArray(documents) ? documents.at(-1) : undefined;
    if (!last) return { problem: "The file is empty" };
    const [error] = last.errors;
    if (error) return { problem: error.message.slice(0, 300) };
    const parsed = CiFile.safeParse(last.toJS({ maxAliasCount: 100 }));
    return parsed.success ? { file: parsed.data } : { problem: "The file is no list of jobs" };
  } catch (error) {
    return { problem: error instanceof Error ? error.message.slice(0, 300) : "The file is not YAML" };
  }
}

/** Top-level words that are no job. */
const keywords: ReadonlySet<string> = new Set([
  "default",
  "include",
  "stages",
  "variables",
  "workflow",
  "spec",
  "image",
  "services",
  "before_script",
  "after_script",
  "cache",
]);

export type CiFacts = {
  images: string[];
  privilegedServices: string[];
  environments: string[];
  idTokens: string[];
};

/** What the jobs of a whole configuration run on and ask for, its templates left out. */
export function factsOf(file: CiFile): CiFacts {
  const jobs = Object.entries(file)
    .filter(([name]) => !keywords.has(name) && !name.startsWith("."))
    .flatMap(([, value]) => Job.safeParse(value).data ?? []);
  const settings = [Job.safeParse(file).data, Job.safeParse(file["default"]).data].flatMap(
    (one) => one ?? [],
  );
  const all: readonly Job[] = [...jobs, ...settings];
  const services = all.flatMap((job) => job.services ?? []);
  return {
    images: distinct([...all.flatMap(({ image }) => image ?? []), ...services]),
    privilegedServices: distinct(services.filter((name) => dockerInDocker.test(name))),
    environments: distinct(jobs.flatMap(({ environment }) => environment ?? [])),
    idTokens: distinct(all.flatMap((job) => Object.keys(job.id_tokens ?? {}))),
  };
}

const dockerInDocker = /(^|\/)docker:[\w.-]*dind\b/;
const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].toSorted();

/** The server whose projects are one's own: its host, and the path of one's own group. */
export type Own = { host: string; group: string };

/** Images of others that are named by a tag that can move. One whose name is filled in from a variable may be any. */
export const unpinnedImages = (images: readonly string[], own: Own): string[] =>
  images.filter(
    (image) => !/@sha256:[0-9a-f]{64}$/i.test(image) && !image.includes("$") && !isOwnImage(image, own),
  );

/** A server keeps its registry at its own name with a port, or beside itself. */
function isOwnImage(image: string, { host, group }: Own): boolean {
  const [registry = "", ...path] = image.toLowerCase().split("/");
  const labels = host.split(".");
  const domain = labels.length > 2 ? labels.slice(1).join(".") : host;
  const name = registry.replace(/:\d+$/, "");
  return (name === domain || name.endsWith(`.${domain}`)) && path.join("/").startsWith(`${group}/`);
}

/** What a configuration is put together from, as GitLab itself resolved it. */
export const Resolved = z.object({
  type: z.string(),
  location: z.string(),
  extra: z.looseObject({ project: z.string().nullish(), ref: z.string().nullish() }).nullish().catch(null),
});
export type Resolved = z.infer<typeof Resolved>;

const commit = /^([0-9a-f]{40}|[0-9a-f]{64})$/i;

/** Included files of others that can change without a change here. */
export function unpinnedIncludes(
  included: readonly Resolved[],
  file: CiFile | null,
  { host, group }: Own,
): string[] {
  const checked = new Set(
    [file?.["include"] ?? []]
      .flat()
      .flatMap((one) => Include.safeParse(one).data ?? [])
      .flatMap(({ remote, integrity }) => (remote !== undefined && integrity !== undefined ? [remote] : [])),
  );
  return distinct(
    included.flatMap(({ type, location, extra }) => {
      switch (type) {
        case "remote":
          return checked.has(location) ? [] : [location];
        case "file": {
          const project = extra?.project ?? "";
          const isOwn = project.toLowerCase().startsWith(`${group}/`);
          return isOwn || commit.test(extra?.ref ?? "")
            ? []
            : [`${project}/${location}@${extra?.ref ?? "HEAD"}`];
        }
        case "component": {
          const isOwn = location.toLowerCase().startsWith(`${host}/${group}/`);
          return isOwn || commit.test(location.split("@").at(-1) ?? "") ? [] : [location];
        }
        // A local file is the project's own, and a template comes with GitLab itself.
        default:
          return [];
      }
    }),
  );
}
