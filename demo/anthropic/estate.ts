import type { ProviderCall } from "#lib/domain/provider-call.ts";
import { daysAgo, told } from "../rest.ts";
import { invitedByHand, leads, people, type Person } from "../workforce.ts";

type Variant = "as-is" | "fixed";

const organization = "5b0c6c52-7d0f-4a1e-9a53-2f6de1f4a901";
const workspace = "wrkspc_01VtQ8mWk3RzHs6YbLc4NdPe";
const models = ["claude-sonnet-4-5-20250929", "claude-haiku-4-5-20251001"];

const list = (data: readonly unknown[]) => told({ data, has_more: false, first_id: null, last_id: null });
const page = (data: readonly unknown[]) => told({ data, has_more: false, next_page: null });

const userId = ({ number }: Person) => `user_01Ac${String(number).padStart(4, "0")}`;
/** Fewer people than have an account at the other provider, and the same ones. */
const members = people.filter(({ name }) => name !== "greta.olsen");

/** What Anthropic would answer about the organization whose workspace is the workforce assistant. */
export function answer(call: ProviderCall, variant: Variant): unknown {
  const fixed = variant === "fixed";
  return call.service === "compliance" ? ofCompliance(call, fixed) : ofOrganization(call, fixed);
}

function ofCompliance(call: ProviderCall, fixed: boolean): unknown {
  if (call.operation === "organizations.settings.retrieve")
    return told({
      type: "organization_settings",
      organization_id: organization,
      settings: settings(fixed),
      api_keys: [],
    });
  if (call.operation === "activities.list")
    return list(fixed ? [] : members.filter(({ name }) => invitedByHand.has(name)).map(signIn));
  throw new Error(`The estate does not answer compliance:${call.operation}`);
}

const settings = (fixed: boolean) => [
  { name: "sso_enabled", type: "boolean", value: true },
  { name: "sso_console_enforced", type: "boolean", value: fixed },
  { name: "sso_claude_ai_enforced", type: "boolean", value: fixed },
  { name: "ip_allowlist_enabled", type: "boolean", value: true },
  { name: "code_execution_network_egress_enabled", type: "boolean", value: false },
  {
    name: "data_retention_periods",
    type: "data_retention",
    value: { all: fixed ? { type: "fixed", duration: 30, timescale: "day" } : { type: "indefinite" } },
  },
];

const signIn = (person: Person) => ({
  id: `activity_01${person.number}`,
  type: "magic_link_login_succeeded",
  created_at: daysAgo(4 + person.number),
  organization_uuid: organization,
  actor: { type: "user_actor", user_id: userId(person), email_address: person.email },
});

function ofOrganization(call: ProviderCall, fixed: boolean): unknown {
  switch (call.operation) {
    case "retrieve":
      return told({ id: organization, type: "organization", name: "Acme Insurance" });
    case "users.list":
      return list(
        members.map((person) => ({
          type: "user",
          id: userId(person),
          name: person.name,
          email: person.email,
          role: leads.has(person.name) ? "admin" : "user",
          added_at: daysAgo(300 - person.number),
        })),
      );
    case "invites.list":
      return list([]);
    case "workspaces.list":
      return list([
        {
          type: "workspace",
          id: workspace,
          name: "Workforce assistant",
          created_at: daysAgo(290),
          archived_at: null,
          display_color: "#6C5BB9",
          data_residency: {
            allowed_inference_geos: ["us"],
            default_inference_geo: "us",
            workspace_geo: "us",
          },
          tags: {},
        },
      ]);
    case "workspaces.members.list":
      return list(
        members.map((person) => ({
          type: "workspace_member",
          user_id: userId(person),
          workspace_id: workspace,
          workspace_role: leads.has(person.name) ? "workspace_admin" : "workspace_developer",
        })),
      );
    case "workspaces.rate_limits.list":
      return page([
        {
          type: "workspace_rate_limit",
          group: "claude_sonnet_4_x",
          limits: [
            { type: "requests_per_minute", value: 400, org_limit: 2_000, source: { type: "workspace" } },
          ],
        },
      ]);
    case "api_keys.list":
      return list([currentKey, ...(fixed ? [] : forgottenKeys)]);
    case "spend_limits.list":
      return page([
        {
          type: "spend_limit",
          id: "spl_01",
          amount: "5000.00",
          currency: "USD",
          period: "monthly",
          scope: { type: "organization" },
        },
      ]);
    case "usage_report.messages":
      return page(usage(fixed));
    case "compliance_settings.retrieve":
      return told({ type: "compliance_settings", state: { type: "enabled" } });
    default:
      throw new Error(`The estate does not answer organization:${call.operation}`);
  }
}

const key = (id: string, name: string, created: number, expires: string | null, holder: object) => ({
  type: "api_key",
  id,
  name,
  status: "active",
  created_at: daysAgo(created),
  expires_at: expires,
  partial_key_hint: `sk-ant-...${id.slice(-4)}`,
  scope: { type: "workspace", workspace_id: workspace },
  ...holder,
});
const currentKey = key("apikey_01IntranetChat", "intranet-chat", 70, daysAgo(-110), {
  created_by: { type: "user", id: userId({ name: "", email: "", number: 1 }) },
  principal: { type: "service_account_actor", service_account_id: "svac_01IntranetChat" },
});
const forgottenKeys = [
  key("apikey_01SpreadsheetX", "spreadsheet-plugin", 280, null, {
    created_by: { type: "user", id: userId({ name: "", email: "", number: 4 }) },
    principal: null,
  }),
  key("apikey_01LeftBehindQ", "prototype", 250, null, { created_by: null, principal: null }),
];

const usage = (fixed: boolean) =>
  [9, 2].map((days) => ({
    starting_at: `${daysAgo(days).slice(0, 10)}T00:00:00Z`,
    ending_at: `${daysAgo(days - 1).slice(0, 10)}T00:00:00Z`,
    results: [
      ...models.map((model) => ({
        workspace_id: workspace,
        api_key_id: currentKey.id,
        model,
        uncached_input_tokens: 812_300,
        output_tokens: 94_100,
      })),
      ...(fixed
        ? []
        : [
            {
              workspace_id: workspace,
              api_key_id: "apikey_01LeftBehindQ",
              model: models[0],
              uncached_input_tokens: 4_100,
              output_tokens: 900,
            },
          ]),
    ],
  }));
