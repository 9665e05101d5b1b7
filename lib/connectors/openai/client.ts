import { z } from "zod";

import type { Transport } from "#lib/domain/provider-call.ts";
import { safeBase } from "../rest/base-url.ts";
import { openRestClient, type ClientOptions } from "../rest/client.ts";
import { operations } from "./operations.ts";

const blank = z.literal("");

export const OpenAiCredentials = z.object({
  adminKey: z
    .string()
    .trim()
    .startsWith(
      "sk-admin-",
      "Paste an admin key, which begins with sk-admin-; a project's key sees nothing here",
    )
    .meta({
      secret: true,
      title: "Admin API key",
      help: "Settings › Organization › Admin keys. Give it every right to read and none to write",
    }),
  organizationId: z
    .string()
    .trim()
    .regex(/^org-[A-Za-z0-9]+$/, "Write the id that begins with org-")
    .or(blank)
    .optional()
    .meta({ title: "Organization id", help: "Only where the key's owner belongs to several organizations" }),
  baseUrl: z
    .url({ protocol: /^https$/ })
    .or(blank)
    .optional()
    .meta({ title: "Address", help: "Only for another region: https://eu.api.openai.com" }),
});
export type OpenAiCredentials = z.infer<typeof OpenAiCredentials>;

/** The live transport, with the organization's admin key. */
export function openClient(
  { adminKey, organizationId, baseUrl }: OpenAiCredentials,
  { wait, further = {} }: ClientOptions = {},
): Transport {
  return openRestClient({
    title: "OpenAI",
    base: safeBase(baseUrl || "https://api.openai.com"),
    operations: { ...operations, ...further },
    organizationHeader: "openai-organization",
    headers: async () => ({
      authorization: `Bearer ${adminKey}`,
      ...(organizationId ? { "openai-organization": organizationId } : {}),
    }),
    ...(wait ? { wait } : {}),
  });
}
