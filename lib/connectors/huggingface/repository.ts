import { z } from "zod";

import type { Batch, Source } from "#lib/domain/connector.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { ask } from "../rest/answer.ts";
import { eachParent } from "../rest/detail.ts";
import { listLinked } from "../rest/listing.ts";
import { normalizeEach } from "../normalized.ts";

const Listed = z.looseObject({ id: z.string().regex(/^[^/]+\/[^/]+$/) });

const Texts = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => [value].flat())
  .catch([]);

/** What a model and a dataset have in common. */
export const Repository = z.object({
  id: z.string().regex(/^[^/]+\/[^/]+$/),
  private: z.boolean(),
  gated: z
    .union([z.boolean(), z.string()])
    .default(false)
    .transform((gated) => gated !== false),
  tags: z.array(z.string()).default([]),
  siblings: z.array(z.looseObject({ rfilename: z.string() })),
  cardData: z
    .looseObject({
      license: Texts.optional(),
      license_name: z.string().optional().catch(undefined),
      base_model: Texts.optional(),
      datasets: Texts.optional(),
    })
    .nullish()
    .catch(null),
  config: z.looseObject({ auto_map: z.unknown() }).nullish().catch(null),
  securityRepoStatus: z
    .object({
      scansDone: z.boolean(),
      filesWithIssues: z.array(z.object({ path: z.string(), level: z.string() })),
    })
    .nullish(),
});
export type Repository = z.infer<typeof Repository>;

/** Every repository of one kind with all that is known of it. One that cannot be read is a gap, and the others stand. */
export async function* eachRepository(
  source: Source,
  service: "models" | "datasets" | "spaces",
  normalize: (raw: unknown) => Batch | Promise<Batch>,
): AsyncGenerator<Batch> {
  const list = { service, operation: "list" };
  const { items } = await listLinked(source, list, { author: source.scope.account, limit: 500 });
  const repos: string[] = [];
  const { unparsed = [] } = normalizeEach(`${service}:list`, items, (raw) => {
    repos.push(Listed.parse(raw).id);
    return { resources: [], relationships: [] };
  });
  yield { resources: [], relationships: [], unparsed };
  const input = service === "spaces" ? {} : { securityStatus: true };
  yield* eachParent(source, repos, async (repo) => {
    const { body } = await ask(source, { service, operation: "get" }, { repo, ...input }, z.unknown());
    try {
      return await normalize(body);
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      const message = z.prettifyError(error).slice(0, 500);
      return { resources: [], relationships: [], unparsed: [{ call: `${service}:get`, message }] };
    }
  });
}

export const licenseOf = ({ cardData, tags }: Repository): string | null => {
  const stated = cardData?.license?.find((license) => license !== "other") ?? cardData?.license_name;
  return stated ?? tags.find((tag) => tag.startsWith("license:"))?.slice("license:".length) ?? null;
};

export const issuesOf = ({ securityRepoStatus }: Repository): string[] =>
  (securityRepoStatus?.filesWithIssues ?? []).map(({ path, level }) => `${path} (${level})`).toSorted();

/** What the scanners found is told for the asking; an answer without it was given by a server that has none. */
export const scanUnknown = (service: string, { securityRepoStatus }: Repository): Unknown | null =>
  securityRepoStatus
    ? null
    : {
        reason: "unsupported",
        call: `${service}:get`,
        permission: null,
        message: "The answer does not hold the state of the security scan",
      };
