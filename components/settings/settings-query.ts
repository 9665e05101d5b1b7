import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { OrganizationView, People, Sessions, Teams, Tokens } from "#lib/contract/access.ts";
import { AuditPage } from "#lib/contract/audit.ts";
import { CheckParametersList } from "#lib/contract/check-parameters.ts";

import { getJson } from "../api/fetch-json.ts";

export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: ({ signal }) => getJson("/api/v1/people", People, signal),
});
export const teamsQuery = queryOptions({
  queryKey: ["teams"],
  queryFn: ({ signal }) => getJson("/api/v1/teams", Teams, signal),
});
export const tokensQuery = queryOptions({
  queryKey: ["tokens"],
  queryFn: ({ signal }) => getJson("/api/v1/tokens", Tokens, signal),
});
export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: ({ signal }) => getJson("/api/v1/session/all", Sessions, signal),
});
export const organizationQuery = queryOptions({
  queryKey: ["organization"],
  queryFn: ({ signal }) => getJson("/api/v1/organization", OrganizationView, signal),
});

export const checkParametersQuery = queryOptions({
  queryKey: ["check-parameters"],
  queryFn: ({ signal }) => getJson("/api/v1/check-parameters", CheckParametersList, signal),
});

export type AuditSearch = { action: string; actor: string };

export const auditQuery = ({ action, actor }: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ["audit", action, actor],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({
        ...(action ? { action } : {}),
        ...(actor ? { actor } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
      });
      return getJson(`/api/v1/audit?${query}`, AuditPage, signal);
    },
    // null is the first page.
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
