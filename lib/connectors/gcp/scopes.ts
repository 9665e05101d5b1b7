import { z } from "zod";

import type { Scope } from "#lib/domain/connector.ts";
import { ConnectionError, ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import { listAssets } from "./assets.ts";
import { detailList } from "./detail.ts";
import { Project } from "./home.ts";
import { locationOf } from "./names.ts";
import { listItems } from "./paging.ts";

/** The organization, every active project, and of each the regions in which Vertex AI holds something. */
export async function listScopes(transport: Transport, signal: AbortSignal): Promise<Scope[]> {
  const scopes: Scope[] = await listOrganizations(transport, signal);
  for (const account of await listProjects(transport, signal)) {
    scopes.push({ account, region: null });
    for (const region of await vertexRegions(transport, account, signal)) scopes.push({ account, region });
  }
  return scopes;
}

async function listProjects(transport: Transport, signal: AbortSignal): Promise<string[]> {
  const found: string[] = [];
  const call = callFor(transport, "-", signal);
  for await (const page of listItems({ call }, "cloudresourcemanager", "projects.search", "projects")) {
    const projects = z.array(Project).safeParse(page);
    if (!projects.success)
      throw new ConnectionError(
        "What answered the question for projects is not Google Cloud.",
        "Check any proxy between Nacre and cloudresourcemanager.googleapis.com.",
      );
    for (const { projectId, state } of projects.data)
      if (state === undefined || state === "ACTIVE") found.push(projectId);
  }
  return found.toSorted();
}

/**
 * None where no organization is shown: what stands above a project is then asked of the project itself. Where the
 * search is refused one is asked for all the same, so that what it would have told becomes a gap.
 */
async function listOrganizations(transport: Transport, signal: AbortSignal): Promise<Scope[]> {
  const found: Scope[] = [];
  const call = callFor(transport, "-", signal);
  const search = {
    service: "cloudresourcemanager",
    operation: "organizations.search",
    field: "organizations",
  };
  const { value } = await detailList({ call }, search, {}, z.object({ name: z.string() }));
  for (const { name } of value ?? [{ name: "organizations/-" }])
    found.push({ account: name, region: null, level: "organization" });
  return found.toSorted((a, b) => (a.account < b.account ? -1 : 1));
}

const vertexTypes = [
  "Model",
  "Endpoint",
  "Index",
  "IndexEndpoint",
  "Dataset",
  "TrainingPipeline",
  "CustomJob",
  "ReasoningEngine",
];

/** Where the inventory may not be read, every region is asked, so that what is denied there becomes a gap. */
async function vertexRegions(transport: Transport, account: string, signal: AbortSignal): Promise<string[]> {
  const regions = new Set<string>();
  const types = vertexTypes.map((type) => `aiplatform.googleapis.com/${type}`);
  try {
    for await (const page of listAssets({ call: callFor(transport, account, signal) }, ...types))
      for (const { name } of z.array(z.object({ name: z.string() })).parse(page))
        regions.add(locationOf(name) ?? "");
  } catch (error) {
    if (error instanceof z.ZodError) return [...allVertexRegions];
    if (!(error instanceof ProviderError) || error.reason === "expired-credentials") throw error;
    return [...allVertexRegions];
  }
  return [...regions].filter((region) => region !== "" && region !== "global").toSorted();
}

/** https://cloud.google.com/vertex-ai/docs/general/locations */
const allVertexRegions = [
  "africa-south1",
  "asia-east1",
  "asia-east2",
  "asia-northeast1",
  "asia-northeast3",
  "asia-south1",
  "asia-southeast1",
  "asia-southeast2",
  "australia-southeast1",
  "australia-southeast2",
  "europe-central2",
  "europe-north1",
  "europe-southwest1",
  "europe-west1",
  "europe-west2",
  "europe-west3",
  "europe-west4",
  "europe-west6",
  "europe-west8",
  "europe-west9",
  "europe-west12",
  "me-central1",
  "me-central2",
  "me-west1",
  "northamerica-northeast1",
  "northamerica-northeast2",
  "southamerica-east1",
  "southamerica-west1",
  "us-central1",
  "us-east1",
  "us-east4",
  "us-east5",
  "us-south1",
  "us-west1",
  "us-west2",
  "us-west3",
  "us-west4",
] as const;

const callFor =
  (transport: Transport, account: string, signal: AbortSignal) =>
  (service: string, operation: string, input: Readonly<Record<string, unknown>> = {}) =>
    transport({ account, region: null, service, operation, input }, signal);
