import type { ConnectionView } from "#lib/contract/connections.ts";

export const manual = "manual";

/** How often a connection may sync, as the form offers it. */
export const schedules: readonly { value: string; label: string }[] = [
  { value: "60", label: "Every hour" },
  { value: "360", label: "Every 6 hours" },
  { value: "720", label: "Every 12 hours" },
  { value: "1440", label: "Every day" },
  { value: "10080", label: "Every week" },
  { value: manual, label: "Only when asked" },
];

export const toSchedule = (minutes: number | null): string => (minutes === null ? manual : String(minutes));
export const toMinutes = (schedule: string): number | null => (schedule === manual ? null : Number(schedule));

/** A schedule that was set through the API is offered as it is. */
export function schedulesWith(minutes: number | null): readonly { value: string; label: string }[] {
  const value = toSchedule(minutes);
  return schedules.some((schedule) => schedule.value === value)
    ? schedules
    : [{ value, label: `Every ${value} minutes` }, ...schedules];
}

type Scheduled = Pick<ConnectionView, "syncEveryMinutes" | "pausedAt" | "lastSync" | "createdAt">;

/** When the next sync is due; null where only a person starts one. */
export function nextSyncAt({ syncEveryMinutes, pausedAt, lastSync, createdAt }: Scheduled): Date | null {
  if (syncEveryMinutes === null || pausedAt !== null) return null;
  return new Date(Date.parse(lastSync?.queuedAt ?? createdAt) + syncEveryMinutes * 60_000);
}
