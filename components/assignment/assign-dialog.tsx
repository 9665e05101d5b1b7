"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { AssignInput } from "#lib/contract/remediation.ts";

import { ApiError, messageOf } from "../api/api-error.ts";
import { useViewer } from "../shell/viewer.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { inDays } from "../ui/in-days.ts";
import { Input, Textarea } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { peopleQuery, teamsQuery } from "./owners-query.ts";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** What is being given: "3 findings", or a title. */
  subject: string;
  current?: { assigneeId: string | null; teamId: string | null };
  pending: boolean;
  error: unknown;
  onAssign: (input: AssignInput) => void;
};

const nobody = "nobody";

/** To a person or a team, by when, with a word on what to do. */
export function AssignDialog({ open, onOpenChange, subject, ...form }: Props) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Assign" description={subject}>
      {open && <AssignForm {...form} onCancel={() => onOpenChange(false)} />}
    </Dialog>
  );
}

type FormProps = Omit<Props, "open" | "onOpenChange" | "subject"> & { onCancel: () => void };

function AssignForm({ current, pending, error, onAssign, onCancel }: FormProps) {
  const viewer = useViewer();
  const people = useQuery(peopleQuery);
  const teams = useQuery(teamsQuery);
  const [owner, setOwner] = useState(ownerOf(current));
  const [dueOn, setDueOn] = useState("");
  const [comment, setComment] = useState("");
  const options = [
    { value: `person:${viewer.id}`, label: `${viewer.name} (you)` },
    ...(people.data?.items ?? [])
      .filter(({ id, state }) => id !== viewer.id && state !== "disabled")
      .map(({ id, name, role }) => ({ value: `person:${id}`, label: name, hint: role })),
    ...(teams.data?.items ?? []).map(({ id, name }) => ({ value: `team:${id}`, label: name, hint: "team" })),
    // Of several at once, some may be assigned.
    ...(!current || ownerOf(current) !== "" ? [{ value: nobody, label: "Nobody" }] : []),
  ];
  // Who left since can be given nothing, and nothing that is out of sight is sent.
  const chosen = options.some(({ value }) => value === owner) ? owner : "";
  const refused = error instanceof ApiError ? error : null;
  const submit = () => {
    const [kind, id = ""] = chosen.split(":");
    onAssign({
      assigneeId: kind === "person" ? id : null,
      teamId: kind === "team" ? id : null,
      dueAt: dueOn && chosen !== nobody ? new Date(`${dueOn}T23:59:59`).toISOString() : null,
      comment,
    });
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field
        label="To"
        help={missing(people.isError, teams.isError)}
        error={refused?.fieldMessage("assigneeId") ?? refused?.fieldMessage("teamId")}
      >
        {(control) => (
          <Select
            {...control}
            value={chosen || undefined}
            onChange={setOwner}
            options={options}
            placeholder="Choose a person or a team"
          />
        )}
      </Field>
      {chosen !== nobody && (
        <Field
          label="Due"
          optional
          help="Left empty, the severity decides."
          error={refused?.fieldMessage("dueAt")}
        >
          {(control) => (
            <Input
              {...control}
              type="date"
              min={inDays(0)}
              value={dueOn}
              onChange={(event) => setDueOn(event.target.value)}
            />
          )}
        </Field>
      )}
      <Field label="Comment" optional error={refused?.fieldMessage("comment")}>
        {(control) => (
          <Textarea
            {...control}
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
        <Button type="submit" variant="primary" pending={pending} disabled={chosen === ""}>
          {chosen === nobody ? "Take back" : "Assign"}
        </Button>
      </div>
    </form>
  );
}

function missing(noPeople: boolean, noTeams: boolean): string | undefined {
  if (noPeople && noTeams) return "Other people and teams could not be loaded.";
  if (noPeople) return "Other people could not be loaded.";
  return noTeams ? "Teams could not be loaded." : undefined;
}

function ownerOf(current: Props["current"]): string {
  if (current?.teamId) return `team:${current.teamId}`;
  return current?.assigneeId ? `person:${current.assigneeId}` : "";
}
