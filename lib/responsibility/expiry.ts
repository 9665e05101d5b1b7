import { AppError } from "#lib/domain/errors.ts";

const yearMs = 366 * 24 * 60 * 60 * 1000;

/** The instant it ends: in the future, and within a year unless told otherwise. */
export function requireExpiry(
  text: string,
  at: Date,
  { withinYears = 1 }: { withinYears?: number } = {},
): Date {
  const expiresAt = new Date(text);
  if (Number.isNaN(expiresAt.getTime()) || expiresAt <= at) throw refused("It must lie in the future");
  if (expiresAt.getTime() - at.getTime() > withinYears * yearMs)
    throw refused(`It must lie within ${withinYears === 1 ? "a year" : `${withinYears} years`}`);
  return expiresAt;
}

const refused = (message: string) =>
  new AppError("invalid-input", `expiresAt: ${message}.`, { fields: [{ field: "expiresAt", message }] });
