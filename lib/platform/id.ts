import { randomUUID } from "node:crypto";

/** A version 7 UUID: ids made later sort later, which keeps indexes compact. */
export function newId(at: Date = new Date()): string {
  const time = at.getTime().toString(16).padStart(12, "0");
  // Of a random one all but what is now the time, and the version that stands between.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
