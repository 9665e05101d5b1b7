import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { assertRead, detailList } from "./detail.ts";
import { normalizeMonitoringJob } from "./model-monitoring.ts";
import { keyOf, serviceAccountKey } from "./names.ts";
import { listItems } from "./paging.ts";
import { encryptedBy, kmsKeyName, vertexBase, vertexIdentity, vertexKey } from "./vertex.ts";
import { normalizeEach, withUnknown } from "../normalized.ts";

const DeployedModel = z.object({
  model: z.string().optional(),
  serviceAccount: z.string().optional(),
  enableAccessLogging: z.boolean().default(false),
});
const Endpoint = z.object({
  ...vertexBase,
  deployedModels: z.array(DeployedModel).default([]),
  network: z.string().optional(),
  enablePrivateServiceConnect: z.boolean().optional(),
  privateServiceConnectConfig: z.object({ enablePrivateServiceConnect: z.boolean().optional() }).optional(),
  predictRequestResponseLoggingConfig: z
    .object({
      enabled: z.boolean().default(false),
      samplingRate: z.number().default(0),
      bigqueryDestination: z.object({ outputUri: z.string().optional() }).optional(),
    })
    .optional(),
});
type Endpoint = z.infer<typeof Endpoint>;

const service = "aiplatform";
const operation = "projects.locations.endpoints.list";
const monitoring = "projects.locations.modelDeploymentMonitoringJobs.list";

/** Endpoints with what watches them, so that one which nothing watches can be told from one of which that is not known. */
export const vertexEndpoints: Collector = {
  id: "vertex-endpoints",
  title: "Vertex AI endpoints and what monitors them",
  per: "region",
  produces: [
    "gcp.aiplatform.endpoint",
    "gcp.aiplatform.model-monitoring-job",
    "serves",
    "runs-as",
    "logs-to",
    "monitored-by",
    "encrypted-by",
  ],
  permissions: ["aiplatform.endpoints.list", "aiplatform.modelDeploymentMonitoringJobs.list"],
  collect: async function* (source) {
    const field = "modelDeploymentMonitoringJobs";
    const jobs = await detailList(source, { service, operation: monitoring, field }, {}, z.unknown());
    for await (const page of listItems(source, service, operation, "endpoints"))
      yield normalizeEach(`${service}:${operation}`, page, (raw) =>
        normalizeEndpoint(raw, source.scope, jobs.unknown),
      );
    yield normalizeEach(`${service}:${monitoring}`, jobs.value ?? [], (raw) =>
      normalizeMonitoringJob(raw, source.scope),
    );
    assertRead(jobs.unknown);
  },
};

/** `unwatched` is why it is not known what watches it. */
export function normalizeEndpoint(raw: unknown, scope: Scope, unwatched: Unknown | null = null): Batch {
  const endpoint = Endpoint.parse(raw);
  const kmsKey = kmsKeyName(endpoint.encryptionSpec);
  const loggedShare = loggedShareOf(endpoint);
  const resource: Resource<"gcp.aiplatform.endpoint"> = {
    ...vertexIdentity(endpoint, scope),
    type: "gcp.aiplatform.endpoint",
    properties: { deployedModelCount: endpoint.deployedModels.length, loggedShare, kmsKey },
    facets: {
      publicNetwork: !isPrivate(endpoint),
      keyAuthentication: false,
      logsRequests: loggedShare > 0 || logsEachAccess(endpoint),
      customerKey: kmsKey !== null,
    },
  };
  const { key } = resource;
  const relationships: Relationship[] = [...encryptedBy(key, kmsKey)];
  for (const { model, serviceAccount } of endpoint.deployedModels) {
    if (model) relationships.push({ from: key, kind: "serves", to: vertexKey(model, scope, endpoint.name) });
    if (serviceAccount)
      relationships.push({
        from: key,
        kind: "runs-as",
        to: serviceAccountKey(serviceAccount, scope.account),
      });
  }
  const table = endpoint.predictRequestResponseLoggingConfig?.bigqueryDestination?.outputUri;
  const dataset = loggedShare > 0 ? datasetKeyOfUri(table) : null;
  if (dataset) relationships.push({ from: key, kind: "logs-to", to: dataset });
  return { resources: [withUnknown(resource, { "relationships.monitored-by": unwatched })], relationships };
}

/** Reachable only through a peered network or a private service connection. */
const isPrivate = (endpoint: Endpoint): boolean =>
  (endpoint.network ?? "") !== "" ||
  endpoint.enablePrivateServiceConnect === true ||
  endpoint.privateServiceConnectConfig?.enablePrivateServiceConnect === true;

/** A configuration that is enabled with a sampling rate of 0 logs nothing. */
const loggedShareOf = ({ predictRequestResponseLoggingConfig: logging }: Endpoint): number =>
  logging?.enabled ? logging.samplingRate : 0;

const logsEachAccess = ({ deployedModels }: Endpoint): boolean =>
  deployedModels.length > 0 && deployedModels.every(({ enableAccessLogging }) => enableAccessLogging);

/** `bq://project.dataset.table` */
function datasetKeyOfUri(uri: string | undefined): string | null {
  const [, project, dataset] = /^bq:\/\/([^.]+)\.([^.]+)/.exec(uri ?? "") ?? [];
  return project && dataset ? keyOf("bigquery", `projects/${project}/datasets/${dataset}`) : null;
}
