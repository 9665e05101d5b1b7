/** What an application consists of, and what it uses; `shared` where others use it, too. */
export type Application = {
  /** Structure it is recognised by: its ways in, its code, its agents, its models. */
  seedKeys: readonly string[];
  members: ReadonlyMap<string, { reason: string; shared: boolean }>;
};
