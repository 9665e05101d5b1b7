import { lastSyncMoment, momentParameter, parseMoment } from "#lib/contract/moment.ts";
import { AppError } from "#lib/domain/errors.ts";
import { systemDb } from "#lib/platform/db.ts";
import { inTransaction, type Context } from "./context.ts";
import { historyDaysOf } from "./history-setting.ts";
import { lastSyncAt } from "./last-sync.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** The context that reads what `text` says. Throws `invalid-input` where nothing is known of that moment. */
export async function contextAt(
  ctx: Context,
  text: string,
  now: Date = new Date(),
  field: string = momentParameter,
): Promise<Context> {
  const refused = refusalOf(field);
  const asOf = text === lastSyncMoment ? await lastSyncAt(ctx, now) : parseMoment(text, now);
  if (!asOf && text === lastSyncMoment) throw refused("No sync has ended yet.");
  if (!asOf)
    throw refused(
      `Write a day like 2026-11-01, an instant with its offset, like 2026-11-01T10:00:00Z, or ${lastSyncMoment}.`,
    );
  if (asOf > now) throw refused("This moment is still to come.");
  const from = await historyStart(ctx, now);
  if (!from) throw refused("There is no history yet: nothing has been synced.");
  if (asOf < from) throw refused(`History begins on ${from.toISOString()}.`);
  return { ...ctx, asOf };
}

/** Since when this organization can be read as of: its first sync, or as far back as it keeps history. */
export async function historyStart(
  { organizationId, actor, permissions }: Context,
  now: Date = new Date(),
): Promise<Date | null> {
  const first = await inTransaction({ organizationId, actor, permissions }, (tx) =>
    tx.sync.aggregate({ where: { organizationId }, _min: { queuedAt: true } }),
  );
  const { settings } = await systemDb().organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { settings: true },
  });
  const began = first._min.queuedAt;
  if (!began) return null;
  return new Date(Math.max(began.getTime(), now.getTime() - historyDaysOf(settings) * dayMs));
}

const refusalOf =
  (field: string) =>
  (message: string): AppError =>
    new AppError("invalid-input", `${field}: ${message}`, { fields: [{ field, message }] });
