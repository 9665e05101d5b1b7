import type { Row } from "../row.ts";
import { asset, key, location, project, under, vertexPlace } from "./asset.ts";

const ownKey = "encryption_spec { kms_key_name = google_kms_crypto_key.good.id }";
const viewers = [{ role: "roles/aiplatform.featurestoreDataViewer", members: ["allAuthenticatedUsers"] }];

type Store = {
  stem: string;
  collection: string;
  type: string;
  hcl?: Readonly<Record<"good" | "bad", string>>;
  data?: Readonly<Record<"good" | "bad", object>>;
  isOpen?: boolean;
};
const nothing = { good: "", bad: "" };

/** What the Asset Inventory alone tells of. Those that have policies of their own are open in their bad form. */
const store = ({ stem, collection, type, hcl = nothing, data, isOpen = false }: Store): Row => {
  const kind = `google_vertex_ai_${stem}`;
  const one = (form: "good" | "bad", more: string) => `
    resource "${kind}" "${form}" {
      ${stem === "tensorboard" ? "display_name" : "name"} = "${form}"
      ${vertexPlace}
      ${hcl[form]}
      ${more}
    }`;
  const bindings = `
    resource "${kind}_iam_member" "bad" {
      ${stem} = ${kind}.bad.name
      ${vertexPlace}
      role = "${viewers[0]?.role}"
      member = "allAuthenticatedUsers"
    }`;
  const told = (form: "good" | "bad", more: object) => ({
    name: `${under}/${collection}/${form}`,
    createTime: "2026-01-01T00:00:00Z",
    ...more,
    ...data?.[form],
  });
  const kept = (form: "good" | "bad", more: object, open: typeof viewers) =>
    asset(`aiplatform.googleapis.com/${type}`, `${under}/${collection}/${form}`, told(form, more), open);
  return {
    type: kind,
    ...(isOpen ? { parts: [`${kind}_iam_member`] } : {}),
    hcl: one("good", ownKey) + one("bad", "") + (isOpen ? bindings : ""),
    resources: [
      kept("good", { encryptionSpec: { kmsKeyName: key } }, []),
      kept("bad", {}, isOpen ? viewers : []),
    ],
    answers: [],
  };
};

const psc = (isOn: boolean) => ({
  privateServiceConnectConfig: { enablePrivateServiceConnect: isOn, projectAllowlist: [project] },
});
const trigger = (form: "good" | "bad", data: object) =>
  asset("cloudbuild.googleapis.com/BuildTrigger", `${under}/triggers/${form}`, {
    resourceName: `${under}/triggers/${form}`,
    id: form,
    name: form,
    filename: "cloudbuild.yaml",
    ...data,
  });
const pullRequest = (more: object) => ({
  owner: "acme",
  name: "claims",
  pullRequest: { branch: "^main$", ...more },
});
const builds = (name: string, more: string) => `
    resource "google_cloudbuild_trigger" "${name}" {
      name = "${name}"
      project = "${project}"
      location = "${location}"
      ${more}
    }`;
const apiKey = (form: "good" | "bad", data: object) =>
  asset("apikeys.googleapis.com/Key", `projects/${project}/locations/global/keys/${form}`, {
    name: `projects/${project}/locations/global/keys/${form}`,
    createTime: new Date().toISOString(),
    ...data,
  });

export const vertexStores: readonly Row[] = [
  store({ stem: "featurestore", collection: "featurestores", type: "Featurestore", isOpen: true }),
  store({
    stem: "feature_online_store",
    collection: "featureOnlineStores",
    type: "FeatureOnlineStore",
    isOpen: true,
    hcl: {
      good: `optimized {}
      dedicated_serving_endpoint {
        private_service_connect_config {
          enable_private_service_connect = true
          project_allowlist = ["${project}"]
        }
      }`,
      bad: "optimized {}",
    },
    data: {
      good: { optimized: {}, dedicatedServingEndpoint: psc(true) },
      bad: { optimized: {}, dedicatedServingEndpoint: {} },
    },
  }),
  store({ stem: "metadata_store", collection: "metadataStores", type: "MetadataStore" }),
  store({ stem: "tensorboard", collection: "tensorboards", type: "Tensorboard" }),
  {
    type: "google_cloudbuild_trigger",
    hcl:
      builds(
        "good",
        `service_account = google_service_account.good.id
      approval_config { approval_required = true }
      github {
        owner = "acme"
        name = "claims"
        pull_request {
          branch = "^main$"
          comment_control = "COMMENTS_ENABLED"
        }
      }
      build {
        step {
          name = "ubuntu"
          env = ["TABLE=claims"]
        }
        options { worker_pool = "${under}/workerPools/own" }
      }`,
      ) +
      builds(
        "bad",
        `github {
        owner = "acme"
        name = "claims"
        pull_request {
          branch = "^main$"
          comment_control = "COMMENTS_DISABLED"
        }
      }
      build {
        step {
          name = "ubuntu"
          env = ["OPENAI_API_KEY=sk-proj-Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6"]
        }
      }`,
      ),
    resources: [
      trigger("good", {
        serviceAccount: `projects/${project}/serviceAccounts/good@${project}.iam.gserviceaccount.com`,
        approvalConfig: { approvalRequired: true },
        github: pullRequest({ commentControl: "COMMENTS_ENABLED" }),
        build: {
          steps: [{ name: "ubuntu", env: ["TABLE=claims"] }],
          options: { pool: { name: `${under}/workerPools/own` } },
        },
      }),
      trigger("bad", {
        github: pullRequest({ commentControl: "COMMENTS_DISABLED" }),
        build: {
          steps: [
            { name: "ubuntu", env: ["OPENAI_API_KEY=sk-proj-Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6"] },
          ],
        },
      }),
    ],
    answers: [],
  },
  {
    type: "google_apikeys_key",
    hcl: `
    resource "google_apikeys_key" "good" {
      name = "good"
      project = "${project}"
      restrictions {
        api_targets { service = "generativelanguage.googleapis.com" }
        server_key_restrictions { allowed_ips = ["192.0.2.0/24"] }
      }
    }
    resource "google_apikeys_key" "bad" {
      name = "bad"
      project = "${project}"
    }`,
    resources: [
      apiKey("good", {
        restrictions: {
          apiTargets: [{ service: "generativelanguage.googleapis.com" }],
          serverKeyRestrictions: { allowedIps: ["192.0.2.0/24"] },
        },
      }),
      apiKey("bad", {}),
    ],
    answers: [],
  },
];
