"use client";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { messageOf } from "../api/api-error.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { AccessPanel } from "./access-panel.tsx";
import { DataPanel } from "./data-panel.tsx";
import { workloadAccessQuery, workloadDataQuery, workloadModelsQuery } from "./facts-query.ts";
import { ModelPanel } from "./model-panel.tsx";

type Props = { id: string; name: string };

/** Read when their tab is opened: few readers of a workload want all of them. */
export function DataTab({ id, name }: Props) {
  const query = useQuery(workloadDataQuery(id));
  return whenRead(query, `Loading the data of ${name}`, (data) => <DataPanel data={data} name={name} />);
}

export function ModelTab({ id, name }: Props) {
  const query = useQuery(workloadModelsQuery(id));
  return whenRead(query, `Loading the models of ${name}`, ({ models }) => <ModelPanel models={models} />);
}

export function AccessTab({ id, name }: Props) {
  const query = useQuery(workloadAccessQuery(id));
  return whenRead(query, `Loading who may use ${name}`, (access) => <AccessPanel access={access} />);
}

function whenRead<T>(
  { data, error, refetch }: UseQueryResult<T>,
  label: string,
  show: (data: T) => ReactNode,
): ReactNode {
  if (data !== undefined) return show(data);
  if (error) return <ErrorState message={messageOf(error)} onRetry={() => void refetch()} />;
  return <SkeletonRows rows={8} label={label} />;
}
