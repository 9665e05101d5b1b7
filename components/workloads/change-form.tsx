"use client";
import type { ReactNode } from "react";

import type { WorkloadDetail } from "#lib/contract/workloads.ts";

import { messageOf } from "../api/api-error.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import type { WorkloadChange } from "./workload-menu.tsx";

/** What every dialog that changes a workload is given. */
export type ChangeDialogProps = {
  workload: WorkloadDetail;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  pending: boolean;
  error: unknown;
  onChange: (change: WorkloadChange) => void;
};

type Props = Omit<ChangeDialogProps, "onChange" | "workload"> & {
  title: string;
  description: string;
  action: string;
  canSubmit: boolean;
  onSubmit: () => void;
  wide?: boolean;
  children: ReactNode;
};

/** The frame of those dialogs: title, what was refused, and the two buttons. */
export function ChangeForm(props: Props) {
  const {
    open,
    onOpenChange,
    title,
    description,
    action,
    canSubmit,
    onSubmit,
    pending,
    error,
    wide,
    children,
  } = props;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      description={description}
      wide={wide ?? false}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
        {error !== null && (
          <p role="alert" className="text-sm text-critical">
            {messageOf(error)}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" variant="primary" pending={pending} disabled={!canSubmit}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
