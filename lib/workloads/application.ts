/**
 * What an application consists of, and what it uses; `shared` where others use it, too. Members may be found anew each
 * time they are asked for: those of all applications together are more than the estate.
 */
export type Application = {
  /** Structure it is recognised by: its ways in, its code, its agents, its models. */
  seedKeys: readonly string[];
  members: ReadonlyMap<string, { reason: string; shared: boolean }>;
};
