"use client";
import { History } from "lucide-react";
import { useState, type FormEvent } from "react";

import { addressAt } from "../api/page-moment.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { formatInstant } from "../ui/format-time.ts";
import { Input } from "../ui/input.tsx";
import { Popover } from "../ui/popover.tsx";

/** The moment the console shows, null for now, since when there is history, and when the last sync was read through. */
export type Moment = { at: string | null; from: string | null; lastSyncAt: string | null };

const dayMs = 24 * 60 * 60 * 1000;
const shortcuts = [
  ["Yesterday", 1],
  ["7 days ago", 7],
  ["30 days ago", 30],
] as const;

const dayBefore = (days: number): string => new Date(Date.now() - days * dayMs).toISOString().slice(0, 10);

/** A page of its own: what was read for one moment must not be met in another. */
const goTo = (at: string | null): void =>
  location.assign(addressAt(location.pathname + location.search + location.hash, at));

/** Takes the whole console to a day of its history. */
export function MomentControl({ moment: { at, from, lastSyncAt } }: { moment: Moment }) {
  const [open, setOpen] = useState(false);
  const firstDay = from?.slice(0, 10);
  return (
    <Popover
      label="Show a day of the past"
      open={open}
      onOpenChange={setOpen}
      className="w-64 p-3"
      trigger={
        <button
          type="button"
          className="mb-3 flex h-8 shrink-0 items-center gap-2 rounded-md border border-line bg-surface px-2 text-left text-sm text-muted hover:bg-hover"
        >
          <History className="size-3.5" aria-hidden />
          <span className="flex-1 truncate">
            {at === null ? "Now" : `As of ${formatInstant(new Date(at))}`}
          </span>
        </button>
      }
    >
      {firstDay === undefined ? (
        <p className="text-sm text-muted">There is no history yet. It begins with the first sync.</p>
      ) : (
        <Days firstDay={firstDay} at={at} lastSyncAt={lastSyncAt} />
      )}
    </Popover>
  );
}

type DaysProps = { firstDay: string; at: string | null; lastSyncAt: string | null };

function Days({ firstDay, at, lastSyncAt }: DaysProps) {
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const day = new FormData(event.currentTarget).get("day");
    if (typeof day === "string" && day !== "") goTo(day);
  };
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-1.5">
        <Button size="sm" disabled={lastSyncAt === null} onClick={() => goTo(lastSyncAt)}>
          Last sync
        </Button>
        {shortcuts.map(([title, days]) => (
          <Button
            key={title}
            size="sm"
            disabled={dayBefore(days) < firstDay}
            onClick={() => goTo(dayBefore(days))}
          >
            {title}
          </Button>
        ))}
      </div>
      {lastSyncAt !== null && (
        <p className="text-xs text-muted">
          The last sync was read through at {formatInstant(new Date(lastSyncAt))}.
        </p>
      )}
      <Field label="Day" help={`As it ended in UTC. History begins on ${firstDay}.`}>
        {(control) => (
          <Input
            {...control}
            type="date"
            name="day"
            required
            min={firstDay}
            max={dayBefore(0)}
            defaultValue={at?.slice(0, 10) ?? dayBefore(1)}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="sm">
        Show this day
      </Button>
    </form>
  );
}
