import type { Block } from "../block.ts";

/** What a type of the azurerm provider is in Azure Resource Manager. */
export type AzurermKind = {
  /** Azure's own type. */
  type: string;
  /** The attribute that holds the id of what it lies beneath, and what stands between the two. */
  parent?: { attribute: string; between: string };
  /** The attributes that name what it lies beneath, outermost first, each with its collection: `apis`. */
  named?: readonly (readonly [attribute: string, collection: string])[];
  /** Its name, where there is only ever one. */
  name?: string;
  read: (block: Block) => {
    properties: Record<string, unknown>;
    kind?: string | undefined;
    sku?: Record<string, unknown>;
  };
};

/** Whether it answers the internet, which is so unless it is switched off. */
export const openSwitch = (block: Block): string =>
  (block.flag("public_network_access_enabled") ?? true) ? "Enabled" : "Disabled";
