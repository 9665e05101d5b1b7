import { z } from "zod";

import type { Scope } from "#lib/domain/connector.ts";
import { ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import { listAssets } from "./assets.ts";
import { Project } from "./home.ts";
import { locationOf } from "./names.ts";
import { listItems } from "./paging.ts";

/** Every active project, and of each the regions in which Vertex AI holds something. */
export async function listScopes(transport: Transport, signal: AbortSignal): Promise<Scope[]> {
  const scopes: Scope[] = [];
  for (const account of await listProjects(transport, signal)) {
    scopes.push({ account, region: null });
    for (const region of await vertexRegions(transport, account, signal)) scopes.push({ account, region });
  }
  return scopes;
}

async function listProjects(transport: Transport, signal: AbortSignal): Promise<string[]> {
  const found: string[] = [];
  const call = callFor(transport, "-", signal);
  for await (const page of listItems({ call }, "cloudresourcemanager", "projects.search", "projects"))
    for (const { projectId, state } of z.array(Project).parse(page))
      if (state === undefined || state === "ACTIVE") found.push(projectId);
  return found.toSorted();
}

const vertexTypes = [
  "Model",
  "Endpoint",
  "Index",
  "IndexEndpoint",
  "Dataset",
  "TrainingPipeline",
  "CustomJob",
];

/** A project whose inventory may not be read has no known region; its own collections then say why. */
async function vertexRegions(transport: Transport, account: string, signal: AbortSignal): Promise<string[]> {
  const regions = new Set<string>();
  const types = vertexTypes.map((type) => `aiplatform.googleapis.com/${type}`);
  try {
    for await (const page of listAssets({ call: callFor(transport, account, signal) }, ...types))
      for (const { name } of z.array(z.object({ name: z.string() })).parse(page))
        regions.add(locationOf(name) ?? "");
  } catch (error) {
    if (!(error instanceof ProviderError) || error.reason === "expired-credentials") throw error;
  }
  return [...regions].filter((region) => region !== "" && region !== "global").toSorted();
}

const callFor =
  (transport: Transport, account: string, signal: AbortSignal) =>
  (service: string, operation: string, input: Readonly<Record<string, unknown>> = {}) =>
    transport({ account, region: null, service, operation, input }, signal);
