"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { UserRoundPlus } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";

import type { IssueDetail } from "#lib/contract/issues.ts";
import type { AssignInput } from "#lib/contract/remediation.ts";

import { send } from "../api/fetch-json.ts";
import { AssignDialog } from "../assignment/assign-dialog.tsx";
import { useShortcut } from "../keyboard/shortcuts.tsx";
import { useCan } from "../shell/viewer.tsx";
import { Button } from "../ui/button.tsx";

export function IssueActions({ issue }: { issue: IssueDetail }) {
  const [open, setOpen] = useState(false);
  const client = useQueryClient();
  const canAssign = useCan("assignment:write") && issue.status !== "resolved";
  const assign = useMutation({
    meta: { showsErrors: true },
    mutationFn: (input: AssignInput) => send("PUT", `/api/v1/issues/${issue.id}/assignment`, input),
    onSuccess: async () => {
      setOpen(false);
      toast.success("Assignment saved");
      await Promise.all(
        ["issue", "issues", "work"].map((key) => client.invalidateQueries({ queryKey: [key] })),
      );
    },
  });
  useShortcut({ keys: "a", label: "Assign", group: "Issue" }, canAssign ? () => setOpen(true) : undefined);
  if (!canAssign) return null;
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <UserRoundPlus aria-hidden />
        Assign
      </Button>
      <AssignDialog
        open={open}
        onOpenChange={setOpen}
        subject={issue.story}
        current={{ assigneeId: issue.assignee?.id ?? null, teamId: issue.team?.id ?? null }}
        pending={assign.isPending}
        error={assign.error}
        onAssign={(input) => assign.mutate(input)}
      />
    </>
  );
}
