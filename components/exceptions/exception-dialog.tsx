"use client";
import { useState } from "react";

import { exceptionReasons, type ExceptionInput } from "#lib/contract/remediation.ts";

import { ApiError, messageOf } from "../api/api-error.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { inDays } from "../ui/in-days.ts";
import { Textarea } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { exceptionReasonTitles } from "./exception-reasons.ts";
import { UntilField } from "../ui/until-field.tsx";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  subject: string;
  pending: boolean;
  error: unknown;
  onRequest: (input: ExceptionInput) => void;
};
type Reason = ExceptionInput["reason"];

/** Asks for a decision not to fix: why, and until when. Somebody else approves it. */
export function ExceptionDialog({ open, onOpenChange, subject, ...form }: Props) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Request an exception" description={subject}>
      {open && <ExceptionForm {...form} onCancel={() => onOpenChange(false)} />}
    </Dialog>
  );
}

type FormProps = Omit<Props, "open" | "onOpenChange" | "subject"> & { onCancel: () => void };

function ExceptionForm({ pending, error, onRequest, onCancel }: FormProps) {
  const [reason, setReason] = useState<Reason>("risk-accepted");
  const [comment, setComment] = useState("");
  const [days] = useState(() => ({ first: inDays(1), usual: inDays(90), last: inDays(365) }));
  const [until, setUntil] = useState(days.usual);
  const refused = error instanceof ApiError ? error : null;
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onRequest({ reason, comment, expiresAt: new Date(`${until}T23:59:59`).toISOString() });
      }}
    >
      <Field label="Reason" error={refused?.fieldMessage("reason")}>
        {(control) => (
          <Select
            {...control}
            value={reason}
            onChange={setReason}
            options={exceptionReasons.map((value) => ({
              value,
              label: exceptionReasonTitles[value] ?? value,
            }))}
          />
        )}
      </Field>
      <Field
        label="Why"
        help="What makes this acceptable, and what would change that. At least 10 characters."
        error={refused?.fieldMessage("comment")}
      >
        {(control) => (
          <Textarea
            {...control}
            required
            minLength={10}
            maxLength={4000}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
        )}
      </Field>
      <UntilField
        help="Then the finding opens again. A year at most."
        error={refused?.fieldMessage("expiresAt")}
        days={days}
        value={until}
        onChange={setUntil}
      />
      {error !== null && (
        <p role="alert" className="text-sm text-critical">
          {messageOf(error)}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" pending={pending}>
          Request
        </Button>
      </div>
    </form>
  );
}
