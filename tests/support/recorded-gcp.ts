import { runCollection, type CollectionOutcome } from "#lib/connectors/run-collection.ts";
import type { Collector } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";

export const projectId = "claims-ai-prod";
export const projectNumber = "582910347716";
export const organization = "organizations/771";
export const region = "europe-west4";
export const parent = `projects/${projectNumber}/locations/${region}`;

type Input = Readonly<Record<string, unknown>>;
type Failure = { fails: ProviderError["reason"]; permission?: string };
export type Asset = { name: string; assetType: string; data?: object; bindings?: object[] };
export type Answers = Readonly<Record<string, object | ((input: Input) => object)>>;
export const denied = (permission: string): Failure => ({ fails: "denied", permission });

/** Cloud Asset Inventory over these assets: whole resources, or the policies of those that have one. */
export const inventoryOf =
  (...assets: Asset[]) =>
  ({ contentType, assetTypes }: Input): object => {
    const wanted = Array.isArray(assetTypes)
      ? assets.filter(({ assetType }) => assetTypes.includes(assetType))
      : assets;
    return {
      readTime: "2026-11-20T08:00:00Z",
      assets: wanted.flatMap<object>(({ name, assetType, data, bindings }) => {
        if (contentType === "IAM_POLICY")
          return bindings ? [{ name, assetType, iamPolicy: { version: 1, etag: "e", bindings } }] : [];
        return data
          ? [{ name, assetType, ancestors: [`projects/${projectNumber}`], resource: { version: "v1", data } }]
          : [];
      }),
    };
  };

/** The project itself and its organization, as Resource Manager tells them. */
export const home: Answers = {
  "cloudresourcemanager:projects.search": {
    projects: [
      {
        name: `projects/${projectNumber}`,
        parent: "organizations/771",
        projectId,
        state: "ACTIVE",
        displayName: "Claims AI",
        labels: { owner: "claims" },
      },
    ],
  },
  "cloudresourcemanager:organizations.search": {
    organizations: [{ name: "organizations/771", displayName: "Claims.example", state: "ACTIVE" }],
  },
};

export type Recorded = {
  outcome: CollectionOutcome;
  resources: Resource[];
  relationships: Relationship[];
  calls: { operation: string; input: Input }[];
  only: () => Resource;
};

/** Runs a collector over Google's answers; a call nobody stated is one that an empty list answers. */
export async function collectGcp(collector: Collector, answers: Answers): Promise<Recorded> {
  const resources: Resource[] = [];
  const relationships: Relationship[] = [];
  const calls: Recorded["calls"] = [];
  const outcome = await runCollection(
    async ({ service, operation, input }) => {
      calls.push({ operation: `${service}:${operation}`, input });
      const stated = answers[`${service}:${operation}`] ?? {};
      const answer = typeof stated === "function" ? stated(input) : stated;
      if (isFailure(answer))
        throw new ProviderError(
          answer.fails,
          { service, operation },
          answer.fails,
          answer.permission ?? null,
        );
      return answer;
    },
    collector,
    {
      account: collector.per === "organization" ? organization : projectId,
      region: collector.per === "region" ? region : null,
    },
    new AbortController().signal,
    (batch) => {
      resources.push(...batch.resources);
      relationships.push(...batch.relationships);
    },
  );
  const only = (): Resource => {
    const [first, ...others] = resources;
    if (!first || others.length > 0) throw new Error(`${resources.length} resources in place of one`);
    return first;
  };
  return { outcome, resources, relationships, calls, only };
}

const isFailure = (answer: object): answer is Failure => "fails" in answer;

/** Relationships as they are read aloud, each key without its host's ending and this project. */
export const told = (relationships: readonly Relationship[]): string[] =>
  relationships.map(({ from, kind, to }) => `${short(from)} ${kind} ${short(to)}`);

const short = (key: string) =>
  key
    .replace(/^\/\//, "")
    .replace(".googleapis.com/", ":")
    .replace(`projects/${projectId}/`, "")
    .replace(`locations/${region}/`, "");
