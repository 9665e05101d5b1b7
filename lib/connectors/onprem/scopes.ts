import { z } from "zod";

import type { Scope, Source } from "#lib/domain/connector.ts";
import type { Transport } from "#lib/domain/provider-call.ts";
import { malformed } from "../rest/malformed.ts";
import { Target } from "./inventory.ts";

export const Inventory = z.object({
  site: z.string().min(1).max(64),
  targets: z.array(Target).min(1).max(200),
});
export type Inventory = z.infer<typeof Inventory>;
const call = { service: "inventory", operation: "list" };

/** One scope a machine: each is collected by itself, so that one that is away leaves the others whole. */
export async function listScopes(transport: Transport, signal: AbortSignal): Promise<Scope[]> {
  const { site, targets } = read(await transport({ account: "-", region: null, ...call, input: {} }, signal));
  const hosts = [...new Set(targets.map(({ host }) => host))].toSorted();
  return hosts.map((host) => ({ account: site, region: host }));
}

/** The list the user wrote. */
export const readInventory = async (source: Pick<Source, "call">): Promise<Inventory> =>
  read(await source.call(call.service, call.operation));

function read(answer: unknown): Inventory {
  const parsed = Inventory.safeParse(answer);
  if (!parsed.success) throw malformed(call, parsed.error);
  return parsed.data;
}
