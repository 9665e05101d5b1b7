"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Gavel, Undo2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";

import type { CellDetail } from "#lib/contract/responsibility.ts";
import {
  cellStatuses,
  parties,
  partyTitles,
  type CellStatus,
  type Party,
} from "#lib/domain/responsibility-model.ts";

import { ApiError, messageOf } from "../api/api-error.ts";
import { send } from "../api/fetch-json.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { inDays } from "../ui/in-days.ts";
import { Textarea } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { statusMarks } from "./cell-looks.ts";
import { cellPath } from "./responsibility-query.ts";
import { UntilField } from "../ui/until-field.tsx";

const asComputed = "computed";
type Decision = { party: Party | null; status: CellStatus | null; reason: string; expiresAt: string };

/** A person's decision over what the facts say, with its reason and its end. */
export function OverrideForm({ cell }: { cell: CellDetail }) {
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const url = `${cellPath({ workloadId: cell.workload.id, modelId: cell.modelId, rowId: cell.row.id })}/override`;
  const onDone = (words: string) => async () => {
    setOpen(false);
    toast.success(words);
    await Promise.all(
      ["responsibility", "responsibility-cell"].map((key) => client.invalidateQueries({ queryKey: [key] })),
    );
  };
  const decide = useMutation({
    meta: { showsErrors: true },
    mutationFn: (decision: Decision) => send("PUT", url, decision),
    onSuccess: onDone("Decision saved"),
  });
  const revoke = useMutation({
    mutationFn: () => send("DELETE", url),
    onSuccess: onDone("Decision taken back"),
  });
  if (isOpen)
    return (
      <DecisionForm
        cell={cell}
        pending={decide.isPending}
        error={decide.error}
        onDecide={decide.mutate}
        onCancel={() => setOpen(false)}
      />
    );
  return (
    <div className="flex gap-2">
      <Button size="sm" onClick={() => setOpen(true)}>
        <Gavel aria-hidden />
        Decide otherwise
      </Button>
      {cell.override && (
        <Button size="sm" pending={revoke.isPending} onClick={() => revoke.mutate()}>
          <Undo2 aria-hidden />
          Take the decision back
        </Button>
      )}
    </div>
  );
}

type FormProps = {
  cell: CellDetail;
  pending: boolean;
  error: unknown;
  onDecide: (decision: Decision) => void;
  onCancel: () => void;
};

function DecisionForm({ cell, pending, error, onDecide, onCancel }: FormProps) {
  const [party, setParty] = useState<Party | typeof asComputed>(cell.override?.party ?? asComputed);
  const [status, setStatus] = useState<CellStatus | typeof asComputed>(cell.override?.status ?? asComputed);
  const [reason, setReason] = useState(cell.override?.reason ?? "");
  const [days] = useState(() => ({ first: inDays(1), usual: inDays(180), last: inDays(365) }));
  const [until, setUntil] = useState(cell.override ? localDay(cell.override.expiresAt) : days.usual);
  const refused = error instanceof ApiError ? error : null;
  return (
    <form
      aria-label="Decide otherwise"
      className="flex flex-col gap-3 rounded-md border border-line p-3"
      onSubmit={(event) => {
        event.preventDefault();
        onDecide({
          party: party === asComputed ? null : party,
          status: status === asComputed ? null : status,
          reason,
          expiresAt: new Date(`${until}T23:59:59`).toISOString(),
        });
      }}
    >
      <Field label="Accountable" error={refused?.fieldMessage("party")}>
        {(control) => (
          <Select<Party | typeof asComputed>
            {...control}
            value={party}
            onChange={setParty}
            options={[
              { value: asComputed, label: `As the facts say: ${partyTitles[cell.computed.party]}` },
              ...parties.map((value) => ({ value, label: partyTitles[value] })),
            ]}
          />
        )}
      </Field>
      <Field label="Status" error={refused?.fieldMessage("status")}>
        {(control) => (
          <Select<CellStatus | typeof asComputed>
            {...control}
            value={status}
            onChange={setStatus}
            options={[
              { value: asComputed, label: `As the facts say: ${statusMarks[cell.computed.status].label}` },
              ...cellStatuses.map((value) => ({ value, label: statusMarks[value].label })),
            ]}
          />
        )}
      </Field>
      <Field
        label="Why"
        help="At least 10 characters. An auditor reads this."
        error={refused?.fieldMessage("reason")}
      >
        {(control) => (
          <Textarea
            {...control}
            required
            minLength={10}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <UntilField
        help="A year at most; then the facts decide again."
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
        <Button size="sm" onClick={onCancel}>
          Cancel
        </Button>
        <Button
          size="sm"
          type="submit"
          variant="primary"
          pending={pending}
          disabled={party === asComputed && status === asComputed}
        >
          Decide
        </Button>
      </div>
    </form>
  );
}

/** The day it is where the reader is, as a date field holds it: the end that is sent is the end of that day. */
const localDay = (instant: string): string => new Date(instant).toLocaleDateString("sv-SE");
