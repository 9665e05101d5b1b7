"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";

import { PlanDetail } from "#lib/contract/plans.ts";
import { counted } from "#lib/domain/counted.ts";

import { messageOf } from "../api/api-error.ts";
import { sendJson } from "../api/fetch-json.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { plansKey } from "./plans-query.ts";

/** Asks what the plan is to be called, keeps it, and goes to it. */
export function KeepPlanDialog({ fixIds, onClose }: { fixIds: readonly string[]; onClose: () => void }) {
  const form = useId();
  const router = useRouter();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const keep = useMutation({
    meta: { showsErrors: true },
    mutationFn: () => sendJson("POST", "/api/v1/plans", { name: name.trim(), fixIds }, PlanDetail),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: plansKey });
      router.push(`/plans/${id}`);
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Keep ${counted(fixIds.length, "change")} as a plan`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={form}
            variant="primary"
            pending={keep.isPending}
            disabled={name.trim() === ""}
          >
            Keep
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "" && !keep.isPending) keep.mutate();
        }}
      >
        <Field
          label="Name"
          help="The promise is kept as it is now and compared with what each sync finds."
          error={keep.error ? messageOf(keep.error) : undefined}
        >
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={120}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
