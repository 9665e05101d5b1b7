import { z } from "zod";

/**
 * What a permission lets an identity do, in words every cloud shares. Connectors translate their provider's
 * actions into these; nothing above a connector knows an action name.
 */
export const abilities = [
  "read-data",
  "write-data",
  "invoke-model",
  "manage",
  "manage-access",
  "assume",
  "pass-role",
  "read-secret",
  "use-key",
  "deploy",
] as const;
export type Ability = (typeof abilities)[number];

/** One allowed or denied set of abilities over the resources whose key matches `on`. */
export const Grant = z.object({
  effect: z.enum(["allow", "deny"]),
  abilities: z.array(z.enum(abilities)),
  /** Glob over resource keys: `*` stands for any characters, everything else for itself. */
  on: z.string(),
  /** The provider evaluates a condition that was not decided here, so the grant holds only maybe. */
  conditional: z.boolean(),
  /** Where it is written: policy and statement, role assignment, or binding. */
  source: z.string(),
});
export type Grant = z.infer<typeof Grant>;

/** Who may take on an identity, as the identity itself declares. */
export const Trust = z.object({
  kind: z.enum(["account", "identity", "service", "federation", "anyone"]),
  /** Account id, identity key, service name, or the federation's subject pattern. */
  principal: z.string(),
  /** Whether the trust is narrowed (external id, source account, exact subject). */
  conditional: z.boolean(),
});
export type Trust = z.infer<typeof Trust>;
