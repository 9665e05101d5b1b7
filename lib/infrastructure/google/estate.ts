import { toApi } from "../api-shape.ts";
import { Block } from "../block.ts";
import { present } from "../present.ts";
import { stableId, UndecidedDeclaration, type Declared, type Place } from "../declared.ts";
import type { World } from "../world.ts";
import { nodePoolsOf } from "./clusters.ts";
import { googleKinds, type GoogleKind } from "./kinds.ts";

export type GoogleAsset = {
  type: string;
  asset: string;
  /** `projects/p/locations/l/endpoints/e`, as the service's own answers name it. */
  path: string;
  project: string;
  location: string;
  data: Record<string, unknown>;
  block: Block;
};

/** Declared Google resources, in the words of the services' own answers. */
export class GoogleEstate {
  readonly assets: readonly GoogleAsset[];
  readonly undecided: UndecidedDeclaration[] = [];
  readonly blocks: readonly Block[];
  readonly #project: string;
  readonly #world: World;

  constructor(declared: readonly Declared[], project: string, world: World) {
    this.#project = project;
    this.#world = world;
    this.blocks = declared.map((one) => this.#blockOf(one));
    this.assets = this.blocks.flatMap((block) => this.#assetOf(block));
  }

  all(type: string): readonly Block[] {
    return this.blocks.filter(({ declared }) => declared.type === type);
  }

  projectOf(block: Block): string {
    return block.known("project") ?? this.#project;
  }

  places(): ReadonlyMap<string, Place> {
    return new Map(this.assets.map((asset) => [fullNameOf(asset), asset.block.declared.place]));
  }

  #assetOf(block: Block): GoogleAsset[] {
    const { type } = block.declared;
    const kind = googleKinds[type];
    if (!kind) return [];
    try {
      const path = this.#pathOf(block, kind);
      const location = block.known("location") ?? block.known("region") ?? "global";
      const written = kind.read?.(block) ?? toApi(block, kind.shape);
      const data = { ...written, ...adjusted(type, written, block, path), ...this.#partsOf(block, path) };
      // A part names its project only by what it lies beneath.
      const project = /^projects\/([^/]+)\//.exec(path)?.[1] ?? this.projectOf(block);
      return [{ type, asset: kind.asset, path, project, location, data, block }];
    } catch (error) {
      if (!(error instanceof UndecidedDeclaration)) throw error;
      this.undecided.push(error);
      return [];
    }
  }

  /** What stands in resources of its own, and in the service's answer beneath the resource. */
  #partsOf(block: Block, path: string): Record<string, unknown> {
    const { type } = block.declared;
    if (type === "google_container_cluster") return { nodePools: nodePoolsOf(this, block) };
    if (type !== "google_vertex_ai_index_endpoint") return {};
    const deployed = this.all("google_vertex_ai_index_endpoint_deployed_index");
    return {
      deployedIndexes: deployed
        .filter((one) => one.known("index_endpoint") === path)
        .map((one) =>
          present({ index: one.text("index"), enableAccessLogging: one.flag("enable_access_logging") }),
        ),
    };
  }

  #pathOf(block: Block, kind: GoogleKind): string {
    const project = this.projectOf(block);
    const own = kind.name.map((attribute) => block.known(attribute)).find((name) => name !== null);
    const name = own ?? stableId(block.declared.place.address, 16);
    if (block.declared.type === "google_kms_crypto_key")
      return `${block.known("key_ring") ?? `projects/${project}/locations/global/keyRings/ring`}/cryptoKeys/${name}`;
    if (block.declared.type === "google_service_account")
      return `projects/${project}/serviceAccounts/${this.#emailOf(block)}`;
    if (block.declared.type === "google_dialogflow_cx_webhook")
      return `${block.known("parent") ?? "agent"}/webhooks/${name}`;
    if (block.declared.type === "google_alloydb_instance")
      return `${block.known("cluster") ?? "cluster"}/instances/${name}`;
    if (block.declared.type === "google_binary_authorization_policy") return `projects/${project}/policy`;
    const location = block.known("location") ?? block.known("region") ?? "global";
    const collection = kind.collection.replace("{location}", location);
    return `projects/${project}/${isZonal(block) ? collection.replace("locations", "zones") : collection}/${name}`;
  }

