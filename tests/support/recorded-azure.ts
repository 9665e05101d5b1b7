import { runCollection, type CollectionOutcome } from "#lib/connectors/run-collection.ts";
import type { Collector } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";

export const subscription = "6f0e3a52-9b1c-4d7e-8a35-0c2f71d4b801";
export const group = `/subscriptions/${subscription}/resourceGroups/RG-Claims`;
export const idOf = (type: string, name: string) => `${group}/providers/${type}/${name}`;

type Failure = { fails: ProviderError["reason"]; permission?: string };
type Input = Readonly<Record<string, unknown>>;
/** What Azure answers, by `service/operation`; what is not stated is not found. */
export type Answers = Readonly<Record<string, object | ((input: Input) => object)>>;

export const denied = (permission: string): Failure => ({ fails: "denied", permission });
export const list = (...value: unknown[]) => ({ value });

/** Rows of the resource graph for a query that names their type, whatever the case. */
export const graphRows =
  (...rows: { type: string }[]) =>
  ({ body }: Input): object => {
    const query = JSON.stringify(body).toLowerCase();
    return { data: rows.filter(({ type }) => query.includes(`'${type.toLowerCase()}'`)) };
  };

export type Recorded = {
  outcome: CollectionOutcome;
  resources: Resource[];
  relationships: Relationship[];
  calls: { operation: string; input: Input }[];
  get: (name: string) => Resource;
};

/** Runs a collector over answers as the resource manager gives them. */
export async function collectAzure(collector: Collector, answers: Answers): Promise<Recorded> {
  const resources: Resource[] = [];
  const relationships: Relationship[] = [];
  const calls: Recorded["calls"] = [];
  const outcome = await runCollection(
    async ({ service, operation, input }) => {
      calls.push({ operation: `${service}/${operation}`, input });
      const stated = answers[`${service}/${operation}`] ?? { fails: "not-found" };
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
    { account: subscription, region: null },
    new AbortController().signal,
    (batch) => {
      resources.push(...batch.resources);
      relationships.push(...batch.relationships);
    },
  );
  const get = (name: string): Resource => {
    const found = resources.find((resource) => resource.name === name);
    if (!found)
      throw new Error(`Nothing named ${name} among ${resources.map((each) => each.name).join(", ")}`);
    return found;
  };
  return { outcome, resources, relationships, calls, get };
}

const isFailure = (answer: object): answer is Failure => "fails" in answer;

/** Relationships as they are read aloud, without the part of the keys that every key here begins with. */
export const told = (relationships: readonly Relationship[]): string[] =>
  relationships.map(({ from, kind, to }) => `${short(from)} ${kind} ${short(to)}`);

const short = (key: string) => key.replace(`${group.toLowerCase()}/providers/`, "");
