import { runCollection, type CollectionOutcome } from "#lib/connectors/run-collection.ts";
import { permissionOf } from "#lib/connectors/aws/services.ts";
import type { Collector, Scope } from "#lib/domain/connector.ts";
import { ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";

/** What AWS answers, by `service:Operation`; a function where the input decides, a word where it is an error. */
export type Answers = Readonly<
  Record<string, object | Refusal | ((input: Readonly<Record<string, unknown>>) => unknown)>
>;
export type Refusal = ProviderError["reason"];

export type Recorded = {
  outcome: CollectionOutcome;
  resources: Resource[];
  relationships: Relationship[];
  /** Permissions of the calls that were made. */
  used: Set<string | null>;
  get: (key: string) => Resource | undefined;
};

/** Answers every call; what is not among the answers is not there. */
export const answering =
  (answers: Answers): Transport =>
  async ({ service, operation, input }) => {
    const answer = answers[`${service}:${operation}`] ?? "not-found";
    if (typeof answer === "string")
      throw new ProviderError(answer, { service, operation }, answer, permissionOf(service, operation));
    return typeof answer === "function" ? answer(input) : answer;
  };

/** Runs a collector over answers; what is not among them is not there. */
export async function collectRecorded(
  collector: Collector,
  answers: Answers,
  scope: Scope = { account: "111122223333", region: "eu-west-1" },
): Promise<Recorded> {
  const resources: Resource[] = [];
  const relationships: Relationship[] = [];
  const used = new Set<string | null>();
  const outcome = await runCollection(
    async (call, signal) => {
      used.add(permissionOf(call.service, call.operation));
      return answering(answers)(call, signal);
    },
    collector,
    { account: scope.account, region: collector.per === "region" ? scope.region : null },
    new AbortController().signal,
    (batch) => {
      resources.push(...batch.resources);
      relationships.push(...batch.relationships);
    },
  );
  return {
    outcome,
    resources,
    relationships,
    used,
    get: (key) => resources.find((resource) => resource.key === key),
  };
}

/** The paths that are unknown of one resource, each with why. */
export const unknownsOf = (recorded: Recorded, key: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(recorded.get(key)?.unknown ?? {}).map(([path, { reason }]) => [path, reason]),
  );

/** `kind to` of every relationship that leaves a resource, in order. */
export const edgesOf = ({ relationships }: Recorded, key: string): string[] =>
  relationships.filter(({ from }) => from === key).map(({ kind, to }) => `${kind} ${to}`);

/** What a collector produced or called without saying so. */
export function undeclared(collector: Collector, { resources, relationships, used }: Recorded): string[] {
  const declared: readonly string[] = collector.produces;
  const produced = [...resources.map(({ type }) => type), ...relationships.map(({ kind }) => kind)];
  return [
    ...new Set(produced.filter((name) => !declared.includes(name))),
    ...[...used].map(String).filter((permission) => !collector.permissions.includes(permission)),
  ];
}
