"use client";
import { useQuery } from "@tanstack/react-query";

import { peopleQuery, teamsQuery } from "../assignment/owners-query.ts";
import type { FilterOption } from "../data-table/filter-text.ts";
import { useCan } from "../shell/viewer.tsx";
import { ownerOptions } from "./finding-owner.ts";

/** Owners to filter by: everybody, for who may know who is here. */
export function useOwnerOptions(chosen: readonly string[]): FilterOption[] {
  const enabled = useCan("people:read");
  const people = useQuery({ ...peopleQuery, enabled });
  const teams = useQuery({ ...teamsQuery, enabled });
  return ownerOptions(people.data?.items ?? [], teams.data?.items ?? [], chosen);
}
