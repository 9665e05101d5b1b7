/** The people who work with AI assistants, under the ids and addresses that each provider knows them by. */
export const domain = "acme-insurance.example";

const names = [
  "ada.brandt",
  "bruno.keller",
  "carla.weiss",
  "deniz.aydin",
  "elif.sommer",
  "felix.hartl",
  "greta.olsen",
  "hakan.lind",
] as const;

export type Person = { name: string; email: string; number: number };
export const people: Person[] = names.map((name, at) => ({
  name,
  email: `${name}@${domain}`,
  number: at + 1,
}));

/** Wrong until fixed: invited by hand, so that no directory knows them. */
export const invitedByHand: ReadonlySet<string> = new Set(["felix.hartl", "hakan.lind"]);
/** Owners and administrators. */
export const leads: ReadonlySet<string> = new Set(["ada.brandt", "bruno.keller"]);
