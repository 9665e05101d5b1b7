import { z } from "zod";

import { ProbeResult, ProbeView } from "#lib/contract/connections.ts";
import type { Connector } from "#lib/domain/connector.ts";
import type { Connection } from "#lib/platform/generated/client.ts";

/** What the worker stores of a permission check. */
export const StoredProbe = z.object({
  error: z.string().nullable(),
  remedy: z.string().nullable(),
  probes: z.array(ProbeView.omit({ title: true })),
});
export type StoredProbe = z.infer<typeof StoredProbe>;

type Probed = Pick<Connection, "probeRequestedAt" | "probedAt" | "probe">;

export function toProbeResult(
  { probeRequestedAt, probedAt, probe }: Probed,
  connector: Connector,
): ProbeResult {
  const stored = StoredProbe.safeParse(probe).data ?? { error: null, remedy: null, probes: [] };
  const titles = new Map(connector.collectors.map(({ id, title }) => [id, title]));
  return {
    state: stateOf(probeRequestedAt, probedAt),
    requestedAt: probeRequestedAt?.toISOString() ?? null,
    probedAt: probedAt?.toISOString() ?? null,
    error: stored.error,
    remedy: stored.remedy,
    probes: stored.probes.map((line) => ({
      ...line,
      title: titles.get(line.collectorId) ?? line.collectorId,
    })),
  };
}

function stateOf(requestedAt: Date | null, probedAt: Date | null): ProbeResult["state"] {
  if (requestedAt === null) return "never";
  return probedAt !== null && probedAt >= requestedAt ? "done" : "pending";
}
