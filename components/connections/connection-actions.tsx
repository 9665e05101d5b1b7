"use client";
import { Ellipsis, Pause, Pencil, Play, RefreshCw, Square, Trash2 } from "lucide-react";
import { useState } from "react";

import type { ConnectionView } from "#lib/contract/connections.ts";
import { counted } from "#lib/domain/counted.ts";

import { useCan } from "../shell/viewer.tsx";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { DropdownMenu, MenuItem, MenuSeparator } from "../ui/dropdown-menu.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { EditConnectionDialog } from "./edit-connection-dialog.tsx";
import { isUnderWay } from "./sync-look.ts";
import { useConnectionActions } from "./use-connection-actions.ts";

/** Sync, cancel, pause, edit, remove; nothing for those who only read. */
export function ConnectionActions({ connection }: { connection: ConnectionView }) {
  const canWrite = useCan("connection:write");
  const [dialog, setDialog] = useState<"edit" | "delete" | null>(null);
  const { sync, cancel, pause, remove } = useConnectionActions(connection);
  if (!canWrite) return null;
  const { name, lastSync, pausedAt } = connection;
  const isPaused = pausedAt !== null;
  return (
    <div className="flex items-center gap-1.5" data-print="hide">
      {isUnderWay(lastSync?.state) ? (
        <Button
          size="sm"
          aria-label={`Cancel the sync of ${name}`}
          disabled={lastSync?.cancelRequestedAt !== null}
          pending={cancel.isPending}
          onClick={() => cancel.mutate()}
        >
          <Square aria-hidden />
          {lastSync?.cancelRequestedAt ? "Cancelling" : "Cancel"}
        </Button>
      ) : (
        <Button
          size="sm"
          aria-label={`Sync ${name} now`}
          disabled={isPaused}
          pending={sync.isPending}
          onClick={() => sync.mutate()}
        >
          {!sync.isPending && <RefreshCw aria-hidden />}
          Sync now
        </Button>
      )}
      <DropdownMenu trigger={<IconButton icon={Ellipsis} label={`More for ${name}`} />}>
        <MenuItem icon={Pencil} onSelect={() => setDialog("edit")}>
          Edit
        </MenuItem>
        <MenuItem icon={isPaused ? Play : Pause} onSelect={() => pause.mutate(!isPaused)}>
          {isPaused ? "Resume" : "Pause"}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={Trash2} danger onSelect={() => setDialog("delete")}>
          Remove
        </MenuItem>
      </DropdownMenu>
      <EditConnectionDialog
        connectionId={connection.id}
        open={dialog === "edit"}
        onOpenChange={(open) => setDialog(open ? "edit" : null)}
      />
      <Confirm
        open={dialog === "delete"}
        onOpenChange={(open) => setDialog(open ? "delete" : null)}
        title={`Remove ${name}?`}
        action="Remove the connection"
        danger
        pending={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        <p>
          Its stored credentials are destroyed, and {counted(connection.resourceCount, "resource")}{" "}
          {connection.resourceCount === 1 ? "leaves" : "leave"} the inventory with
          {connection.resourceCount === 1 ? " its" : " their"} findings and the issues that pass through. The
          history stays. This cannot be undone.
        </p>
      </Confirm>
    </div>
  );
}
