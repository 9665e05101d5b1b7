# Each resource stands here twice: "bad" must be found at its address, "good" must not be.

resource "azurerm_resource_group" "ai" {
  name     = "rg-ai"
  location = "westeurope"
}

resource "azurerm_cognitive_account" "good" {
  tags = { owner = "claims", environment = "production" }
  name                               = "acme-good"
  location                           = "westeurope"
  resource_group_name                = "rg-ai"
  kind                               = "OpenAI"
  sku_name                           = "S0"
  custom_subdomain_name              = "acme-good"
  local_auth_enabled                 = false
  public_network_access_enabled      = false
  outbound_network_access_restricted = true
  fqdns                              = ["storage.example.com"]
  network_acls {
    default_action = "Deny"
  }
  customer_managed_key {
    key_vault_key_id = "https://kv.vault.azure.net/keys/ai/1"
  }
  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_private_endpoint" "account" {
  name                = "pe-good"
  location            = "westeurope"
  resource_group_name = "rg-ai"
  subnet_id           = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-ai/providers/Microsoft.Network/virtualNetworks/vnet/subnets/ai"
  private_service_connection {
    name                           = "account"
    private_connection_resource_id = azurerm_cognitive_account.good.id
    is_manual_connection           = false
    subresource_names              = ["account"]
  }
}

resource "azurerm_monitor_diagnostic_setting" "account" {
  name                       = "requests"
  target_resource_id         = azurerm_cognitive_account.good.id
  log_analytics_workspace_id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-ai/providers/Microsoft.OperationalInsights/workspaces/logs"
  enabled_log {
    category = "RequestResponse"
  }
  enabled_log {
    category = "Audit"
  }
}

resource "azurerm_cognitive_account" "bad" {
  name                = "acme-bad"
  location            = "westeurope"
  resource_group_name = "rg-ai"
  kind                = "OpenAI"
  sku_name            = "S0"
}

resource "azurerm_cognitive_deployment" "bad" {
  name                 = "chat"
  cognitive_account_id = azurerm_cognitive_account.bad.id
  rai_policy_name      = "weak"
  model {
    format  = "OpenAI"
    name    = "gpt-4o"
    version = "2024-11-20"
  }
  sku {
    name     = "GlobalStandard"
    capacity = 10
  }
}

resource "azurerm_cognitive_account_rai_policy" "bad" {
  name                 = "weak"
  cognitive_account_id = azurerm_cognitive_account.bad.id
  base_policy_name     = "Microsoft.Default"
  content_filter {
    name               = "Hate"
    filter_enabled     = false
    block_enabled      = false
    severity_threshold = "High"
    source             = "Prompt"
  }
}

resource "azurerm_search_service" "bad" {
  name                          = "search-bad"
  location                      = "westeurope"
  resource_group_name           = "rg-ai"
  sku                           = "standard"
  public_network_access_enabled = true
  local_authentication_enabled  = true
}

resource "azurerm_key_vault" "good" {
  name                          = "kv-good"
  location                      = "westeurope"
  resource_group_name           = "rg-ai"
  sku_name                      = "standard"
  tenant_id                     = "00000000-0000-0000-0000-00000000000a"
  rbac_authorization_enabled    = true
  purge_protection_enabled      = true
  public_network_access_enabled = false
}

resource "azurerm_monitor_diagnostic_setting" "vault" {
  name                       = "audit"
  target_resource_id         = azurerm_key_vault.good.id
  log_analytics_workspace_id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-ai/providers/Microsoft.OperationalInsights/workspaces/logs"
  enabled_log {
    category = "AuditEvent"
  }
}

resource "azurerm_key_vault" "bad" {
  name                = "kv-bad"
  location            = "westeurope"
  resource_group_name = "rg-ai"
  sku_name            = "standard"
  tenant_id           = "00000000-0000-0000-0000-00000000000a"
}

resource "azurerm_storage_account" "bad" {
  name                            = "stbadtraining"
  location                        = "westeurope"
  resource_group_name             = "rg-ai"
  account_tier                    = "Standard"
  account_replication_type        = "LRS"
  allow_nested_items_to_be_public = true
}

resource "azurerm_storage_container" "bad" {
  name                  = "training"
  storage_account_id    = azurerm_storage_account.bad.id
  container_access_type = "container"
}

resource "azurerm_machine_learning_workspace" "bad" {
  name                          = "mlw-bad"
  location                      = "westeurope"
  resource_group_name           = "rg-ai"
  application_insights_id       = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-ai/providers/Microsoft.Insights/components/ai"
  key_vault_id                  = azurerm_key_vault.bad.id
  storage_account_id            = azurerm_storage_account.bad.id
  public_network_access_enabled = true
  identity {
    type = "SystemAssigned"
  }
}

resource "azapi_resource" "bad" {
  type      = "Microsoft.CognitiveServices/accounts@2025-06-01"
  name      = "foundry-bad"
  location  = "westeurope"
  parent_id = azurerm_resource_group.ai.id
  body = {
    kind = "AIServices"
    sku = { name = "S0" }
    properties = { publicNetworkAccess = "Enabled", disableLocalAuth = false }
  }
}

resource "azapi_resource" "good" {
  type      = "Microsoft.KeyVault/vaults@2023-07-01"
  name      = "kv-azapi"
  location  = "westeurope"
  parent_id = azurerm_resource_group.ai.id
  body = {
    properties = { publicNetworkAccess = "Disabled", enableRbacAuthorization = true, enablePurgeProtection = true }
  }
}

resource "azapi_resource" "audit" {
  type      = "Microsoft.Insights/diagnosticSettings@2021-05-01-preview"
  name      = "audit"
  parent_id = azapi_resource.good.id
  body = {
    properties = {
      workspaceId = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-ai/providers/Microsoft.OperationalInsights/workspaces/logs"
      logs        = [{ category = "AuditEvent", enabled = true }]
    }
  }
}
