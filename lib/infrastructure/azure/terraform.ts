import { armKey } from "#lib/connectors/azure/arm.ts";
import { Block } from "../block.ts";
import type { Opened } from "../collect.ts";
import { stableId, UndecidedDeclaration, type Declared } from "../declared.ts";
import type { World } from "../world.ts";
import { openDeclaredArm } from "./arm-estate.ts";
import { subscriptionOf, type ArmResource } from "./arm-resource.ts";
import { azurermKinds } from "./azurerm.ts";
import type { AzurermKind } from "./azurerm-kind.ts";
import { definitionIdOf, principalIdOf } from "./roles.ts";

/** What azurerm and azapi declare, in the words of Azure Resource Manager. */
export function openDeclaredAzure(declared: readonly Declared[], subscription: string, world: World): Opened {
  const reader = new AzureReader(subscription, world);
  const undecided: UndecidedDeclaration[] = [];
  const resources = declared.flatMap((one) => {
    try {
      return reader.read(one);
    } catch (error) {
      if (!(error instanceof UndecidedDeclaration)) throw error;
      undecided.push(error);
      return [];
    }
  });
  const filters = new Set(
    resources
      .filter(({ place }) => place.address.includes("azurerm_cognitive_account_rai_policy."))
      .map(({ id }) => armKey(id)),
  );
  return openDeclaredArm(resources, subscription, undecided, ({ key }) => (filters.has(key) ? lists : []));
}

/** The provider has no attribute for the lists of words that a content filter blocks. */
const lists = ["facets.deniedTopics", "properties.blocklists"];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

class AzureReader {
  readonly #subscription: string;
  readonly #world: World;
  constructor(subscription: string, world: World) {
    this.#subscription = subscription;
    this.#world = world;
  }

  read(declared: Declared): ArmResource[] {
    const block = this.#blockOf(declared);
    if (/^azapi_(resource|update_resource)$/.test(declared.type)) return [this.#azapi(block)];
    const kind = azurermKinds[declared.type];
    if (!kind) return [];
    const own: ArmResource = {
      id: this.#idOf(block),
      name: this.#nameOf(block),
      type: kind.type.toLowerCase(),
      location: block.known("location"),
      tags: block.map("tags"),
      identity: identityOf(block),
      ...this.#read(kind, block),
      place: declared.place,
    };
    return [own, ...blobServiceOf(block, own)];
  }

  #read(kind: AzurermKind, block: Block) {
    const read = kind.read(block);
    const endpoint = endpointOf(block);
    return endpoint === null ? read : { ...read, properties: { ...read.properties, endpoint } };
  }

  #azapi(block: Block): ArmResource {
    const body = bodyOf(block);
    const text = (name: string) => (typeof body[name] === "string" ? body[name] : undefined);
    const object = (name: string) => (isRecord(body[name]) ? body[name] : undefined);
    const tags = Object.entries(object("tags") ?? {}).map(([key, value]) => [key, String(value)]);
    return {
      id: this.#idOf(block),
      name: this.#nameOf(block),
      type: typeOf(block).toLowerCase(),
      location: block.known("location") ?? text("location") ?? null,
      kind: text("kind"),
      sku: object("sku"),
      tags: { ...Object.fromEntries(tags), ...block.map("tags") },
      identity: identityOf(block) ?? object("identity"),
      properties: object("properties") ?? {},
      place: block.declared.place,
    };
  }

  #idOf(block: Block): string {
    const known = block.declared.values["id"];
    if (typeof known === "string" && known.startsWith("/")) return known;
    const { type } = block.declared;
    const name = this.#nameOf(block);
    if (type.startsWith("azapi_"))
      return beneath(block.known("parent_id") ?? this.#groupOf(block), typeOf(block), name);
    if (type === "azurerm_resource_group") return this.#groupNamed(name);
    const kind = azurermKinds[type];
    if (!kind) return `/unknown/${name}`;
    if (type === "azurerm_role_definition") return definitionIdOf(block, this.#subscription);
    if (kind.named)
      return `${this.#parentNamed(block, kind.type, kind.named)}/${kind.type.split("/").at(-1)}/${name}`;
    if (!kind.parent) return beneath(this.#groupOf(block), kind.type, name);
    if (type === "azurerm_role_assignment" && block.known("scope") === null)
      return `/subscriptions/${this.#subscription}${kind.parent.between}/roleAssignments/${name}`;
    const parent = this.#partOf(block, block.known(kind.parent.attribute) ?? this.#accountNamed(block));
    return `${parent}${kind.parent.between}/${kind.type.split("/").at(-1)}/${name}`;
  }

  /**
   * Logs are set on one of a storage account's services, by the account's id and a text after it, which a plan does not
   * tell before the account has an id.
   */
  #partOf(block: Block, parent: string): string {
    const isWritten = typeof block.raw("target_resource_id") === "string";
    if (isWritten || block.declared.type !== "azurerm_monitor_diagnostic_setting") return parent;
    if (!/\/storageaccounts\/[^/]+$/i.test(parent) || block.blocks("enabled_log").length === 0) return parent;
    return `${parent}/${block.guess(["blobServices", "queueServices", "fileServices"]) ?? "blobServices"}/default`;
  }

  /** Older versions of the provider name the account of a container and not its id. */
  #accountNamed(block: Block): string {
    const account =
      block.known("storage_account_name") ?? `planned-${stableId(block.declared.place.address, 8)}`;
    return beneath(this.#groupOf(block), "Microsoft.Storage/storageAccounts", account);
  }

  #parentNamed(block: Block, type: string, named: NonNullable<AzurermKind["named"]>): string {
    const provider = `${this.#groupOf(block)}/providers/${type.split("/")[0]}`;
    return named.reduce(
      (path, [attribute, collection]) => `${path}/${collection}/${block.known(attribute) ?? "planned"}`,
      provider,
    );
  }

  #nameOf(block: Block): string {
    const only = azurermKinds[block.declared.type]?.name;
    if (only !== undefined) return only;
    return block.known("name") ?? `planned-${stableId(block.declared.place.address, 8)}`;
  }

  #groupOf(block: Block): string {
    return this.#groupNamed(block.known("resource_group_name") ?? "planned");
  }

  #groupNamed(name: string): string {
    return `/subscriptions/${this.#subscription}/resourceGroups/${name}`;
  }

  #blockOf(declared: Declared): Block {
    return new Block(declared, this.#world, ({ to, attribute }) => {
      const value = to.values[attribute];
      if (typeof value === "string" && value !== "") return value;
      return this.#attributeOf(to, attribute);
    });
  }

  /** Attributes by which others name it, before it has them. */
  #attributeOf(to: Declared, attribute: string): string | null {
    const block = this.#blockOf(to);
    if (attribute === "id" || attribute === "role_definition_resource_id") return this.#idOf(block);
    if (attribute === "principal_id" || attribute === "identity") return principalIdOf(to);
    return attribute === "endpoint" ? endpointOf(block) : null;
  }
}

