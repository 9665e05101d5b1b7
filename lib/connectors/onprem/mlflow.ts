import { z } from "zod";

import type { Batch, Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { normalizeEach, withUnknown } from "../normalized.ts";
import { attempt, type Detail } from "../rest/detail.ts";
import { untold } from "../rest/facts.ts";
import { malformed } from "../rest/malformed.ts";
import { doubtOf, storeOf } from "./artifact-place.ts";
import type { Target } from "./inventory.ts";
import { serverKey } from "./names.ts";
import type { FoundServer } from "./read-server.ts";
import { normalizeRegisteredModel, usedVersionOf } from "./registered-model.ts";
import { askServer, bodyOf, type Call } from "./server-answer.ts";
import { baseOf, hostedOn, propertiesOf, unknownsOf } from "./server-facts.ts";

const Page = z.looseObject({ next_page_token: z.string().optional() });

const pagesMax = 200;
const pageSize = 500;
const runsMax = 500;

/** The registry, its models with what their runs measured, and the stores their files lie in. */
export async function* readMlflow(
  source: Source,
  server: FoundServer,
  targets: readonly Target[],
): AsyncGenerator<Batch> {
  const models = await attempt(() => pages(source, server, "search-registered-models", "registered_models"));
  const experiments = await attempt(() => pages(source, server, "search-experiments", "experiments"));
  yield normalizeRegistry(server, models, experiments, targets);
  const measured = new Map<string, Detail<readonly string[]>>();
  for (const raw of models.value ?? []) {
    const run = usedVersionOf(raw)?.run_id;
    if (!run || measured.has(run) || measured.size >= runsMax) continue;
    measured.set(run, await measuresOf(source, server, run));
  }
  const call = "mlflow:search-registered-models";
  yield normalizeEach(call, models.value ?? [], (raw) =>
    normalizeRegisteredModel(raw, server, targets, measured),
  );
  const missing = models.unknown ?? experiments.unknown;
  if (missing) throw new ProviderError(missing.reason, callOf(missing), missing.message, missing.permission);
}

function callOf({ call }: Unknown): Call {
  const [service = "", operation = ""] = call.split(":");
  return { service, operation };
}

async function pages(
  source: Source,
  { url, access }: FoundServer,
  operation: string,
  field: string,
): Promise<readonly unknown[]> {
  const call = { service: "mlflow", operation };
  if (access.unknown) throw new ProviderError(access.unknown.reason, call, access.unknown.message);
  const proof = access.authentication === "none" ? "none" : "own";
  const items: unknown[] = [];
  let token = "";
  for (let page = 0; page < pagesMax; page++) {
    const input = { proof, max_results: pageSize, ...(token === "" ? {} : { page_token: token }) } as const;
    const body = bodyOf(call, await askServer(source, url, call, input), Page);
    items.push(...listIn(call, body, field));
    const next = body.next_page_token ?? "";
    if (next === "") return items;
    if (next === token) throw new ProviderError("malformed", call, "The next page is the same page");
    token = next;
  }
  throw new ProviderError("failed", call, `The list has more than ${pagesMax} pages`);
}

/** A list that is empty is left out. */
function listIn(call: Call, body: z.infer<typeof Page>, field: string): readonly unknown[] {
  const list = z.array(z.unknown()).safeParse(body[field] ?? []);
  if (!list.success) throw malformed(call, list.error);
  return list.data;
}

const Run = z.looseObject({
  run: z.looseObject({
    data: z.looseObject({ metrics: z.array(z.looseObject({ key: z.string() })).default([]) }),
  }),
});

function measuresOf(
  source: Source,
  { url, access }: FoundServer,
  run: string,
): Promise<Detail<readonly string[]>> {
  const call = { service: "mlflow", operation: "get-run" };
  const proof = access.authentication === "none" ? "none" : "own";
  return attempt(
    async () => {
      const body = bodyOf(call, await askServer(source, url, call, { proof, run_id: run }), Run);
      return body.run.data.metrics.map(({ key }) => key.slice(0, 100)).toSorted();
    },
    ({ reason }) => reason === "not-found",
  );
}

const Experiment = z.looseObject({ artifact_location: z.string().nullish() });

export function normalizeRegistry(
  server: FoundServer,
  models: Detail<readonly unknown[]>,
  experiments: Detail<readonly unknown[]>,
  targets: readonly Target[],
): Batch {
  const { site, url, access, publicNetwork } = server;
  const locations = (experiments.value ?? []).flatMap((raw) => {
    const parsed = Experiment.safeParse(raw);
    return parsed.success && parsed.data.artifact_location ? [parsed.data.artifact_location] : [];
  });
  const stores = locations.map((location) => storeOf(location, site, targets));
  const key = serverKey(site, url);
  const isOpen = access.authentication === "none";
  const resource: Resource<"onprem.model-registry"> = {
    ...baseOf(server),
    type: "onprem.model-registry",
    properties: {
      ...propertiesOf(server),
      experimentCount: experiments.value?.length ?? 0,
      modelCount: models.value?.length ?? 0,
    },
    facets: { publicRead: publicNetwork.value && isOpen, approvalRequired: false, customerKey: true },
  };
  const kept = [...new Set(stores.flatMap(({ key: store }) => store ?? []))].map((to): Relationship => ({
    from: key,
    kind: "stores-artifacts-in",
    to,
  }));
  return {
    resources: [
      withUnknown(
        resource,
        unknownsOf(server, {
          "facets.publicRead": access.unknown ?? (isOpen ? publicNetwork.unknown : null),
          "facets.approvalRequired": untold(
            "mlflow:search-registered-models",
            "MLflow has no approval of its own; whether its users ask for one, it does not say",
          ),
          "properties.experimentCount": experiments.unknown,
          "properties.modelCount": models.unknown,
          "relationships.stores-artifacts-in": experiments.unknown ?? doubtOf(stores),
        }),
      ),
    ],
    relationships: [hostedOn(server), ...kept],
  };
}
