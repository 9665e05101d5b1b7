import { ProviderError } from "#lib/domain/provider-call.ts";

/** Entries of a listing that are texts, all of them. Without one nothing more can be asked, so the collection fails. */
export function textItems(items: readonly unknown[], listing: string): string[] {
  return items.map((item) => {
    if (typeof item === "string" && item !== "") return item;
    const [service = "", operation = ""] = listing.split(":");
    throw new ProviderError("malformed", { service, operation }, "An entry of the list is no text");
  });
}

/** A text every entry of a listing must have. Without it nothing more can be asked, so the collection fails. */
export function textOf(entry: unknown, field: string, listing: string): string {
  const value = typeof entry === "object" && entry !== null ? Reflect.get(entry, field) : undefined;
  if (typeof value === "string" && value !== "") return value;
  const [service = "", operation = ""] = listing.split(":");
  throw new ProviderError("malformed", { service, operation }, `An entry of the list has no ${field}`);
}
