import type { ProviderCall } from "#lib/domain/provider-call.ts";
import { nothingThere, recordedAt, secondsAgo } from "../rest.ts";
import { domain, invitedByHand, leads, people, type Person } from "../workforce.ts";

type Variant = "as-is" | "fixed";

const organization = "org-Qm4TzR8wLd2fKx";
const assistant = "proj_7dKq2LwPz9RtYb4";
const evaluation = "proj_3nVx8HsMc1GjUe6";
const models = ["gpt-5.2-2026-03-18", "gpt-5.2-mini-2026-03-18"];

const told = (body: unknown) => ({ at: recordedAt, next: null, body, organization });
const list = (data: readonly unknown[]) =>
  told({ object: "list", data, has_more: false, first_id: null, last_id: null });

const userId = ({ number }: Person) => `user-${String(number).padStart(4, "0")}acme`;

/** What OpenAI would answer about the organization whose project is the workforce assistant. */
export function answer(call: ProviderCall, variant: Variant): unknown {
  const fixed = variant === "fixed";
  return call.service === "organization" ? ofOrganization(call, fixed) : ofProject(call, fixed);
}

function ofOrganization(call: ProviderCall, fixed: boolean): unknown {
  switch (call.operation) {
    case "list-projects":
      return list(
        [
          { id: assistant, name: "workforce-assistant" },
          { id: evaluation, name: "evaluation-sandbox" },
        ].map((project) => ({
          ...project,
          object: "organization.project",
          created_at: secondsAgo(420),
          archived_at: null,
          status: "active",
        })),
      );
    case "list-users":
      return list(people.map((person) => user(person, fixed)));
    case "list-invites":
      return list(fixed ? [] : [invite]);
    case "admin-api-keys-list":
      return list([...(fixed ? [] : forgottenAdminKeys), nacreKey]);
    case "list-audit-logs":
      return list(
        call.input["event_types"]
          ? [event("ip_allowlist.config.activated", 300)]
          : [event("login.succeeded", 0)],
      );
    case "retrieve-data-retention":
      return told({ object: "organization.data_retention", type: "zero_data_retention" });
    case "retrieve-spend-limit":
      return told({
        object: "organization.spend_limit",
        currency: "USD",
        interval: "month",
        threshold_amount: 12_000,
        enforcement: { status: "enforcing" },
      });
    case "list-spend-alerts":
      return list([]);
    case "usage-completions":
      return usage;
    default:
      throw new Error(`The estate does not answer organization:${call.operation}`);
  }
}

const user = (person: Person, fixed: boolean) => ({
  object: "organization.user",
  id: userId(person),
  name: person.name,
  email: person.email,
  role: leads.has(person.name) ? "owner" : "reader",
  added_at: secondsAgo(400 - person.number),
  is_service_account: false,
  is_scim_managed: fixed || !invitedByHand.has(person.name),
});

const invite = {
  object: "organization.invite",
  id: "invite-8Hq2",
  email: "temp.analyst@staffing.example",
  role: "owner",
  status: "pending",
  created_at: secondsAgo(6),
  expires_at: secondsAgo(-1),
  projects: [],
};

const adminKey = (
  id: string,
  name: string,
  owner: string,
  created: number,
  used: number,
  expires: number | null,
) => ({
  object: "organization.admin_api_key",
  id,
  name,
  redacted_value: `sk-admin-...${id.slice(-4)}`,
  created_at: secondsAgo(created),
  last_used_at: secondsAgo(used),
  expires_at: expires,
  owner: {
    type: "user",
    object: "organization.user",
    id: owner,
    name: owner,
    role: "owner",
    created_at: secondsAgo(410),
  },
});
const nacreKey = adminKey("key_nAcr3Rd0nly", "nacre-reader", "ada.brandt", 40, 0, secondsAgo(-140));
const forgottenAdminKeys = [
  adminKey("key_s3tUpScr1pt", "onboarding-script", "ada.brandt", 392, 260, null),
  adminKey("key_c0stExp0rt", "cost-export", "bruno.keller", 340, 3, null),
];