  #emailOf(block: Block): string {
    const account = block.known("account_id") ?? `planned-${stableId(block.declared.place.address, 8)}`;
    return block.known("email") ?? `${account}@${this.projectOf(block)}.iam.gserviceaccount.com`;
  }

  #blockOf(declared: Declared): Block {
    return new Block(declared, this.#world, ({ to, attribute }) => {
      const value = to.values[attribute];
      if (typeof value === "string" && value !== "") return value;
      return this.#attributeOf(this.#blockOf(to), attribute);
    });
  }

  /** Attributes by which others name it. */
  #attributeOf(block: Block, attribute: string): string | null {
    const { type } = block.declared;
    if (type === "google_service_account") {
      const email = this.#emailOf(block);
      if (attribute === "email") return email;
      if (attribute === "member") return `serviceAccount:${email}`;
    }
    if (type === "google_kms_key_ring")
      return `projects/${this.projectOf(block)}/locations/${block.known("location") ?? "global"}/keyRings/${block.known("name") ?? "ring"}`;
    const kind = googleKinds[type];
    if (kind?.name.includes(attribute)) return block.known(attribute);
    if (!kind || !["id", "name"].includes(attribute)) return null;
    return type === "google_storage_bucket" ? block.known("name") : this.#pathOf(block, kind);
  }
}

/** Clusters of one zone are named by it, as no other kind of thing here is. */
const isZonal = (block: Block): boolean =>
  block.declared.type === "google_container_cluster" && /-[a-z]$/.test(block.known("location") ?? "");

/** The full resource name, which is the key of most resources. A bucket's lies beneath no project. */
export function fullNameOf({ type, asset, path }: Pick<GoogleAsset, "type" | "asset" | "path">): string {
  if (type === "google_storage_bucket")
    return `//storage.googleapis.com/${path.slice(path.lastIndexOf("/") + 1)}`;
  const service = asset.split("/")[0] ?? "";
  return `//${service === "sqladmin.googleapis.com" ? "cloudsql.googleapis.com" : service}/${path}`;
}

/** What is planned is made when it is applied. One moment, since each guess at what is not known is compared. */
const plannedAt = new Date().toISOString();

/** Where Terraform's words are not the service's in another case. */
function adjusted(type: string, written: Record<string, unknown>, block: Block, path: string) {
  switch (type) {
    case "google_storage_bucket":
      return {
        name: path.slice(path.lastIndexOf("/") + 1),
        location: block.text("location") ?? "US",
        iamConfiguration: {
          publicAccessPrevention: block.text("public_access_prevention") ?? "inherited",
          uniformBucketLevelAccess: { enabled: block.flag("uniform_bucket_level_access") ?? false },
        },
      };
    case "google_container_cluster":
    case "google_sql_database_instance":
      return { name: path.slice(path.lastIndexOf("/") + 1) };
    case "google_artifact_registry_repository":
      return { name: path, vulnerabilityScanningConfig: scanningOf(block) };
    case "google_cloudbuild_trigger":
      return { resourceName: path };
    case "google_apikeys_key":
      return { name: path, createTime: plannedAt };
    case "google_service_account":
      return { email: path.slice(path.lastIndexOf("/") + 1), uniqueId: stableId(path, 20) };
    case "google_bigquery_dataset":
      return {
        datasetReference: { datasetId: path.slice(path.lastIndexOf("/") + 1) },
        location: block.text("location") ?? "US",
        access: written["access"] ?? [],
      };
    default:
      return { name: path };
  }
}

/** Unless a repository refuses it, the project decides whether its images are scanned. */
function scanningOf(block: Block) {
  const config = block.block("vulnerability_scanning_config");
  if (config?.text("enablement_config") === "DISABLED") return { enablementState: "SCANNING_DISABLED" };
  const state = config?.known("enablement_state");
  return { enablementState: state ?? block.guess(["SCANNING_ACTIVE", "SCANNING_DISABLED"]) };
}
