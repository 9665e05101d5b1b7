import { describe, expect, test } from "vitest";

import { addressesOf, findingsOf, scanCloud } from "./scanned-plan.ts";

const scan = await scanCloud("azure", {});

describe("a Terraform plan of Azure, by azurerm and azapi", () => {
  test("has every bad resource found at its address", () => {
    expect(addressesOf(scan, "bad")).toEqual([
      "azapi_resource.bad",
      "azurerm_cognitive_account.bad",
      "azurerm_cognitive_account_rai_policy.bad",
      "azurerm_key_vault.bad",
      "azurerm_machine_learning_workspace.bad",
      "azurerm_search_service.bad",
      "azurerm_storage_account.bad",
      "azurerm_storage_container.bad",
    ]);
  });

  test("has no good resource flagged, and nothing that stands nowhere", () => {
    expect(addressesOf(scan, "good")).toEqual([]);
    expect(findingsOf(scan).filter((one) => one.endsWith("nowhere"))).toEqual([]);
  });
});
