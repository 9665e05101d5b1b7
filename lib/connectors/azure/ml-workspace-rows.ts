import { z } from "zod";

import type { Batch, Source } from "#lib/domain/connector.ts";
import { armRow, resourcesOfType, type ArmRow } from "./arm.ts";
import { eachParent } from "./detail.ts";
import { queryGraph } from "./graph-query.ts";

const Properties = z.object({
  managedNetwork: z.object({ isolationMode: z.string().nullish() }).nullish(),
  encryption: z.object({ status: z.string().nullish() }).nullish(),
});
const Workspace = armRow(Properties);
/** A workspace as what is inside it sees it. */
export type Workspace = ArmRow<z.infer<typeof Properties>>;

export const workspacesQuery = resourcesOfType("microsoft.machinelearningservices/workspaces");

/** Batches of what each workspace holds. */
export async function* eachWorkspace(
  source: Source,
  read: (workspace: Workspace) => Promise<Batch>,
): AsyncGenerator<Batch> {
  for await (const { rows, unparsed } of queryGraph(source, workspacesQuery, Workspace)) {
    yield { resources: [], relationships: [], unparsed };
    yield* eachParent(rows, read);
  }
}

const isolationModeOf = ({ properties }: Workspace): string =>
  properties.managedNetwork?.isolationMode ?? "Disabled";
/** What runs in the workspace reaches only what was approved. */
export const isIsolated = (workspace: Workspace): boolean =>
  isolationModeOf(workspace) === "AllowOnlyApprovedOutbound";
/** What runs in the workspace runs in a network that Azure keeps for it. */
export const hasManagedNetwork = (workspace: Workspace): boolean => isolationModeOf(workspace) !== "Disabled";
export const hasCustomerKey = ({ properties }: Workspace): boolean =>
  properties.encryption?.status === "Enabled";
