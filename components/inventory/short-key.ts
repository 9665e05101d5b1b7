/** What a person calls a thing by, out of the id that its provider gives it. */
export function shortKey(key: string): string {
  const arn = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(.+)$/s.exec(key)?.[1];
  if (arn !== undefined) return arn;
  if (/^\/subscriptions\//i.test(key)) return lastParts(key, /\/providers\//i.test(key) ? 1 : 2);
  if (key.startsWith("//")) return lastParts(key, 1);
  return key;
}

/** An account's own name: a subscription's id by its beginning and end, whatever is short as it is. */
export const shortAccount = (account: string): string =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(account)
    ? `${account.slice(0, 8)}…${account.slice(-4)}`
    : account;

export type TextPart = { text: string; key: string | null };

/** A sentence in parts: where it names a provider's id, the id is short and the whole is kept beside it. */
export function partsOf(sentence: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { 0: found, index } of sentence.matchAll(ids)) {
    const key = found.replace(/[.,;:)]+$/, "");
    if (index > from) parts.push({ text: sentence.slice(from, index), key: null });
    parts.push({ text: shortKey(key), key });
    from = index + key.length;
  }
  if (from < sentence.length) parts.push({ text: sentence.slice(from), key: null });
  return parts;
}

/** A sentence as plain text with its ids short, where there is no room for the whole. */
export const shortSentence = (sentence: string): string =>
  partsOf(sentence)
    .map(({ text }) => text)
    .join("");

const ids = /arn:aws[\w-]*:[^\s"'`]+|\/subscriptions\/[^\s"'`]+|\/\/[\w.-]+\.googleapis\.com\/[^\s"'`]+/g;

const lastParts = (key: string, count: number): string => {
  const parts = key.split("/").filter((part) => part !== "");
  return parts.slice(-count).join("/") || key;
};
