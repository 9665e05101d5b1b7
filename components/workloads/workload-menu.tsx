"use client";
import { useMutation } from "@tanstack/react-query";
import { Ellipsis, Merge, Pencil, Plus, Split } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";

import type { WorkloadDetail } from "#lib/contract/workloads.ts";

import { send } from "../api/fetch-json.ts";
import { useCan } from "../shell/viewer.tsx";
import { DropdownMenu, MenuItem } from "../ui/dropdown-menu.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { AddMemberDialog } from "./add-member-dialog.tsx";
import { MergeDialog } from "./merge-dialog.tsx";
import { RenameDialog } from "./rename-dialog.tsx";
import { SplitDialog } from "./split-dialog.tsx";

type DialogName = "rename" | "merge" | "split" | "add";
export type WorkloadChange = { method: "PUT" | "POST"; path: string; body: unknown; done: string };

/** What a person may decide about it. The next sync respects each decision. */
export function WorkloadMenu({ workload }: { workload: WorkloadDetail }) {
  const router = useRouter();
  const canWrite = useCan("workload:write");
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const change = useMutation({
    meta: { showsErrors: true },
    mutationFn: ({ method, path, body }: WorkloadChange) =>
      send(method, `/api/v1/workloads/${workload.id}/${path}`, body),
    onSuccess: (_, { done }) => {
      setDialog(null);
      toast.success(done);
      router.refresh();
    },
  });
  if (!canWrite) return null;
  const close = () => {
    change.reset();
    setDialog(null);
  };
  // Only what is open is there, so that each begins anew.
  const dialogProps = {
    workload,
    open: true,
    onOpenChange: (open: boolean) => !open && close(),
    pending: change.isPending,
    error: change.error,
    onChange: change.mutate,
  };
  return (
    <>
      <DropdownMenu trigger={<IconButton icon={Ellipsis} label="Change this workload" />}>
        <MenuItem icon={Pencil} onSelect={() => setDialog("rename")}>
          Rename
        </MenuItem>
        <MenuItem icon={Plus} onSelect={() => setDialog("add")}>
          Add a resource
        </MenuItem>
        <MenuItem icon={Merge} onSelect={() => setDialog("merge")}>
          Merge another into it
        </MenuItem>
        <MenuItem icon={Split} onSelect={() => setDialog("split")}>
          Split
        </MenuItem>
      </DropdownMenu>
      {dialog === "rename" && <RenameDialog {...dialogProps} />}
      {dialog === "add" && <AddMemberDialog {...dialogProps} />}
      {dialog === "merge" && <MergeDialog {...dialogProps} />}
      {dialog === "split" && <SplitDialog {...dialogProps} />}
    </>
  );
}
