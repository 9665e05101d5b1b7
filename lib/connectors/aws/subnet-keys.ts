import type { Scope } from "#lib/domain/connector.ts";
import { arnIn } from "./partition.ts";

export const subnetKey = (id: string, scope: Scope): string => arnIn(scope, "ec2", `subnet/${id}`);

export const subnetKeys = (ids: readonly (string | undefined)[], scope: Scope): string[] =>
  ids.flatMap((id) => (id ? [subnetKey(id, scope)] : []));