/** Without the version of the interface: `Microsoft.Search/searchServices@2024-06-01-preview`. */
const typeOf = (block: Block): string => (block.known("type") ?? "").split("@")[0] ?? "";

/** A part of a resource lies beneath it, without its provider's name once more. */
function beneath(parent: string, type: string, name: string): string {
  const [provider = "", ...parts] = type.split("/");
  const isPart = parts.length > 1 && parent.toLowerCase().includes(`/providers/${provider.toLowerCase()}/`);
  return isPart ? `${parent}/${parts.at(-1)}/${name}` : `${parent}/providers/${type}/${name}`;
}

function bodyOf(block: Block): Record<string, unknown> {
  if (block.isUnknown("body")) throw new UndecidedDeclaration(block.declared.place, "body");
  const raw = block.raw("body");
  if (isRecord(raw)) return raw;
  try {
    const parsed: unknown = JSON.parse(typeof raw === "string" ? raw : "{}");
    return isRecord(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function identityOf(block: Block): Record<string, unknown> | undefined {
  const identity = block.block("identity");
  if (!identity) return undefined;
  const type = identity.text("type") ?? "";
  const named = identity.texts("identity_ids").map((id) => [id, {}]);
  return {
    type,
    userAssignedIdentities: Object.fromEntries(named),
    ...(type.includes("SystemAssigned") ? { principalId: principalIdOf(block.declared) } : {}),
  };
}

/** Where an account of AI answers: at a name of its own, or at one that its region shares. */
function endpointOf(block: Block): string | null {
  if (!/^azurerm_(cognitive_account|ai_services)$/.test(block.declared.type)) return null;
  const own = block.known("custom_subdomain_name");
  if (own === null) return `https://${block.known("location") ?? "planned"}.api.cognitive.microsoft.com/`;
  return `https://${own}.${block.known("kind") === "OpenAI" ? "openai" : "cognitiveservices"}.azure.com/`;
}

/** Settings of blobs stand in a block of the account. */
function blobServiceOf(block: Block, account: ArmResource): ArmResource[] {
  if (block.declared.type !== "azurerm_storage_account") return [];
  const isVersioningEnabled = block.block("blob_properties")?.flag("versioning_enabled") ?? false;
  return [
    {
      ...account,
      id: `${account.id}/blobServices/default`,
      name: "default",
      type: "microsoft.storage/storageaccounts/blobservices",
      identity: undefined,
      properties: { isVersioningEnabled },
    },
  ];
}

/** Stands where no id tells the subscription. */
const unstatedSubscription = "00000000-0000-0000-0000-000000000000";

export function azureSubscriptionOf(declared: readonly Declared[]): string {
  for (const { values } of declared)
    for (const value of [values["subscription_id"], values["id"], values["parent_id"]]) {
      const found = typeof value === "string" ? subscriptionOf(value) : null;
      if (found) return found;
    }
  return unstatedSubscription;
}
