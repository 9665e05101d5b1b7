"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";

import type { ProgressInput, WorkItem } from "#lib/contract/remediation.ts";

import { send } from "../api/fetch-json.ts";
import { useCan } from "../shell/viewer.tsx";
import { Button } from "../ui/button.tsx";

/** Says that somebody works on a finding, or stopped. An issue moves with its findings. */
export function ProgressButton({ item }: { item: WorkItem }) {
  const canWork = useCan("assignment:work");
  const client = useQueryClient();
  const started = item.status === "in-progress";
  const move = useMutation({
    mutationFn: (input: ProgressInput) => send("PUT", `/api/v1/findings/${item.id}/progress`, input),
    onSuccess: async (_, { status }) => {
      toast.success(status === "open" ? "Work stopped" : "Work started");
      await Promise.all(
        ["finding", "findings", "work"].map((key) => client.invalidateQueries({ queryKey: [key] })),
      );
    },
  });
  if (!canWork || item.subjectType !== "finding") return null;
  return (
    <Button
      size="sm"
      className="h-6"
      aria-label={`${started ? "Stop" : "Start"} work on ${item.title}`}
      pending={move.isPending}
      onClick={() => move.mutate({ status: started ? "open" : "in-progress" })}
    >
      {started ? "Stop" : "Start"}
    </Button>
  );
}
