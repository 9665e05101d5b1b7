"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";

import { ProbeResult, type ConnectionDetail } from "#lib/contract/connections.ts";

import { messageOf } from "../api/api-error.ts";
import { sendJson } from "../api/fetch-json.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { connectionQuery, probeQuery } from "./connections-query.ts";
import { EditConnectionDialog } from "./edit-connection-dialog.tsx";
import { PermissionCheck } from "./permission-check.tsx";
import { SyncProgress } from "./sync-progress.tsx";
import { isUnderWay } from "./sync-look.ts";

/** After a connection was made: is it let in everywhere, and what did it find. */
export function FirstSync({ connectionId }: { connectionId: string }) {
  const { data: connection, error, refetch } = useQuery(connectionQuery(connectionId));
  const [editing, setEditing] = useState(false);
  useFirstProbe(connection);
  if (error && !connection) return <ErrorState message={messageOf(error)} onRetry={() => void refetch()} />;
  if (!connection) return <SkeletonRows rows={4} label="Loading the connection" />;
  const { name, mode, connectorId, lastSync, resourceCount } = connection;
  const isOver = lastSync !== null && !isUnderWay(lastSync.state);
  return (
    <>
      {mode === "live" && (
        <Card title={`Is ${name} let in?`}>
          <PermissionCheck connectionId={connectionId} provider={connectorId} />
        </Card>
      )}
      <Card title="First sync">
        {lastSync && <SyncProgress syncId={lastSync.id} detailed />}
        <div className="mt-4 flex flex-wrap gap-2">
          {isOver && lastSync.resourceCount > 0 && (
            <Button asChild variant="primary">
              {resourceCount > 0 ? (
                <Link href={`/inventory?connection=${connectionId}`}>
                  {resourceCount === 1
                    ? "See the resource found"
                    : `See the ${resourceCount.toLocaleString("en")} resources found`}
                </Link>
              ) : (
                <Link href={`/inventory?provider=${connectorId}`}>
                  See the resources, which another connection reads too
                </Link>
              )}
            </Button>
          )}
          {isOver && lastSync.state === "failed" && (
            <Button variant="primary" onClick={() => setEditing(true)}>
              <Pencil aria-hidden />
              Change the access
            </Button>
          )}
          <Button asChild>
            <Link href={`/connections/${connectionId}`}>Open the connection</Link>
          </Button>
        </div>
      </Card>
      <EditConnectionDialog connectionId={connectionId} open={editing} onOpenChange={setEditing} />
    </>
  );
}

/** A new live connection is checked without being asked, once. */
function useFirstProbe(connection: ConnectionDetail | undefined): void {
  const client = useQueryClient();
  const asked = useRef(false);
  const { mutate } = useMutation({
    mutationFn: (id: string) => sendJson("POST", `/api/v1/connections/${id}/probe`, undefined, ProbeResult),
    onSuccess: (result, id) => client.setQueryData(probeQuery(id).queryKey, result),
  });
  const id = connection?.mode === "live" && connection.probe.state === "never" ? connection.id : null;
  useEffect(() => {
    if (id === null || asked.current) return;
    asked.current = true;
    mutate(id);
  }, [id, mutate]);
}
