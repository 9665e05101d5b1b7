/** The parameter by which pages and routes are asked about the past. */
export const momentParameter = "at";
/** Stands for the moment by which the last sync was read through. */
export const lastSyncMoment = "last-sync";

const day = /^\d{4}-\d{2}-\d{2}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
const dayMs = 24 * 60 * 60 * 1000;

/**
 * The moment a text names, or null: an instant with its offset, or a day, which is read as it ended (in UTC), today as
 * it is so far.
 */
export function parseMoment(text: string, now: Date): Date | null {
  if (day.test(text)) {
    const start = new Date(`${text}T00:00:00Z`);
    if (Number.isNaN(start.getTime()) || start.toISOString().slice(0, 10) !== text) return null;
    const end = new Date(start.getTime() + dayMs - 1);
    return start <= now && end > now ? now : end;
  }
  if (!instant.test(text)) return null;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at;
}
