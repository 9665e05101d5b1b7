import { z } from "zod";

import type { Unknown } from "#lib/domain/unknown.ts";
import { markUnknown, type Unknowns } from "./pages.ts";

/**
 * Whether the documents of a source are told only to those who may read them there. `public` sources have no readers to
 * keep to; `unstated` is decided by each document as it is put in.
 */
export type SourceAcl = "kept" | "open" | "public" | "unstated";

const Flag = z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")]);
const Text = z.string().optional();

/** The parts of a connector's own schema that speak of access; each kind of source has a schema of its own. */
const Configuration = z.object({
  additionalProperties: z
    .object({
      isCrawlAcl: Flag.optional(),
      crawlAcl: Flag.optional(),
      aclConfigurationFilePath: Text,
      metadataFilesPrefix: Text,
    })
    .optional(),
  accessControlConfiguration: z
    .object({ aclConfigurationFilePath: Text, defaultAccessType: Text })
    .optional(),
  connectionConfiguration: z
    .object({
      bucketName: Text,
      repositoryEndpointMetadata: z.object({ BucketName: Text, bucketName: Text }).optional(),
    })
    .optional(),
});

/** What a source's settings, in the connectors' own JSON, say of access lists. */
export function aclOfConfiguration(kind: string, configuration: unknown): SourceAcl {
  if (/^WEB_?CRAWLER/i.test(kind)) return "public";
  const settings = Configuration.safeParse(configuration).data;
  const { additionalProperties: more, accessControlConfiguration: access } = settings ?? {};
  const crawls = more?.isCrawlAcl ?? more?.crawlAcl;
  if (crawls !== undefined) return crawls ? "kept" : "open";
  if (!/^S3/i.test(kind)) return "unstated";
  if (more?.aclConfigurationFilePath || access?.aclConfigurationFilePath) return "kept";
  if (access?.defaultAccessType === "DENY") return "kept";
  // Each document's own metadata file may carry its access list.
  return !settings || more?.metadataFilesPrefix ? "unstated" : "open";
}

/** The bucket a source crawls, by name. */
export function bucketOfConfiguration(configuration: unknown): string | null {
  const connection = Configuration.safeParse(configuration).data?.connectionConfiguration;
  const { repositoryEndpointMetadata: endpoint } = connection ?? {};
  return connection?.bucketName ?? endpoint?.BucketName ?? endpoint?.bucketName ?? null;
}

/** Names of the sources that are open; unknown where none is, but one does not say. */
export function openSourcesOf(
  sources: readonly { name: string; acl: SourceAcl }[],
  call: string,
  unknowns: Unknowns,
): string[] {
  const open = sources.filter(({ acl }) => acl === "open").map(({ name }) => name);
  const unstated = sources.filter(({ acl }) => acl === "unstated").map(({ name }) => name);
  if (open.length === 0 && unstated.length > 0)
    markUnknown(unknowns, ["properties.openSources"], unstatedAcl(call, unstated));
  return open;
}

const unstatedAcl = (call: string, names: readonly string[]): Unknown => ({
  reason: "unsupported",
  call,
  permission: null,
  message: `Whether documents of ${names.slice(0, 3).join(", ")} carry access lists is not told by its settings`,
});
