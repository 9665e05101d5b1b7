import type { ServerAnswer } from "#lib/connectors/onprem/server-answer.ts";
import { ProviderError, type ProviderCall } from "#lib/domain/provider-call.ts";
import type { Variant } from "../record.ts";
import { daysAgo } from "../rest.ts";
import { answerBuckets } from "./buckets.ts";
import { chatModel, lab, models, site, urls } from "./names.ts";
import { registeredModels, runMetrics } from "./registry.ts";

const kinds = [
  ["mlflow", urls.mlflow],
  ["triton", urls.triton],
  ["minio", urls.minio],
  ["vllm", urls.vllm],
  ["litellm", urls.gateway],
  ["qdrant", urls.qdrant],
  ["jupyterhub", urls.hub],
] as const;

/** What the machines of the pricing lab would answer: all over TLS, and to nobody without a key. */
export function answer(call: ProviderCall, variant: Variant): unknown {
  if (call.service === "inventory")
    return { site, targets: kinds.map(([kind, url]) => ({ ...placeOf(url), kind })) };
  if (call.service === "host") return { addresses: [addressOf(String(call.input["host"]))] };
  if (call.service === "s3") return answerBuckets(call);
  if (call.input["proof"] === "own") return answerKey(call, variant);
  return answerStranger(call);
}

/** The chat that explains a tariff is an application of its own. */
const chatAddresses: ReadonlySet<string> = new Set([urls.vllm, urls.gateway]);

const placeOf = (url: string) => ({
  host: new URL(url).hostname,
  url,
  exposure: "internal",
  tags: { app: chatAddresses.has(url) ? "pricing-chat" : lab, owner: "actuaries", env: "production" },
});

const addressOf = (host: string): string =>
  `10.30.0.${11 + kinds.findIndex(([, url]) => new URL(url).hostname === host)}`;

const said = (body: unknown, more: Partial<ServerAnswer> = {}): ServerAnswer => ({
  status: 200,
  type: "application/json",
  server: null,
  location: null,
  challenge: null,
  body,
  ...more,
});
const text = (body: string) => said(body, { type: "text/plain" });
const refused = (challenge: string | null = null): ServerAnswer =>
  said({ error: "Unauthorized" }, { status: 401, challenge });

/** What tells a product, and a refusal of everything else. */
function answerStranger({ service, operation }: ProviderCall): ServerAnswer {
  switch (`${service}:${operation}`) {
    case "mlflow:get-version":
      return text("3.12.0");
    case "triton:get-metadata":
      return said({
        name: "triton",
        version: "2.66.0",
        extensions: ["classification", "sequence", "model_repository", "schedule_policy", "statistics"],
      });
    case "minio:get-health":
      return said("", { type: "", server: "MinIO" });
    case "vllm:get-version":
      return said({ version: "0.18.1" });
    case "litellm:get-readiness":
      return said({ status: "healthy", db: "connected", litellm_version: "1.84.2" });
    case "qdrant:get-root":
      return said({ title: "qdrant - vector search engine", version: "1.17.0", commit: "4ab6d2e" });
    case "jupyterhub:get-version":
      return said({ version: "5.4.3" });
    case "jupyterhub:get-sign-up":
      return said({ status: 404, message: "Not Found" }, { status: 404 });
    case "minio:list-buckets-openly":
      return said('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', {
        status: 403,
        type: "application/xml",
      });
    case "mlflow:search-registered-models":
      return refused("Basic");
    default:
      return refused();
  }
}

const loaded = (name: string) => ({ name, version: "1", state: "READY" });

/** What they list to the key that the connection holds. */
function answerKey(call: ProviderCall, variant: Variant): ServerAnswer {
  const { service, operation, input } = call;
  switch (`${service}:${operation}`) {
    case "mlflow:search-registered-models":
      return said({ registered_models: registeredModels(variant) });
    case "mlflow:search-experiments":
      return said({
        experiments: [
          {
            experiment_id: "4",
            name: "motor",
            artifact_location: "s3://mlflow-artifacts/4",
            lifecycle_stage: "active",
            creation_time: Date.parse(daysAgo(300)),
          },
        ],
      });
    case "mlflow:get-run":
      return said({ run: { data: { metrics: runMetrics(variant) } } });
    case "triton:list-models":
      return said(models.map(loaded));
    case "triton:get-model":
      return said({ name: input["model"], versions: ["1"], platform: "onnxruntime_onnx" });
    case "vllm:list-models":
      return said({
        object: "list",
        data: [
          { id: chatModel, object: "model", owned_by: "vllm", root: `/models/${chatModel}.safetensors` },
        ],
      });
    case "litellm:list-models":
      return said({ object: "list", data: [{ id: "pricing-chat", object: "model", owned_by: "openai" }] });
    case "litellm:list-routes":
      return said({
        data: [
          {
            model_name: "pricing-chat",
            litellm_params: { model: `hosted_vllm/${chatModel}`, api_base: `${urls.vllm}/v1` },
          },
        ],
      });
    case "qdrant:list-collections":
      return said({ result: { collections: [{ name: "tariff-rules" }] }, status: "ok", time: 0.00001 });
    case "jupyterhub:get-info":
      return said({
        version: "5.4.3",
        authenticator: { class: "oauthenticator.generic.GenericOAuthenticator", version: "17.3.0" },
        spawner: { class: "dockerspawner.dockerspawner.DockerSpawner", version: "14.0.0" },
      });
    default:
      throw new ProviderError("not-found", call, `The estate does not answer ${service}:${operation}`);
  }
}
