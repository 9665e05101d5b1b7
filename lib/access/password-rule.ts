import { AppError } from "#lib/domain/errors.ts";

/** Common ones that are long enough to pass the length alone. */
const common = new Set([
  "123456789012",
  "1234567890123",
  "12345678901234567890",
  "passwordpassword",
  "password1234",
  "password12345",
  "password123456",
  "qwertyuiop123",
  "qwertyuiop[]",
  "1q2w3e4r5t6y",
  "1qaz2wsx3edc",
  "administrator",
  "administrator1",
  "iloveyou1234",
  "letmein12345",
  "changeme1234",
  "changemechangeme",
  "welcome12345",
  "abcdefghijkl",
  "abcd1234abcd",
  "correcthorsebatterystaple",
]);

/** Length is the contract's to check; this refuses what a guesser tries first. Throws naming the field. */
export function assertNotGuessable(password: string, about: readonly string[], field: string): void {
  const lower = password.toLowerCase();
  const known = about
    .flatMap((text) => [text, text.split("@")[0] ?? ""])
    .map((text) => text.toLowerCase().trim())
    .filter((text) => text.length >= 4);
  const repeats = new Set(lower).size < 5;
  const padded = known.some((text) => lower.includes(text) && lower.length - text.length < 6);
  if (!common.has(lower) && !repeats && !padded) return;
  throw new AppError("invalid-input", `${field}: This password is easy to guess.`, {
    fields: [{ field, message: "Easy to guess: choose several unrelated words, for example" }],
  });
}
