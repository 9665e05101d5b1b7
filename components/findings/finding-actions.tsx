"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleDot, LoaderCircle, ShieldOff, UserRoundPlus } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";

import type { FindingDetail } from "#lib/contract/findings.ts";
import type { AssignInput, ExceptionInput } from "#lib/contract/remediation.ts";

import { send } from "../api/fetch-json.ts";
import { AssignDialog } from "../assignment/assign-dialog.tsx";
import { ExceptionDialog } from "../exceptions/exception-dialog.tsx";
import { useShortcut } from "../keyboard/shortcuts.tsx";
import { useCan } from "../shell/viewer.tsx";
import { Button } from "../ui/button.tsx";

type Action =
  | { kind: "assignment"; method: "PUT"; body: AssignInput; done: string }
  | { kind: "exceptions"; method: "POST"; body: ExceptionInput; done: string }
  | { kind: "progress"; method: "PUT"; body: { status: "open" | "in-progress" }; done: string };

/** Assign, start, except: what the reader may do with this finding in its present state. */
export function FindingActions({ finding }: { finding: FindingDetail }) {
  const [dialog, setDialog] = useState<"assign" | "except" | null>(null);
  const canAssign = useCan("assignment:write");
  const canWork = useCan("assignment:work");
  const canRequest = useCan("exception:request");
  const client = useQueryClient();
  const act = useMutation({
    meta: { showsErrors: dialog !== null },
    mutationFn: ({ kind, method, body }: Action) =>
      send(method, `/api/v1/findings/${finding.id}/${kind}`, body),
    onSuccess: async (_, { done }) => {
      setDialog(null);
      toast.success(done);
      await Promise.all(
        ["finding", "findings", "work"].map((key) => client.invalidateQueries({ queryKey: [key] })),
      );
    },
  });
  const isOpen = finding.status === "open" || finding.status === "in-progress";
  const isRequested = finding.exceptions.some(({ state }) => state === "requested");
  const started = finding.status === "in-progress";
  useShortcut(
    { keys: "a", label: "Assign", group: "Finding" },
    canAssign && isOpen ? () => setDialog("assign") : undefined,
  );
  useShortcut(
    { keys: "e", label: "Request exception", group: "Finding" },
    canRequest && isOpen ? () => setDialog("except") : undefined,
  );
  if (!isOpen) return null;
  const dialogProps = { subject: finding.title, pending: act.isPending, error: act.error };
  return (
    <div className="flex flex-wrap gap-2" data-print="hide">
      {canAssign && (
        <Button size="sm" onClick={() => setDialog("assign")}>
          <UserRoundPlus aria-hidden />
          Assign
        </Button>
      )}
      {canWork && (
        <Button
          size="sm"
          pending={act.isPending && dialog === null}
          onClick={() =>
            act.mutate({
              kind: "progress",
              method: "PUT",
              body: { status: started ? "open" : "in-progress" },
              done: started ? "Work stopped" : "Work started",
            })
          }
        >
          {started ? <CircleDot aria-hidden /> : <LoaderCircle aria-hidden />}
          {started ? "Stop work" : "Start work"}
        </Button>
      )}
      {canRequest && (
        <Button size="sm" disabled={isRequested} onClick={() => setDialog("except")}>
          <ShieldOff aria-hidden />
          {isRequested ? "Exception requested" : "Request exception"}
        </Button>
      )}
      <AssignDialog
        {...dialogProps}
        current={{ assigneeId: finding.assignee?.id ?? null, teamId: finding.team?.id ?? null }}
        open={dialog === "assign"}
        onOpenChange={(open) => setDialog(open ? "assign" : null)}
        onAssign={(body) => act.mutate({ kind: "assignment", method: "PUT", body, done: "Assignment saved" })}
      />
      <ExceptionDialog
        {...dialogProps}
        open={dialog === "except"}
        onOpenChange={(open) => setDialog(open ? "except" : null)}
        onRequest={(body) =>
          act.mutate({
            kind: "exceptions",
            method: "POST",
            body,
            done: "Exception requested. Somebody else decides it.",
          })
        }
      />
    </div>
  );
}
