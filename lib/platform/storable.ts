import { AppError } from "#lib/domain/errors.ts";

/** Postgres keeps neither NUL nor half a surrogate pair: what holds one is refused here rather than failing there. */
export const isStorable = (text: string): boolean => !text.includes("\u0000") && text.isWellFormed();

export function requireStorable(field: string, text: string): void {
  if (isStorable(text)) return;
  const message = "Holds a character that is no text (NUL or half a pair)";
  throw new AppError("invalid-input", `${field}: ${message}.`, { fields: [{ field, message }] });
}
