import { AppError } from "#lib/domain/errors.ts";

/** Postgres keeps neither NUL nor half a surrogate pair: what holds one is refused here rather than failing there. */
export const isStorable = (text: string): boolean => !text.includes("\u0000") && text.isWellFormed();

export function requireStorable(field: string, text: string): void {
  if (isStorable(text)) return;
  const message = "Holds a character that is no text (NUL or half a pair)";
  throw new AppError("invalid-input", `${field}: ${message}.`, { fields: [{ field, message }] });
}

/**
 * Postgres refuses NUL in text and jsonb, and half a surrogate pair in jsonb; a provider's name may hold either.
 * An escaped backslash is passed over, so that a text which only looks like such an escape stays.
 */
export const storableJson = (json: string): string =>
  json.replaceAll(/\\(?:\\|u0000|ud[89a-f][0-9a-f]{2})/g, (escape) => {
    if (escape === "\\\\") return escape;
    return escape === "\\u0000" ? "" : "\ufffd";
  });
