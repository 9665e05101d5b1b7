"use client";
import { useState } from "react";

import type { DecisionInput, ExceptionView } from "#lib/contract/remediation.ts";

import { messageOf } from "../api/api-error.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { formatDay } from "../ui/format-time.ts";
import { Textarea } from "../ui/input.tsx";

type Deciding = "approve" | "deny";
type Props = {
  exception: ExceptionView;
  deciding: Deciding | null;
  onClose: () => void;
  pending: boolean;
  error: unknown;
  onDecide: (input: DecisionInput) => void;
};

/** Says what the decision does before it is taken, and asks for a word on why. */
export function DecisionDialog({ exception, deciding, onClose, ...form }: Props) {
  const { finding, expiresAt } = exception;
  const consequence =
    deciding === "approve"
      ? `It leaves the open findings until ${formatDay(new Date(expiresAt))}, then opens again.`
      : "It stays open, with its due date.";
  return (
    <Dialog
      open={deciding !== null}
      onOpenChange={(open) => !open && onClose()}
      title={deciding === "approve" ? "Approve the exception" : "Deny the exception"}
      description={`${finding.title}. ${consequence}`}
    >
      {deciding && <DecisionForm deciding={deciding} onCancel={onClose} {...form} />}
    </Dialog>
  );
}

type FormProps = Pick<Props, "pending" | "error" | "onDecide"> & {
  deciding: Deciding;
  onCancel: () => void;
};

function DecisionForm({ deciding, pending, error, onDecide, onCancel }: FormProps) {
  const [comment, setComment] = useState("");
  const denies = deciding === "deny";
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onDecide({ approve: !denies, comment: comment.trim() });
      }}
    >
      <Field
        label={denies ? "Why not" : "Comment"}
        optional={!denies}
        help={denies ? "What the requester should do instead." : undefined}
      >
        {(control) => (
          <Textarea
            {...control}
            required={denies}
            maxLength={4000}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
        )}
      </Field>
      {error !== null && (
        <p role="alert" className="text-sm text-critical">
          {messageOf(error)}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant={denies ? "danger" : "primary"} pending={pending}>
          {denies ? "Deny" : "Approve"}
        </Button>
      </div>
    </form>
  );
}
