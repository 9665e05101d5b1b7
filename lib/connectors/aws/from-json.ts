/** What a text says in JSON; null where it is none, which no schema then accepts. */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
