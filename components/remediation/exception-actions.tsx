"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";

import type { DecisionInput, ExceptionView } from "#lib/contract/remediation.ts";

import { send } from "../api/fetch-json.ts";
import { useCan, useViewer } from "../shell/viewer.tsx";
import { Button } from "../ui/button.tsx";
import { DecisionDialog } from "./decision-dialog.tsx";

type Step = { path: "decision"; body: DecisionInput } | { path: "withdrawal" };
const done = (step: Step): string => {
  if (step.path === "withdrawal") return "Request withdrawn";
  return step.body.approve ? "Exception approved" : "Exception denied";
};

/** Decide on what others ask, take back what one asked oneself. */
export function ExceptionActions({ exception }: { exception: ExceptionView }) {
  const [deciding, setDeciding] = useState<"approve" | "deny" | null>(null);
  const viewer = useViewer();
  const canRequest = useCan("exception:request");
  const client = useQueryClient();
  const act = useMutation({
    meta: { showsErrors: deciding !== null },
    mutationFn: (step: Step) =>
      send("POST", `/api/v1/exceptions/${exception.id}/${step.path}`, "body" in step ? step.body : undefined),
    onSuccess: async (_, step) => {
      setDeciding(null);
      toast.success(done(step));
      await Promise.all(
        ["finding", "findings", "work"].map((key) => client.invalidateQueries({ queryKey: [key] })),
      );
    },
  });
  const decide = (decision: "approve" | "deny" | null) => {
    act.reset();
    setDeciding(decision);
  };
  const { title } = exception.finding;
  const isOwn = canRequest && exception.requestedBy.id === viewer.id;
  if (exception.state !== "requested" || (!exception.mayDecide && !isOwn)) return null;
  return (
    <div className="flex gap-2" data-print="hide">
      {exception.mayDecide ? (
        <>
          <Button size="sm" aria-label={`Deny: ${title}`} onClick={() => decide("deny")}>
            Deny
          </Button>
          <Button size="sm" aria-label={`Approve: ${title}`} onClick={() => decide("approve")}>
            Approve
          </Button>
        </>
      ) : (
        <Button
          size="sm"
          aria-label={`Withdraw: ${title}`}
          pending={act.isPending}
          onClick={() => act.mutate({ path: "withdrawal" })}
        >
          Withdraw
        </Button>
      )}
      <DecisionDialog
        exception={exception}
        deciding={deciding}
        onClose={() => decide(null)}
        pending={act.isPending}
        error={act.error}
        onDecide={(body) => act.mutate({ path: "decision", body })}
      />
    </div>
  );
}
