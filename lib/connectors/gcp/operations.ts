import type { ProviderCall } from "#lib/domain/provider-call.ts";

type Operation = {
  method: "GET" | "POST";
  /** Host label before `.googleapis.com`; `{region}` stands for the region of the call. */
  host: string;
  /** Words in braces come from the call: `{account}`, `{region}`, or a field of its input. */
  path: string;
  /** Charged to the called project, so that an API switched off there says so. */
  billsProject: boolean;
};

const get = (host: string, path: string, billsProject = true): Operation => ({
  method: "GET",
  host,
  path,
  billsProject,
});
const vertex = (collection: string): Operation =>
  get("{region}-aiplatform", `/v1/projects/{account}/locations/{region}/${collection}`);

/** Every call the collectors make, by service and Google's own method name. */
export const operations: Readonly<Record<string, Operation>> = {
  "cloudresourcemanager:projects.search": get("cloudresourcemanager", "/v3/projects:search", false),
  "cloudresourcemanager:organizations.search": get("cloudresourcemanager", "/v3/organizations:search", false),
  "cloudresourcemanager:projects.getIamPolicy": {
    method: "POST",
    host: "cloudresourcemanager",
    path: "/v3/projects/{account}:getIamPolicy",
    billsProject: false,
  },
  "cloudasset:assets.list": get("cloudasset", "/v1/projects/{account}/assets", false),
  "policyanalyzer:projects.locations.activityTypes.activities.query": get(
    "policyanalyzer",
    "/v1/projects/{account}/locations/global/activityTypes/{activityType}/activities:query",
    false,
  ),
  "iam:roles.get": get("iam", "/v1/{+name}", false),
  "iam:projects.roles.get": get("iam", "/v1/{+name}", false),
  "iam:organizations.roles.get": get("iam", "/v1/{+name}", false),
  "aiplatform:projects.locations.models.list": vertex("models"),
  "aiplatform:projects.locations.endpoints.list": vertex("endpoints"),
  "aiplatform:projects.locations.indexes.list": vertex("indexes"),
  "aiplatform:projects.locations.indexEndpoints.list": vertex("indexEndpoints"),
  "aiplatform:projects.locations.datasets.list": vertex("datasets"),
  "aiplatform:projects.locations.trainingPipelines.list": vertex("trainingPipelines"),
  "aiplatform:projects.locations.customJobs.list": vertex("customJobs"),
  "notebooks:projects.locations.instances.list": get(
    "notebooks",
    "/v2/projects/{account}/locations/-/instances",
  ),
  "run:projects.locations.services.list": get("run", "/v2/projects/{account}/locations/{location}/services"),
  "cloudfunctions:projects.locations.functions.list": get(
    "cloudfunctions",
    "/v2/projects/{account}/locations/-/functions",
  ),
  "bigquery:datasets.get": get("bigquery", "/bigquery/v2/projects/{account}/datasets/{datasetId}"),
};

export type HttpRequest = {
  method: "GET" | "POST";
  host: string;
  /** Path and query. */
  target: string;
  body: string | null;
  billsProject: boolean;
};

/** Turns a call into the request its documentation describes. Throws on an operation nobody declared. */
export function toRequest(call: ProviderCall): HttpRequest {
  const operation = operations[`${call.service}:${call.operation}`];
  if (!operation) throw new Error(`Operation ${call.service}:${call.operation} is not declared`);
  const rest: Record<string, unknown> = { ...call.input };
  const fill = (template: string): string =>
    template.replaceAll(/\{(\+?)(\w+)\}/g, (_, plus: string, word: string) => {
      const value = word === "account" || word === "region" ? call[word] : rest[word];
      if (typeof value !== "string" || value === "" || value.split("/").includes(".."))
        throw new Error(`${call.service}:${call.operation} needs ${word}`);
      if (word !== "account" && word !== "region") delete rest[word];
      return plus ? value.split("/").map(encodeURIComponent).join("/") : encodeURIComponent(value);
    });
  const host = `${fill(operation.host)}.googleapis.com`;
  const path = fill(operation.path);
  const query = operation.method === "GET" ? queryOf(rest) : "";
  return {
    method: operation.method,
    host,
    target: query === "" ? path : `${path}?${query}`,
    body: operation.method === "GET" ? null : JSON.stringify(rest),
    billsProject: operation.billsProject,
  };
}

function queryOf(input: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input))
    for (const item of Array.isArray(value) ? value : [value])
      if (item !== undefined && item !== null) query.append(name, String(item));
  return query.toString();
}
