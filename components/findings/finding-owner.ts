import type { Person, Team } from "#lib/contract/access.ts";

import type { FilterOption } from "../data-table/filter-text.ts";

type Owned = { assignee: string; team: string };

const teamPrefix = "team:";

/** Person and team are two filters and one question: who has it? */
export const toOwners = ({ assignee, team }: Owned): string[] => [
  ...(assignee ? [assignee] : []),
  ...(team ? [`${teamPrefix}${team}`] : []),
];

/** The last one chosen is meant: work has one owner. */
export function fromOwners(owners: readonly string[] | undefined): Owned {
  const owner = owners?.at(-1) ?? "";
  return owner.startsWith(teamPrefix)
    ? { assignee: "", team: owner.slice(teamPrefix.length) }
    : { assignee: owner, team: "" };
}

export const isTeam = (owner: string): boolean => owner.startsWith(teamPrefix);

/** Whom work can be with. What the address names and nobody here knows is still offered, to be taken away. */
export function ownerOptions(
  people: readonly Pick<Person, "id" | "name" | "state">[],
  teams: readonly Pick<Team, "id" | "name">[],
  chosen: readonly string[],
): FilterOption[] {
  const known = [
    { value: "me", label: "Me and my teams" },
    { value: "nobody", label: "Nobody" },
    ...teams.map(({ id, name }) => ({ value: `${teamPrefix}${id}`, label: name })),
    ...people
      .filter(({ id, state }) => state !== "disabled" || chosen.includes(id))
      .map(({ id, name }) => ({ value: id, label: name })),
  ];
  const unknown = chosen.filter((owner) => !known.some(({ value }) => value === owner));
  return [...known, ...unknown.map((value) => ({ value, label: isTeam(value) ? "One team" : "One person" }))];
}
