import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { toUnknown } from "../run-collection.ts";

const Groups = z.object({
  groups: z.array(
    z.object({ name: z.string(), preferredVersion: z.object({ version: z.string() }).optional() }),
  ),
});

/** Which groups of custom resources a cluster serves, and in which version to ask for them. */
export type ServedKinds = {
  has: (group: string) => boolean;
  input: (group: string) => Readonly<Record<string, unknown>>;
  /** Why it is not known what is served; then nothing custom is asked for. */
  unknown: Unknown | null;
};

/** What the server says of itself. It throws nothing but what ends the sync: a cluster without it has a gap. */
export async function readServedKinds(source: Source): Promise<ServedKinds> {
  try {
    const answer = Groups.safeParse(await source.call("apis", "apis.list"));
    if (!answer.success) return nothingServed(malformed);
    const versions = new Map(
      answer.data.groups.flatMap(({ name, preferredVersion }) =>
        preferredVersion ? [[name, preferredVersion.version] as const] : [],
      ),
    );
    return {
      has: (group) => versions.has(group),
      input: (group) => (builtIn.has(group) ? {} : { version: versions.get(group) ?? "v1" }),
      unknown: null,
    };
  } catch (error) {
    if (!(error instanceof ProviderError) || error.reason === "expired-credentials") throw error;
    return nothingServed(toUnknown(error));
  }
}

const builtIn: ReadonlySet<string> = new Set([
  "core",
  "apps",
  "batch",
  "networking.k8s.io",
  "rbac.authorization.k8s.io",
]);
const nothingServed = (unknown: Unknown): ServedKinds => ({ has: () => false, input: () => ({}), unknown });
const malformed: Unknown = {
  reason: "malformed",
  call: "apis:apis.list",
  permission: null,
  message: "The answer holds no API groups",
};
