"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";

import type { CustomCheckDetail } from "#lib/contract/custom-checks.ts";
import { counted } from "#lib/domain/counted.ts";

import { send } from "../../api/fetch-json.ts";
import { Button } from "../../ui/button.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { customChecksPath } from "./custom-checks-query.ts";

/** Turns a stored check on or off, or takes it away. */
export function StoredActions({ check }: { check: CustomCheckDetail }) {
  const router = useRouter();
  const client = useQueryClient();
  const [asks, setAsks] = useState(false);
  const path = `${customChecksPath}/${check.id}`;
  const toggle = useMutation({
    mutationFn: () => send("PATCH", path, { enabled: !check.enabled }),
    onSuccess: async () => {
      toast.success(check.enabled ? "Off. Its findings are resolved." : "On. It is evaluated now.");
      await client.invalidateQueries({ queryKey: ["checks"] });
      router.refresh();
    },
  });
  const remove = useMutation({
    mutationFn: () => send("DELETE", path),
    onSuccess: async () => {
      toast.success("Deleted.");
      await client.invalidateQueries({ queryKey: ["checks"] });
      router.push("/checks");
    },
  });
  return (
    <>
      <Button pending={toggle.isPending} onClick={() => toggle.mutate()}>
        {check.enabled ? "Turn off" : "Turn on"}
      </Button>
      <Button variant="ghost" onClick={() => setAsks(true)}>
        Delete…
      </Button>
      <Confirm
        open={asks}
        onOpenChange={setAsks}
        title={`Delete ${check.title}?`}
        action="Delete"
        danger
        pending={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        {counted(check.failCount, "finding")} of it will be resolved. They go on saying what raised them.
      </Confirm>
    </>
  );
}
