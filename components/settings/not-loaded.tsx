"use client";
import { messageOf } from "../api/api-error.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";

type Props = { query: { error: unknown; refetch: () => unknown }; label: string; rows?: number };

/** Until a list is there: that it loads, or why it does not come. */
export const NotLoaded = ({ query, label, rows = 8 }: Props) =>
  query.error ? (
    <ErrorState message={messageOf(query.error)} onRetry={() => void query.refetch()} />
  ) : (
    <SkeletonRows label={label} rows={rows} />
  );
