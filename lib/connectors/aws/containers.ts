import { z } from "zod";

import type { Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { holdsCredential } from "../credential.ts";
import { agentsNamedIn } from "./bedrock-arns.ts";
import { ecrImage } from "./ecr-image.ts";
import { holdsPrompt, hostsNamedBy } from "./environment.ts";

const Pair = z.object({ name: z.string().default(""), value: z.string().default("") });
/** A container as ECS and Batch write it; EKS jobs of Batch call its variables `env`. */
export const RawContainer = z.object({
  name: z.string().default(""),
  image: z.string().optional(),
  command: z.array(z.string()).default([]),
  environment: z.array(Pair).optional(),
  env: z.array(Pair).optional(),
  privileged: z.boolean().default(false),
  logConfiguration: z
    .object({ logDriver: z.string().optional(), options: z.record(z.string(), z.string()).default({}) })
    .optional(),
});
export type Container = z.infer<typeof RawContainer>;

const variablesOf = ({ environment, env }: Container) => environment ?? env ?? [];

/** Names of variables, with their container where there are several. */
function namedIn(containers: readonly Container[], test: (name: string, value: string) => boolean): string[] {
  const named = containers.flatMap((container) =>
    variablesOf(container)
      .filter(({ name, value }) => test(name, value))
      .map(({ name }) => (containers.length > 1 && container.name ? `${container.name}/${name}` : name)),
  );
  return [...new Set(named)];
}

/** Variables that hold a credential, and `command` where one stands among the arguments. */
export function secretsIn(containers: readonly Container[]): string[] {
  const inCommand = containers.some(({ command }) => command.some((word) => holdsCredential("", word)));
  return [...namedIn(containers, holdsCredential), ...(inCommand ? ["command"] : [])];
}

export const promptsIn = (containers: readonly Container[]): string[] => namedIn(containers, holdsPrompt);

export const hostsCalledBy = (containers: readonly Container[]): string[] =>
  [
    ...new Set(containers.flatMap((one) => variablesOf(one).flatMap(({ value }) => hostsNamedBy(value)))),
  ].toSorted();

export const imagesOf = (containers: readonly Container[]): string[] => [
  ...new Set(containers.flatMap(({ image }) => image ?? [])),
];

/** The registries its images come from, and the agents its variables name. */
export function containerEdges(from: string, containers: readonly Container[], scope: Scope): Relationship[] {
  const pulled = new Map<string, string>();
  for (const image of imagesOf(containers)) {
    const repository = ecrImage(image)?.repositoryKey;
    if (repository) pulled.set(repository, image);
  }
  const variables = Object.fromEntries(
    containers.flatMap((one) => variablesOf(one).map(({ name, value }) => [name, value])),
  );
  return [
    ...[...pulled].map(([to, reason]): Relationship => ({ from, kind: "pulls-image", to, reason })),
    ...agentsNamedIn(variables, scope).map((to): Relationship => ({
      from,
      kind: "invokes",
      to,
      reason: "named in its environment",
    })),
  ];
}
