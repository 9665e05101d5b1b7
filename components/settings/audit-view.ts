import { createLoader, parseAsString } from "nuqs/server";

/** What the audit log is narrowed to stands in its address, so that it can be shared. */
export const auditViewParsers = {
  action: parseAsString.withDefault(""),
  who: parseAsString.withDefault(""),
};
export const loadAuditView = createLoader(auditViewParsers);
