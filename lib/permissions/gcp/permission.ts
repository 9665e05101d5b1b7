import { fitsWildcard } from "../wildcard.ts";

/** Services whose name in a permission is not that of their API. */
const apiNames: Readonly<Record<string, string>> = {
  resourcemanager: "cloudresourcemanager",
  ml: "ml",
};

/** Deny policies write `storage.objects.get` as `storage.googleapis.com/objects.get`. */
export function toDenyForm(permission: string): string {
  const [service = "", ...rest] = permission.split(".");
  return `${apiNames[service] ?? service}.googleapis.com/${rest.join(".")}`;
}

/** A permission, or a group of permissions with a star for the resource, the verb or both. */
export const isDenied = (permission: string, listed: string): boolean =>
  fitsWildcard(listed, toDenyForm(permission));
