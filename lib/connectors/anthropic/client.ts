import { z } from "zod";

import type { Transport } from "#lib/domain/provider-call.ts";
import { safeBase } from "../rest/base-url.ts";
import { openRestClient, type ClientOptions } from "../rest/client.ts";
import { operations } from "./operations.ts";

const blank = z.literal("");

export const AnthropicCredentials = z.object({
  adminKey: z
    .string()
    .trim()
    .startsWith(
      "sk-ant-admin",
      "Paste an Admin API key, which begins with sk-ant-admin; others see nothing here",
    )
    .meta({ secret: true, title: "Admin API key", help: "Console › Settings › Admin keys" }),
  complianceKey: z.string().trim().optional().meta({
    secret: true,
    title: "Compliance access key",
    help: "Only with Claude Enterprise: without it, sign-in, retention and address settings stay unknown",
  }),
  baseUrl: z
    .url({ protocol: /^https$/ })
    .or(blank)
    .optional()
    .meta({ title: "Address", help: "Only for a gateway of your own" }),
});
export type AnthropicCredentials = z.infer<typeof AnthropicCredentials>;

/** The live transport: the Compliance API is asked with its own key where there is one. */
export function openClient(
  { adminKey, complianceKey, baseUrl }: AnthropicCredentials,
  { wait, further = {} }: ClientOptions = {},
): Transport {
  const clientWith = (key: string) =>
    openRestClient({
      title: "Anthropic",
      base: safeBase(baseUrl || "https://api.anthropic.com"),
      operations: { ...operations, ...further },
      headers: async () => ({ "x-api-key": key, "anthropic-version": "2023-06-01" }),
      ...(wait ? { wait } : {}),
    });
  const admin = clientWith(adminKey);
  const compliance = clientWith(complianceKey || adminKey);
  return (call, signal) => (call.service === "compliance" ? compliance : admin)(call, signal);
}
