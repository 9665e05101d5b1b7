import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { withUnknowns } from "./batch.ts";
import { apiChangesState } from "./changes-state.ts";
import { edgesFrom } from "./edges.ts";
import { markUnknown, type Unknowns } from "./pages.ts";

const Credential = z.object({ roleArn: z.string().optional() }).optional();
/** `GetPlugin`. */
const RawPlugin = z.object({
  pluginArn: z.string(),
  displayName: z.string(),
  type: z.string(),
  state: z.string().default("ENABLED"),
  serverUrl: z.string().optional(),
  authConfiguration: z
    .object({
      basicAuthConfiguration: Credential,
      oAuth2ClientCredentialConfiguration: Credential,
      idcAuthConfiguration: Credential,
      noAuthConfiguration: z.object({}).optional(),
    })
    .optional(),
  customPluginConfiguration: z
    .object({ apiSchema: z.object({ payload: z.string().optional() }).optional() })
    .optional(),
});
type RawPlugin = z.infer<typeof RawPlugin>;

export type PluginParts = { raw: unknown; tags: Readonly<Record<string, string>>; unknowns: Unknowns };

export const pluginKeyOf = ({ raw }: PluginParts): string => RawPlugin.parse(raw).pluginArn;

export function normalizePlugin(parts: PluginParts, scope: Scope): Batch {
  const plugin = RawPlugin.parse(parts.raw);
  const key = plugin.pluginArn;
  const custom = plugin.type === "CUSTOM";
  const credential = credentialOf(plugin);
  const schema = plugin.customPluginConfiguration?.apiSchema?.payload;
  const changesState = custom ? schemaChangesState(schema) : true;
  const unknowns: Unknowns = { ...parts.unknowns };
  if (changesState === null) markUnknown(unknowns, ["facets.changesState"], schemaElsewhere);
  if (custom) markUnknown(unknowns, ["facets.requiresConfirmation"], decidedInTheChat);
  const resource = withUnknowns(
    {
      key,
      type: "aws.qbusiness.plugin" as const,
      name: plugin.displayName,
      ...scope,
      tags: parts.tags,
      properties: { kind: plugin.type, enabled: plugin.state === "ENABLED", credential },
      facets: {
        changesState: changesState === true,
        // The user sees and sends each action of a built-in plugin as a form.
        requiresConfirmation: true,
        authentication: authenticationBy[credential],
        publicNetwork: true,
        hosts: hostOf(plugin.serverUrl),
      },
    },
    unknowns,
  );
  const auth = plugin.authConfiguration;
  const roles = [auth?.basicAuthConfiguration, auth?.oAuth2ClientCredentialConfiguration];
  return {
    resources: [resource],
    relationships: edgesFrom(key)(
      "runs-as",
      ...[...roles, auth?.idcAuthConfiguration].map((one) => one?.roleArn),
    ),
  };
}

/** How Q Business proves to the plugin's server for whom it calls. */
const authenticationBy = {
  oauth: "identity",
  "identity-center": "identity",
  basic: "key",
  none: "none",
} as const;

function credentialOf({ authConfiguration: auth }: RawPlugin): keyof typeof authenticationBy {
  if (auth?.oAuth2ClientCredentialConfiguration) return "oauth";
  if (auth?.idcAuthConfiguration) return "identity-center";
  return auth?.basicAuthConfiguration ? "basic" : "none";
}

const schemaChangesState = (schema: string | undefined): boolean | null =>
  schema === undefined ? null : apiChangesState(schema);

function hostOf(url: string | undefined): string[] {
  const parsed = url && URL.canParse(url) ? new URL(url) : null;
  return parsed ? [parsed.hostname] : [];
}

const schemaElsewhere: Unknown = {
  reason: "unsupported",
  call: "qbusiness:GetPlugin",
  permission: null,
  message: "What the plugin's API does is written in a bucket, or not in JSON",
};
const decidedInTheChat: Unknown = {
  reason: "unsupported",
  call: "qbusiness:GetPlugin",
  permission: null,
  message: "Whether the user is asked before a custom plugin acts is decided in the chat",
};
