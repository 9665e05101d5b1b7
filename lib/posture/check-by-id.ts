import type { Check } from "#lib/domain/check.ts";
import { checks } from "./checks/registry.ts";

/** Every check that Nacre ships. */
export const allChecks: readonly Check[] = checks;

const byId: ReadonlyMap<string, Check> = new Map(checks.map((check) => [check.id, check]));

export const checkById = (id: string): Check | undefined => byId.get(id);
