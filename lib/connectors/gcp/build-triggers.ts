import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { assetCollector } from "./asset-collector.ts";
import { assetOf } from "./assets.ts";
import { secretVariables, type Variable } from "./environment.ts";
import {
  keyOf,
  lastSegment,
  locationOf,
  repositoryKeyOfImage,
  serviceAccountKey,
  withProjectId,
} from "./names.ts";

const names = z.array(z.string()).default([]);
const Comments = z
  .object({ pullRequest: z.object({ commentControl: z.string().optional() }).optional() })
  .optional();
const Trigger = assetOf(
  z.object({
    id: z.string().optional(),
    name: z.string().optional(),
    resourceName: z.string().optional(),
    disabled: z.boolean().default(false),
    eventType: z.string().optional(),
    approvalConfig: z.object({ approvalRequired: z.boolean().default(false) }).optional(),
    serviceAccount: z.string().optional(),
    substitutions: z.record(z.string(), z.string()).default({}),
    github: Comments,
    repositoryEventConfig: Comments,
    bitbucketServerTriggerConfig: Comments,
    pubsubConfig: z.unknown().optional(),
    webhookConfig: z.unknown().optional(),
    build: z
      .object({
        images: names,
        steps: z.array(z.object({ env: names })).default([]),
        options: z
          .object({
            env: names,
            workerPool: z.string().optional(),
            pool: z.object({ name: z.string().optional() }).optional(),
          })
          .prefault({}),
      })
      .optional(),
  }),
);
type Trigger = z.infer<typeof Trigger>["resource"]["data"];

export const buildTriggers = assetCollector({
  id: "build-triggers",
  title: "Cloud Build triggers",
  produces: ["gcp.cloudbuild.trigger", "runs-as", "stores-artifacts-in"],
  types: { "cloudbuild.googleapis.com/BuildTrigger": normalizeTrigger },
});

/** Logs of builds are never public, and steps run in a machine of their own: both are stated as safe. */
export function normalizeTrigger(raw: unknown, { account }: Scope): Batch {
  const { name: assetName } = z.object({ name: z.string() }).parse(raw);
  const trigger = Trigger.parse(raw).resource.data;
  const key = keyOf("cloudbuild", withProjectId(relativeName(trigger, assetName), account));
  const email = /serviceAccounts\/([^/]+)$/.exec(trigger.serviceAccount ?? "")?.[1] ?? null;
  const options = trigger.build?.options;
  const resource: Resource<"gcp.cloudbuild.trigger"> = {
    key,
    type: "gcp.cloudbuild.trigger",
    name: trigger.name ?? trigger.id ?? lastSegment(key),
    account,
    region: locationOf(key),
    tags: {},
    properties: {
      enabled: !trigger.disabled,
      approvalRequired: trigger.approvalConfig?.approvalRequired ?? false,
      privatePool: Boolean(options?.workerPool ?? options?.pool?.name),
      serviceAccount: email,
      untrustedPullRequests: takesUntrusted(trigger),
      starts: startsOn(trigger),
    },
    facets: {
      publicResults: false,
      privileged: false,
      secretVariables: secretVariables(variablesOf(trigger)),
    },
  };
  const repositories = (trigger.build?.images ?? []).map(repositoryKeyOfImage);
  const relationships: Relationship[] = [
    ...(email ? [{ from: key, kind: "runs-as" as const, to: serviceAccountKey(email, account) }] : []),
    ...[...new Set(repositories)].flatMap((to) =>
      to ? [{ from: key, kind: "stores-artifacts-in" as const, to }] : [],
    ),
  ];
  return { resources: [resource], relationships };
}

const relativeName = ({ resourceName }: Trigger, assetName: string): string =>
  resourceName ?? assetName.replace(/^\/\/cloudbuild\.googleapis\.com\//, "");

function variablesOf({ substitutions, build }: Trigger): Variable[] {
  const assigned = [...(build?.options.env ?? []), ...(build?.steps ?? []).flatMap(({ env }) => env)].map(
    (text) => {
      const [name = "", ...value] = text.split("=");
      return { name, value: value.join("=") };
    },
  );
  const substituted = Object.entries(substitutions).map(([name, value]) => ({ name, value }));
  // A value that is only filled in when the build runs is no credential in clear.
  return [...assigned, ...substituted].filter(({ value }) => !/^\$\$?\{?\w+\}?$/.test(value));
}

const requests = ({ github, repositoryEventConfig, bitbucketServerTriggerConfig }: Trigger) =>
  [github, repositoryEventConfig, bitbucketServerTriggerConfig].flatMap(
    (config) => config?.pullRequest ?? [],
  );

/** Comments are asked of outsiders alone, of everybody, or of nobody, which is what an unstated control means. */
const takesUntrusted = (trigger: Trigger): boolean =>
  requests(trigger).some(
    ({ commentControl }) => commentControl === undefined || commentControl === "COMMENTS_DISABLED",
  );

function startsOn(trigger: Trigger): string {
  if (trigger.eventType === "MANUAL") return "by hand";
  if (trigger.webhookConfig !== undefined) return "a web request";
  if (trigger.pubsubConfig !== undefined) return "a message";
  return requests(trigger).length > 0 ? "a pull request" : "a push";
}
