import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { createSerializer } from "nuqs/server";

import {
  ConnectionDetail,
  ConnectionList,
  ConnectorList,
  ProbeResult,
  RecordingList,
  SyncDetail,
  syncFilterParsers,
  SyncPage,
} from "#lib/contract/connections.ts";
import { jobFilterParsers, JobPage, type JobFilters } from "#lib/contract/jobs.ts";

import { getJson } from "../api/fetch-json.ts";
import { isUnderWay } from "./sync-look.ts";

const busyMilliseconds = 2_000;
const liveMilliseconds = 1_000;

const serializeSyncs = createSerializer(syncFilterParsers);
const serializeJobs = createSerializer(jobFilterParsers);

/** Read again every other second while any of them syncs. */
export const connectionsQuery = queryOptions({
  queryKey: ["connections"],
  queryFn: ({ signal }) => getJson("/api/v1/connections", ConnectionList, signal),
  refetchInterval: ({ state }) =>
    state.data?.items.some(({ lastSync }) => isUnderWay(lastSync?.state)) ? busyMilliseconds : false,
});

export const connectionKey = (id: string) => ["connection", id] as const;
export const connectionQuery = (id: string) =>
  queryOptions({
    queryKey: connectionKey(id),
    queryFn: ({ signal }) => getJson(`/api/v1/connections/${id}`, ConnectionDetail, signal),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.lastSync?.state) ? busyMilliseconds : false),
  });

/** One sync, every second until it ends. */
export const syncQuery = (id: string) =>
  queryOptions({
    queryKey: ["sync", id],
    queryFn: ({ signal }) => getJson(`/api/v1/syncs/${id}`, SyncDetail, signal),
    refetchInterval: ({ state }) => (state.data && !isUnderWay(state.data.state) ? false : liveMilliseconds),
  });

export const syncsQuery = (connectionId: string) =>
  infiniteQueryOptions({
    queryKey: ["syncs", connectionId],
    queryFn: ({ pageParam, signal }) =>
      getJson(
        serializeSyncs("/api/v1/syncs", { connection: connectionId, cursor: pageParam, limit: 20 }),
        SyncPage,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** The permission check, every second while the worker has not answered. */
export const probeQuery = (connectionId: string) =>
  queryOptions({
    queryKey: ["probe", connectionId],
    queryFn: ({ signal }) => getJson(`/api/v1/connections/${connectionId}/probe`, ProbeResult, signal),
    refetchInterval: ({ state }) => (state.data?.state === "pending" ? liveMilliseconds : false),
  });

export const connectorsQuery = queryOptions({
  queryKey: ["connectors"],
  queryFn: ({ signal }) => getJson("/api/v1/connectors", ConnectorList, signal),
  staleTime: Infinity,
});

export const recordingsQuery = queryOptions({
  queryKey: ["recordings"],
  queryFn: ({ signal }) => getJson("/api/v1/recordings", RecordingList, signal),
});

export const jobsQuery = (state: JobFilters["state"]) =>
  infiniteQueryOptions({
    queryKey: ["jobs", state],
    queryFn: ({ pageParam, signal }) =>
      getJson(serializeJobs("/api/v1/jobs", { state, cursor: pageParam, limit: 100 }), JobPage, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 5_000,
  });