const event = (type: string, days: number) => ({
  id: `audit_log-${type}`,
  type,
  effective_at: secondsAgo(days),
  actor: { type: "session" },
});

const usage = told({
  object: "page",
  has_more: false,
  next_page: null,
  data: [12, 5, 1].map((days) => ({
    object: "bucket",
    start_time: secondsAgo(days),
    end_time: secondsAgo(days - 1),
    results: models.map((model, at) => ({
      object: "organization.usage.completions.result",
      project_id: assistant,
      model,
      num_model_requests: 1_840 - at * 900 - days,
      input_tokens: 2_100_400,
      output_tokens: 480_200,
    })),
  })),
});

function ofProject(call: ProviderCall, fixed: boolean): unknown {
  const isAssistant = call.input["project"] === assistant;
  switch (call.operation) {
    case "list-users":
      return list(
        people.slice(0, isAssistant ? people.length : 2).map((person) => ({
          object: "organization.project.user",
          id: userId(person),
          name: person.name,
          email: person.email,
          role: leads.has(person.name) ? "owner" : "member",
          added_at: secondsAgo(380),
        })),
      );
    case "list-service-accounts":
      return list(
        isAssistant
          ? [
              {
                object: "organization.project.service_account",
                id: "svc_acct_4471",
                name: "intranet-chat",
                role: "member",
                created_at: secondsAgo(90),
              },
            ]
          : [],
      );
    case "list-api-keys":
      return list(isAssistant ? [currentKey, ...(fixed ? [] : forgottenKeys)] : []);
    case "list-rate-limits":
      return list(
        models.map((model) => ({
          object: "project.rate_limit",
          id: `rl-${model}`,
          model,
          max_requests_per_1_minute: 500,
          max_tokens_per_1_minute: 200_000,
        })),
      );
    case "retrieve-model-permissions":
      return isAssistant && !fixed
        ? nothingThere(call, "No model permissions are set for this project")
        : told({ object: "project.model_permissions", mode: "allow_list", model_ids: models });
    case "retrieve-hosted-tool-permissions":
      return told({
        code_interpreter: { enabled: false },
        file_search: { enabled: true },
        image_generation: { enabled: false },
        mcp: { enabled: false },
        web_search: { enabled: false },
      });
    case "retrieve-data-retention":
      return told({
        object: "project.data_retention",
        type: isAssistant && !fixed ? "none" : "organization_default",
      });
    case "retrieve-spend-limit":
      return nothingThere(call, "No spend limit is set for this project");
    case "list-spend-alerts":
      return list([]);
    default:
      throw new Error(`The estate does not answer projects:${call.operation}`);
  }
}

const apiKey = (
  id: string,
  name: string,
  created: number,
  used: number,
  owner: object,
  access = "active",
) => ({
  object: "organization.project.api_key",
  id,
  name,
  redacted_value: `sk-proj-...${id.slice(-4)}`,
  created_at: secondsAgo(created),
  last_used_at: secondsAgo(used),
  owner_project_access: access,
  owner,
});
const currentKey = apiKey("key_1ntranetCh4t", "intranet-chat", 60, 0, {
  type: "service_account",
  service_account: { id: "svc_acct_4471", name: "intranet-chat", role: "member", created_at: secondsAgo(90) },
});
const forgottenKeys = [
  apiKey("key_p1l0tHackday", "hackday-pilot", 388, 215, {
    type: "user",
    user: {
      id: "user-0003acme",
      name: "carla.weiss",
      email: `carla.weiss@${domain}`,
      role: "reader",
      created_at: secondsAgo(397),
    },
  }),
  apiKey(
    "key_l3ftC0mpany",
    "summaries-macro",
    300,
    2,
    {
      type: "user",
      user: {
        id: "user-0099acme",
        name: "ivo.marek",
        email: `ivo.marek@${domain}`,
        role: "reader",
        created_at: secondsAgo(399),
      },
    },
    "inactive",
  ),
];
