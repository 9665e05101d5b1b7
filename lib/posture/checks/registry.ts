// Written by scripts/gen-registry.ts. Run: npm run gen
import type { Check } from "#lib/domain/check.ts";
import agentToolApprovedServer from "./agent-tool/approved-server.ts";
import agentToolAuthentication from "./agent-tool/authentication.ts";
import agentToolConfirmation from "./agent-tool/confirmation.ts";
import agentApprovedRegion from "./agent/approved-region.ts";
import agentCodeInterpreter from "./agent/code-interpreter.ts";
import agentCustomerKey from "./agent/customer-key.ts";
import agentGuardrail from "./agent/guardrail.ts";
import agentOwnIdentity from "./agent/own-identity.ts";
import agentSessionLifetime from "./agent/session-lifetime.ts";
import aiServiceCustomerKey from "./ai-service/customer-key.ts";
import aiServiceLogsRequests from "./ai-service/logs-requests.ts";
import aiServiceNotReachableFromPublicNetwork from "./ai-service/not-reachable-from-public-network.ts";
import aiServicePrivateEndpoint from "./ai-service/private-endpoint.ts";
import aiServiceRequiresIdentityNotKeys from "./ai-service/requires-identity-not-keys.ts";
import aiOwnerNamed from "./ai/owner-named.ts";
import alarmNotifies from "./alarm/notifies.ts";
import anthropicActivityCaptured from "./anthropic/activity-captured.ts";
import anthropicCodeExecutionClosed from "./anthropic/code-execution-closed.ts";
import anthropicFewAdministrators from "./anthropic/few-administrators.ts";
import anthropicInferenceGeography from "./anthropic/inference-geography.ts";
import anthropicInvitedFromOwnDomain from "./anthropic/invited-from-own-domain.ts";
import anthropicKeyEnds from "./anthropic/key-ends.ts";
import anthropicMembersUseSingleSignOn from "./anthropic/members-use-single-sign-on.ts";
import anthropicOwnWorkspace from "./anthropic/own-workspace.ts";
import anthropicWorkspaceRateLimited from "./anthropic/workspace-rate-limited.ts";
import apiAccessLogging from "./api/access-logging.ts";
import apiAuthentication from "./api/authentication.ts";
import apiFirewall from "./api/firewall.ts";
import apiThrottled from "./api/throttled.ts";
import awsAccountBlocksPublicBuckets from "./aws/account-blocks-public-buckets.ts";
import awsAgentcoreBrowserNetwork from "./aws/agentcore-browser-network.ts";
import awsAgentcoreBrowserRecording from "./aws/agentcore-browser-recording.ts";
import awsAgentcoreCodeInterpreterNetwork from "./aws/agentcore-code-interpreter-network.ts";
import awsAgentcoreGatewayCallers from "./aws/agentcore-gateway-callers.ts";
import awsAgentcoreGatewayErrors from "./aws/agentcore-gateway-errors.ts";
import awsAgentcoreGatewayFirewall from "./aws/agentcore-gateway-firewall.ts";
import awsAgentcoreGatewayKey from "./aws/agentcore-gateway-key.ts";
import awsAgentcoreGatewayObserved from "./aws/agentcore-gateway-observed.ts";
import awsAgentcoreGatewayPolicy from "./aws/agentcore-gateway-policy.ts";
import awsAgentcoreGatewayUser from "./aws/agentcore-gateway-user.ts";
import awsAgentcoreMemoryKey from "./aws/agentcore-memory-key.ts";
import awsAgentcoreMemoryObserved from "./aws/agentcore-memory-observed.ts";
import awsAgentcorePolicyEngineKey from "./aws/agentcore-policy-engine-key.ts";
import awsAgentcorePolicyNarrow from "./aws/agentcore-policy-narrow.ts";
import awsAgentcoreReturnUrls from "./aws/agentcore-return-urls.ts";
import awsAgentcoreRuntimeCallers from "./aws/agentcore-runtime-callers.ts";
import awsAgentcoreRuntimeMetadata from "./aws/agentcore-runtime-metadata.ts";
import awsAgentcoreRuntimeObserved from "./aws/agentcore-runtime-observed.ts";
import awsAgentcoreRuntimePrivateNetwork from "./aws/agentcore-runtime-private-network.ts";
import awsAgentcoreRuntimeSecrets from "./aws/agentcore-runtime-secrets.ts";
import awsAgentcoreRuntimeUser from "./aws/agentcore-runtime-user.ts";
import awsAiBudget from "./aws/ai-budget.ts";
import awsAiLogGroupKept from "./aws/ai-log-group-kept.ts";
import awsAiLogMasked from "./aws/ai-log-masked.ts";
import awsApigatewayHttpStageSecrets from "./aws/apigateway-http-stage-secrets.ts";
import awsApigatewayRequestValidation from "./aws/apigateway-request-validation.ts";
import awsApigatewayStageSecrets from "./aws/apigateway-stage-secrets.ts";
import awsBedrockAgentGeography from "./aws/bedrock-agent-geography.ts";
import awsBedrockAgentGuardrailVersion from "./aws/bedrock-agent-guardrail-version.ts";
import awsBedrockAgentInstructions from "./aws/bedrock-agent-instructions.ts";
import awsBedrockAgentMemoryKey from "./aws/bedrock-agent-memory-key.ts";
import awsBedrockApiKeyScoped from "./aws/bedrock-api-key-scoped.ts";
import awsBedrockApiKeyShort from "./aws/bedrock-api-key-short.ts";
import awsBedrockCustomModelKey from "./aws/bedrock-custom-model-key.ts";
import awsBedrockFlowCredentials from "./aws/bedrock-flow-credentials.ts";
import awsBedrockFlowGuardrailVersion from "./aws/bedrock-flow-guardrail-version.ts";
import awsBedrockFlowGuardrail from "./aws/bedrock-flow-guardrail.ts";
import awsBedrockFlowManagedPrompts from "./aws/bedrock-flow-managed-prompts.ts";
import awsBedrockFlowValid from "./aws/bedrock-flow-valid.ts";
import awsBedrockGuardrailCondition from "./aws/bedrock-guardrail-condition.ts";
import awsBedrockGuardrailCredentials from "./aws/bedrock-guardrail-credentials.ts";
import awsBedrockGuardrailEnforced from "./aws/bedrock-guardrail-enforced.ts";
import awsBedrockGuardrailExists from "./aws/bedrock-guardrail-exists.ts";
import awsBedrockGuardrailKey from "./aws/bedrock-guardrail-key.ts";
import awsBedrockGuardrailPromptLeakage from "./aws/bedrock-guardrail-prompt-leakage.ts";
import awsBedrockGuardrailThreshold from "./aws/bedrock-guardrail-threshold.ts";
import awsBedrockGuardrailTier from "./aws/bedrock-guardrail-tier.ts";
import awsBedrockGuardrailWords from "./aws/bedrock-guardrail-words.ts";
import awsBedrockImportedModelKey from "./aws/bedrock-imported-model-key.ts";
import awsBedrockInvocationLogProtected from "./aws/bedrock-invocation-log-protected.ts";
import awsBedrockKnowledgeBaseSync from "./aws/bedrock-knowledge-base-sync.ts";
import awsBedrockModelEvaluated from "./aws/bedrock-model-evaluated.ts";
import awsBedrockModelLifecycle from "./aws/bedrock-model-lifecycle.ts";
import awsBedrockProfileGeography from "./aws/bedrock-profile-geography.ts";
import awsBedrockPromptCredentials from "./aws/bedrock-prompt-credentials.ts";
import awsBedrockQuotaWatched from "./aws/bedrock-quota-watched.ts";
import awsBucketClassified from "./aws/bucket-classified.ts";
import awsBucketTls from "./aws/bucket-tls.ts";
import awsCacheProtected from "./aws/cache-protected.ts";
import awsCloudtrailBaseline from "./aws/cloudtrail-baseline.ts";
import awsCloudtrailBedrockEvents from "./aws/cloudtrail-bedrock-events.ts";
import awsCloudtrailLogging from "./aws/cloudtrail-logging.ts";
import awsCloudtrailObjectEvents from "./aws/cloudtrail-object-events.ts";
import awsComprehendModelKey from "./aws/comprehend-model-key.ts";
import awsComprehendModelNetwork from "./aws/comprehend-model-network.ts";
import awsConfigRecordsAi from "./aws/config-records-ai.ts";
import awsDatabaseEncrypted from "./aws/database-encrypted.ts";
import awsDatabasePrivate from "./aws/database-private.ts";
import awsGpuInstanceImdsv2 from "./aws/gpu-instance-imdsv2.ts";
import awsGuarddutyAiProtection from "./aws/guardduty-ai-protection.ts";
import awsGuarddutyCoversAi from "./aws/guardduty-covers-ai.ts";
import awsIamAiRoleUsed from "./aws/iam-ai-role-used.ts";
import awsIamConfusedDeputy from "./aws/iam-confused-deputy.ts";
import awsIamExternalTrust from "./aws/iam-external-trust.ts";
import awsIamGuestInvoke from "./aws/iam-guest-invoke.ts";
import awsIamMarketplaceSubscribe from "./aws/iam-marketplace-subscribe.ts";
import awsKendraSourceAcl from "./aws/kendra-source-acl.ts";
import awsKendraUserToken from "./aws/kendra-user-token.ts";
import awsLambdaInvokers from "./aws/lambda-invokers.ts";
import awsLambdaSystemPrompt from "./aws/lambda-system-prompt.ts";
import awsLoadBalancerHttps from "./aws/load-balancer-https.ts";
import awsMemorydbProtected from "./aws/memorydb-protected.ts";
import awsModelUseAlarms from "./aws/model-use-alarms.ts";
import awsOpensearchAnonymous from "./aws/opensearch-anonymous.ts";
import awsOpensearchAtRest from "./aws/opensearch-at-rest.ts";
import awsOpensearchFineGrained from "./aws/opensearch-fine-grained.ts";
import awsOpensearchInTransit from "./aws/opensearch-in-transit.ts";
import awsOrganizationAiOptOut from "./aws/organization-ai-opt-out.ts";
import awsOrganizationLimitsModels from "./aws/organization-limits-models.ts";
import awsQbusinessGrounded from "./aws/qbusiness-grounded.ts";
import awsQbusinessSignedIn from "./aws/qbusiness-signed-in.ts";
import awsQbusinessSourceAcl from "./aws/qbusiness-source-acl.ts";
import awsQbusinessTopicsBlocked from "./aws/qbusiness-topics-blocked.ts";
import awsSagemakerApprovalByAnother from "./aws/sagemaker-approval-by-another.ts";
import awsSagemakerClusterKey from "./aws/sagemaker-cluster-key.ts";
import awsSagemakerClusterNetwork from "./aws/sagemaker-cluster-network.ts";
import awsSagemakerDomainNamesUsers from "./aws/sagemaker-domain-names-users.ts";
import awsSagemakerDomainSso from "./aws/sagemaker-domain-sso.ts";
import awsSagemakerEndpointDataCapture from "./aws/sagemaker-endpoint-data-capture.ts";
import awsSagemakerEndpointKey from "./aws/sagemaker-endpoint-key.ts";
import awsSagemakerEndpointMonitored from "./aws/sagemaker-endpoint-monitored.ts";
import awsSagemakerEndpointRedundancy from "./aws/sagemaker-endpoint-redundancy.ts";
import awsSagemakerEndpointRollout from "./aws/sagemaker-endpoint-rollout.ts";
import awsSagemakerModelApproved from "./aws/sagemaker-model-approved.ts";
import awsSagemakerModelImage from "./aws/sagemaker-model-image.ts";
import awsSagemakerModelNetworkIsolation from "./aws/sagemaker-model-network-isolation.ts";
import awsSagemakerModelPrivateNetwork from "./aws/sagemaker-model-private-network.ts";
import awsSagemakerMonitoringTraffic from "./aws/sagemaker-monitoring-traffic.ts";
import awsSagemakerNotebookImdsv2 from "./aws/sagemaker-notebook-imdsv2.ts";
import awsSagemakerNotebookInternet from "./aws/sagemaker-notebook-internet.ts";
import awsSagemakerNotebookPlatform from "./aws/sagemaker-notebook-platform.ts";
import awsSagemakerPipelineApproval from "./aws/sagemaker-pipeline-approval.ts";
import awsSagemakerTrainingTracked from "./aws/sagemaker-training-tracked.ts";
import awsSagemakerTrainingTraffic from "./aws/sagemaker-training-traffic.ts";
import awsSecurityGroupEgress from "./aws/security-group-egress.ts";
import awsSecurityGroupIngress from "./aws/security-group-ingress.ts";
import awsSecurityHubCoversAi from "./aws/security-hub-covers-ai.ts";
import awsVpcEndpointPolicy from "./aws/vpc-endpoint-policy.ts";
import awsWafInjectionRules from "./aws/waf-injection-rules.ts";
import azureAgentCodeWithoutFiles from "./azure/agent-code-without-files.ts";
import azureAgentFilteredDeployment from "./azure/agent-filtered-deployment.ts";
import azureAgentWebWithoutFiles from "./azure/agent-web-without-files.ts";
import azureAiAccountFirewall from "./azure/ai-account-firewall.ts";
import azureAiAccountKeyListers from "./azure/ai-account-key-listers.ts";
import azureAiAccountManagedIdentity from "./azure/ai-account-managed-identity.ts";
import azureAiAccountOutbound from "./azure/ai-account-outbound.ts";
import azureAiBudget from "./azure/ai-budget.ts";
import azureAksLocalAccounts from "./azure/aks-local-accounts.ts";
import azureApimBackendIdentity from "./azure/apim-backend-identity.ts";
import azureApimExposure from "./azure/apim-exposure.ts";
import azureApimLlmContentSafety from "./azure/apim-llm-content-safety.ts";
import azureApimLlmTokenLimit from "./azure/apim-llm-token-limit.ts";
import azureAppHttpsOnly from "./azure/app-https-only.ts";
import azureAppManagedIdentity from "./azure/app-managed-identity.ts";
import azureBotCustomerKey from "./azure/bot-customer-key.ts";
import azureConnectionIdentity from "./azure/connection-identity.ts";
import azureContainerAppHttps from "./azure/container-app-https.ts";
import azureContainerRegistryExposed from "./azure/container-registry-exposed.ts";
import azureContainerRegistryTrust from "./azure/container-registry-trust.ts";
import azureCustomRoleNarrow from "./azure/custom-role-narrow.ts";
import azureDataFactoryExposed from "./azure/data-factory-exposed.ts";
import azureDatabricksCustomerKeys from "./azure/databricks-customer-keys.ts";
import azureDatabricksNetwork from "./azure/databricks-network.ts";
import azureDefenderAlertHandled from "./azure/defender-alert-handled.ts";
import azureDefenderForAi from "./azure/defender-for-ai.ts";
import azureDiagnosticSettingSends from "./azure/diagnostic-setting-sends.ts";
import azureEntraAppCredentials from "./azure/entra-app-credentials.ts";
import azureEntraConsentVerified from "./azure/entra-consent-verified.ts";
import azureEntraUserConsent from "./azure/entra-user-consent.ts";
import azureIdentityNotContributor from "./azure/identity-not-contributor.ts";
import azureKeyVaultLogging from "./azure/key-vault-logging.ts";
import azureMlComputeLocalAccounts from "./azure/ml-compute-local-accounts.ts";
import azureMlComputeScalesDown from "./azure/ml-compute-scales-down.ts";
import azureMlDatastoreIdentity from "./azure/ml-datastore-identity.ts";
import azureMlHighBusinessImpact from "./azure/ml-high-business-impact.ts";
import azureMlInstanceIdleShutdown from "./azure/ml-instance-idle-shutdown.ts";
import azureMlInstancePublicShell from "./azure/ml-instance-public-shell.ts";
import azureMlOnlineEndpoint from "./azure/ml-online-endpoint.ts";
import azureMlRegistryPrivate from "./azure/ml-registry-private.ts";
import azureMlSensitiveStorageClosed from "./azure/ml-sensitive-storage-closed.ts";
import azureMongoClusterExposed from "./azure/mongo-cluster-exposed.ts";
import azureNsgNoOpenPorts from "./azure/nsg-no-open-ports.ts";
import azureOpenaiAbuseMonitoring from "./azure/openai-abuse-monitoring.ts";
import azureOpenaiCapacityBounded from "./azure/openai-capacity-bounded.ts";
import azureOpenaiContentFilter from "./azure/openai-content-filter.ts";
import azureOpenaiFilterBeforeAnswer from "./azure/openai-filter-before-answer.ts";
import azureOpenaiModelRetirement from "./azure/openai-model-retirement.ts";
import azureOpenaiProtectedMaterial from "./azure/openai-protected-material.ts";
import azureOpenaiThrottling from "./azure/openai-throttling.ts";
import azurePolicyCompliedWith from "./azure/policy-complied-with.ts";
import azurePolicyEnforced from "./azure/policy-enforced.ts";
import azurePostgresqlVectorExposed from "./azure/postgresql-vector-exposed.ts";
import azurePrincipalNoStandingManagement from "./azure/principal-no-standing-management.ts";
import azurePrivateEndpointApproved from "./azure/private-endpoint-approved.ts";
import azureSearchManagedIdentity from "./azure/search-managed-identity.ts";
import azureSearchPrivateEndpoint from "./azure/search-private-endpoint.ts";
import azureSearchReplicas from "./azure/search-replicas.ts";
import azureSqlServerFirewall from "./azure/sql-server-firewall.ts";
import azureStorageAnonymousContainer from "./azure/storage-anonymous-container.ts";
import azureStorageNetwork from "./azure/storage-network.ts";
import azureStorageSharedKey from "./azure/storage-shared-key.ts";
import azureStorageTransport from "./azure/storage-transport.ts";
import azureSubnetSecurityGroup from "./azure/subnet-security-group.ts";
import azureSubscriptionOwnersFew from "./azure/subscription-owners-few.ts";
import azureSynapseEntraOnly from "./azure/synapse-entra-only.ts";
import azureWafPolicyPrevents from "./azure/waf-policy-prevents.ts";
import azureWebGatewayFirewall from "./azure/web-gateway-firewall.ts";
import budgetNotifies from "./budget/notifies.ts";
import buildPrivateResults from "./build/private-results.ts";
import buildSecretsByReference from "./build/secrets-by-reference.ts";
import buildUnprivileged from "./build/unprivileged.ts";
import clusterControlPlanePrivate from "./cluster/control-plane-private.ts";
import clusterNetworkPolicies from "./cluster/network-policies.ts";
import computeAuthentication from "./compute/authentication.ts";
import computeSecretsByReference from "./compute/secrets-by-reference.ts";
import computeToolLeastPrivilege from "./compute/tool-least-privilege.ts";
import credentialAdministratorEnds from "./credential/administrator-ends.ts";
import credentialInUse from "./credential/in-use.ts";
import credentialOwned from "./credential/owned.ts";
import credentialRestricted from "./credential/restricted.ts";
import credentialRotated from "./credential/rotated.ts";
import dataStoreAccessLogging from "./data-store/access-logging.ts";
import dataStoreCustomerKey from "./data-store/customer-key.ts";
import dataStoreIdentityOnly from "./data-store/identity-only.ts";
import dataStoreNotPubliclyWritable from "./data-store/not-publicly-writable.ts";
import dataStoreOwnPrincipals from "./data-store/own-principals.ts";
import dataStorePrivate from "./data-store/private.ts";
import dataStorePublicAccessBlocked from "./data-store/public-access-blocked.ts";
import dataStoreVersioning from "./data-store/versioning.ts";
import datasetCustomerKey from "./dataset/customer-key.ts";
import datasetOwnOrganization from "./dataset/own-organization.ts";
import datasetPrivate from "./dataset/private.ts";
import gcpAiAccountUnusedRole from "./gcp/ai-account-unused-role.ts";
import gcpAiResourcePublicBinding from "./gcp/ai-resource-public-binding.ts";
import gcpAiServiceAccountBasicRole from "./gcp/ai-service-account-basic-role.ts";
import gcpAiServiceAccountImpersonation from "./gcp/ai-service-account-impersonation.ts";
import gcpAlloydbClosedNetwork from "./gcp/alloydb-closed-network.ts";
import gcpAlloydbEncryptedConnections from "./gcp/alloydb-encrypted-connections.ts";
import gcpApiKeyCallers from "./gcp/api-key-callers.ts";
import gcpApiKeyGeminiRestricted from "./gcp/api-key-gemini-restricted.ts";
import gcpAssistantFailsClosed from "./gcp/assistant-fails-closed.ts";
import gcpAssistantWebGrounding from "./gcp/assistant-web-grounding.ts";
import gcpAuditDataAccess from "./gcp/audit-data-access.ts";
import gcpAuditExemptedMembers from "./gcp/audit-exempted-members.ts";
import gcpAuditRetention from "./gcp/audit-retention.ts";
import gcpBigqueryBroadMembers from "./gcp/bigquery-broad-members.ts";
import gcpBucketUniformAccess from "./gcp/bucket-uniform-access.ts";
import gcpBuildTriggerApproval from "./gcp/build-trigger-approval.ts";
import gcpBuildTriggerOwnAccount from "./gcp/build-trigger-own-account.ts";
import gcpBuildTriggerPrivatePool from "./gcp/build-trigger-private-pool.ts";
import gcpBuildTriggerUntrustedCode from "./gcp/build-trigger-untrusted-code.ts";
import gcpClusterBinaryAuthorization from "./gcp/cluster-binary-authorization.ts";
import gcpClusterLegacyAuthorization from "./gcp/cluster-legacy-authorization.ts";
import gcpClusterMetadataHidden from "./gcp/cluster-metadata-hidden.ts";
import gcpClusterNodeAccount from "./gcp/cluster-node-account.ts";
import gcpDialogflowLogging from "./gcp/dialogflow-logging.ts";
import gcpDialogflowRedaction from "./gcp/dialogflow-redaction.ts";
import gcpDialogflowToolProof from "./gcp/dialogflow-tool-proof.ts";
import gcpDialogflowWebhookEncrypted from "./gcp/dialogflow-webhook-encrypted.ts";
import gcpDialogflowWebhookProof from "./gcp/dialogflow-webhook-proof.ts";
import gcpDocumentProcessorCustomerKey from "./gcp/document-processor-customer-key.ts";
import gcpFeatureOnlineStorePrivate from "./gcp/feature-online-store-private.ts";
import gcpFolderAiAdministrators from "./gcp/folder-ai-administrators.ts";
import gcpFolderImpersonation from "./gcp/folder-impersonation.ts";
import gcpFolderNoBasicRoles from "./gcp/folder-no-basic-roles.ts";
import gcpFunctionNotEveryGoogleAccount from "./gcp/function-not-every-google-account.ts";
import gcpGeminiNoDataSharing from "./gcp/gemini-no-data-sharing.ts";
import gcpMcpServerEncrypted from "./gcp/mcp-server-encrypted.ts";
import gcpModelMonitorNotifies from "./gcp/model-monitor-notifies.ts";
import gcpNetworkAdminPorts from "./gcp/network-admin-ports.ts";
import gcpNetworkEgress from "./gcp/network-egress.ts";
import gcpNetworkNotDefault from "./gcp/network-not-default.ts";
import gcpOrganizationAiAdministrators from "./gcp/organization-ai-administrators.ts";
import gcpOrganizationAllowsNamedModels from "./gcp/organization-allows-named-models.ts";
import gcpOrganizationDeniesDefaultGrants from "./gcp/organization-denies-default-grants.ts";
import gcpOrganizationForbidsAccountKeys from "./gcp/organization-forbids-account-keys.ts";
import gcpOrganizationImpersonation from "./gcp/organization-impersonation.ts";
import gcpOrganizationLimitsLocations from "./gcp/organization-limits-locations.ts";
import gcpOrganizationNoBasicRoles from "./gcp/organization-no-basic-roles.ts";
import gcpOrganizationPreventsPublicBuckets from "./gcp/organization-prevents-public-buckets.ts";
import gcpOrganizationPublicBinding from "./gcp/organization-public-binding.ts";
import gcpOrganizationRestrictsMemberDomains from "./gcp/organization-restricts-member-domains.ts";
import gcpPerimeterClosed from "./gcp/perimeter-closed.ts";
import gcpPerimeterEnforced from "./gcp/perimeter-enforced.ts";
import gcpProjectAiAdministrators from "./gcp/project-ai-administrators.ts";
import gcpProjectAlerting from "./gcp/project-alerting.ts";
import gcpProjectBudget from "./gcp/project-budget.ts";
import gcpProjectDataDiscovery from "./gcp/project-data-discovery.ts";
import gcpProjectGeminiScreened from "./gcp/project-gemini-screened.ts";
import gcpProjectImpersonation from "./gcp/project-impersonation.ts";
import gcpProjectInPerimeter from "./gcp/project-in-perimeter.ts";
import gcpProjectPublicBinding from "./gcp/project-public-binding.ts";
import gcpProjectVertexOnly from "./gcp/project-vertex-only.ts";
import gcpReasoningEngineOwnIdentity from "./gcp/reasoning-engine-own-identity.ts";
import gcpReasoningEngineSecrets from "./gcp/reasoning-engine-secrets.ts";
import gcpRunNotEveryGoogleAccount from "./gcp/run-not-every-google-account.ts";
import gcpRuntimeIdleShutdown from "./gcp/runtime-idle-shutdown.ts";
import gcpRuntimeSecureBoot from "./gcp/runtime-secure-boot.ts";
import gcpSearchDataStoreAcl from "./gcp/search-data-store-acl.ts";
import gcpSecurityCenterFindings from "./gcp/security-center-findings.ts";
import gcpSecurityCenterWatchesAi from "./gcp/security-center-watches-ai.ts";
import gcpSqlClosedNetwork from "./gcp/sql-closed-network.ts";
import gcpSqlEncryptedConnections from "./gcp/sql-encrypted-connections.ts";
import gcpSqlVertexHistory from "./gcp/sql-vertex-history.ts";
import gcpVertexCustomJobOwnAccount from "./gcp/vertex-custom-job-own-account.ts";
import gcpVertexEndpointCustomerKey from "./gcp/vertex-endpoint-customer-key.ts";
import gcpVertexEndpointLoggedShare from "./gcp/vertex-endpoint-logged-share.ts";
import gcpVertexEndpointMonitored from "./gcp/vertex-endpoint-monitored.ts";
import gcpVertexEndpointPrivate from "./gcp/vertex-endpoint-private.ts";
import gcpVertexEndpointRequestLogging from "./gcp/vertex-endpoint-request-logging.ts";
import gcpVertexFeatureOnlineStoreCustomerKey from "./gcp/vertex-feature-online-store-customer-key.ts";
import gcpVertexFeaturestoreCustomerKey from "./gcp/vertex-featurestore-customer-key.ts";
import gcpVertexHyperparameterJobOwnAccount from "./gcp/vertex-hyperparameter-job-own-account.ts";
import gcpVertexMetadataStoreCustomerKey from "./gcp/vertex-metadata-store-customer-key.ts";
import gcpVertexModelCustomerKey from "./gcp/vertex-model-customer-key.ts";
import gcpVertexPipelineCustomerKey from "./gcp/vertex-pipeline-customer-key.ts";
import gcpVertexPipelineOwnAccount from "./gcp/vertex-pipeline-own-account.ts";
import gcpVertexTensorboardCustomerKey from "./gcp/vertex-tensorboard-customer-key.ts";
import gcpVertexTrainingPipelineOwnAccount from "./gcp/vertex-training-pipeline-own-account.ts";
import gcpWorkbenchDefaultServiceAccount from "./gcp/workbench-default-service-account.ts";
import gcpWorkbenchFileDownload from "./gcp/workbench-file-download.ts";
import gcpWorkbenchShielded from "./gcp/workbench-shielded.ts";
import gcpWorkloadIdentityCondition from "./gcp/workload-identity-condition.ts";
import githubActionsSelected from "./github/actions-selected.ts";
import githubAppsNarrow from "./github/apps-narrow.ts";
import githubBillOfMaterials from "./github/bill-of-materials.ts";
import githubCodeScanning from "./github/code-scanning.ts";
import githubDefaultPermission from "./github/default-permission.ts";
import githubDependencyAlerts from "./github/dependency-alerts.ts";
import githubDeployKeyReads from "./github/deploy-key-reads.ts";
import githubFederationGuarded from "./github/federation-guarded.ts";
import githubFewOwners from "./github/few-owners.ts";
import githubMembersSecondFactor from "./github/members-second-factor.ts";
import githubNoCriticalDependencies from "./github/no-critical-dependencies.ts";
import githubNoForcedPush from "./github/no-forced-push.ts";
import githubNoMaliciousPackages from "./github/no-malicious-packages.ts";
import githubNoModelOutputExecution from "./github/no-model-output-execution.ts";
import githubNoPromptInjection from "./github/no-prompt-injection.ts";
import githubNoReviewBypass from "./github/no-review-bypass.ts";
import githubNoScriptInjection from "./github/no-script-injection.ts";
import githubOwnRunnerPrivate from "./github/own-runner-private.ts";
import githubPublicByOwners from "./github/public-by-owners.ts";
import githubPushProtection from "./github/push-protection.ts";
import githubRunnerGroupClosed from "./github/runner-group-closed.ts";
import githubStatusChecks from "./github/status-checks.ts";
import githubWorkflowTokenReads from "./github/workflow-token-reads.ts";
import githubWorkflowsCannotApprove from "./github/workflows-cannot-approve.ts";
import gitlabDefaultBranchProtected from "./gitlab/default-branch-protected.ts";
import gitlabDeploymentApproved from "./gitlab/deployment-approved.ts";
import gitlabFewOwners from "./gitlab/few-owners.ts";
import gitlabGroupClosed from "./gitlab/group-closed.ts";
import gitlabJobTokenLimited from "./gitlab/job-token-limited.ts";
import gitlabJobTokenOwnGroup from "./gitlab/job-token-own-group.ts";
import gitlabNoForcedPush from "./gitlab/no-forced-push.ts";
import gitlabNoPrivilegedService from "./gitlab/no-privileged-service.ts";
import gitlabPipelinesPrivate from "./gitlab/pipelines-private.ts";
import gitlabRunnerProtected from "./gitlab/runner-protected.ts";
import gitlabVariablesMasked from "./gitlab/variables-masked.ts";
import gitlabVariablesProtected from "./gitlab/variables-protected.ts";
import guardrailContentFilters from "./guardrail/content-filters.ts";
import guardrailDeniedTopics from "./guardrail/denied-topics.ts";
import guardrailGrounding from "./guardrail/grounding.ts";
import guardrailNotOverridable from "./guardrail/not-overridable.ts";
import guardrailPromptAttackFilter from "./guardrail/prompt-attack-filter.ts";
import guardrailSensitiveInformation from "./guardrail/sensitive-information.ts";
import huggingfaceDatasetNoLoadingScript from "./huggingface/dataset-no-loading-script.ts";
import huggingfaceDatasetScanClean from "./huggingface/dataset-scan-clean.ts";
import huggingfaceFewAdministrators from "./huggingface/few-administrators.ts";
import huggingfaceModelDocumented from "./huggingface/model-documented.ts";
import huggingfaceModelEndpointAuthenticated from "./huggingface/model-endpoint-authenticated.ts";
import huggingfaceModelNoRemoteCode from "./huggingface/model-no-remote-code.ts";
import huggingfaceModelSafeWeights from "./huggingface/model-safe-weights.ts";
import huggingfaceModelScanClean from "./huggingface/model-scan-clean.ts";
import huggingfaceOpenSpaceSecrets from "./huggingface/open-space-secrets.ts";
import huggingfaceOwnModelClosed from "./huggingface/own-model-closed.ts";
import huggingfaceWebhooksSigned from "./huggingface/webhooks-signed.ts";
import identityAiNotAdministrator from "./identity/ai-not-administrator.ts";
import identityAiPermissionsNarrow from "./identity/ai-permissions-narrow.ts";
import identityAiScoped from "./identity/ai-scoped.ts";
import identityFederationExact from "./identity/federation-exact.ts";
import identityNoLongLivedKeys from "./identity/no-long-lived-keys.ts";
import identityPassRoleBounded from "./identity/pass-role-bounded.ts";
import imageRegistryCustomerKey from "./image-registry/customer-key.ts";
import imageRegistryImmutableTags from "./image-registry/immutable-tags.ts";
import imageRegistryPrivate from "./image-registry/private.ts";
import imageRegistryScanned from "./image-registry/scanned.ts";
import imagePinnedByDigest from "./image/pinned-by-digest.ts";
import keyVaultNotReachableFromPublicNetwork from "./key-vault/not-reachable-from-public-network.ts";
import keyVaultPurgeProtection from "./key-vault/purge-protection.ts";
import keyVaultRoleBased from "./key-vault/role-based.ts";
import keyPolicyNamesPrincipals from "./key/policy-names-principals.ts";
import keyRotation from "./key/rotation.ts";
import knowledgeBaseCustomerKey from "./knowledge-base/customer-key.ts";
import knowledgeBaseReadsOwnSources from "./knowledge-base/reads-own-sources.ts";
import knowledgeBaseSourcePrivate from "./knowledge-base/source-private.ts";
import knowledgeBaseSourceWriters from "./knowledge-base/source-writers.ts";
import kubernetesAgentSandboxImage from "./kubernetes/agent-sandbox-image.ts";
import kubernetesAgentSandboxIsolation from "./kubernetes/agent-sandbox-isolation.ts";
import kubernetesGatewayRouteTls from "./kubernetes/gateway-route-tls.ts";
import kubernetesGpuToolkit from "./kubernetes/gpu-toolkit.ts";
import kubernetesIdentityTakeover from "./kubernetes/identity-takeover.ts";
import kubernetesInferenceAuthentication from "./kubernetes/inference-authentication.ts";
import kubernetesInferenceExposed from "./kubernetes/inference-exposed.ts";
import kubernetesInferenceVersion from "./kubernetes/inference-version.ts";
import kubernetesIngressTls from "./kubernetes/ingress-tls.ts";
import kubernetesLlmGatewayMasterKey from "./kubernetes/llm-gateway-master-key.ts";
import kubernetesModelEgress from "./kubernetes/model-egress.ts";
import kubernetesModelHardening from "./kubernetes/model-hardening.ts";
import kubernetesModelHostpath from "./kubernetes/model-hostpath.ts";
import kubernetesModelImds from "./kubernetes/model-imds.ts";
import kubernetesModelLimits from "./kubernetes/model-limits.ts";
import kubernetesModelNetworkPolicy from "./kubernetes/model-network-policy.ts";
import kubernetesModelPrivileged from "./kubernetes/model-privileged.ts";
import kubernetesModelRemoteCode from "./kubernetes/model-remote-code.ts";
import kubernetesModelToken from "./kubernetes/model-token.ts";
import kubernetesNamespacePodSecurity from "./kubernetes/namespace-pod-security.ts";
import kubernetesNotebookAuthentication from "./kubernetes/notebook-authentication.ts";
import kubernetesNotebookExposed from "./kubernetes/notebook-exposed.ts";
import kubernetesRegistryAuthentication from "./kubernetes/registry-authentication.ts";
import kubernetesRegistryExposed from "./kubernetes/registry-exposed.ts";
import kubernetesRegistryVersion from "./kubernetes/registry-version.ts";
import kubernetesVectorDbAuthentication from "./kubernetes/vector-db-authentication.ts";
import kubernetesVectorDbVersion from "./kubernetes/vector-db-version.ts";
import modelDeploymentApprovedModel from "./model-deployment/approved-model.ts";
import modelDeploymentApprovedRegion from "./model-deployment/approved-region.ts";
import modelDeploymentSupportedModel from "./model-deployment/supported-model.ts";
import modelRegistryApprovalRequired from "./model-registry/approval-required.ts";
import modelRegistryCustomerKey from "./model-registry/customer-key.ts";
import modelRegistryPrivate from "./model-registry/private.ts";
import modelArtifactsPrivate from "./model/artifacts-private.ts";
import modelTrainingDataIntegrity from "./model/training-data-integrity.ts";
import modelTrainingDataPrivate from "./model/training-data-private.ts";
import modelVerifiedArtifact from "./model/verified-artifact.ts";
import modelWeightsFormat from "./model/weights-format.ts";
import notebookCustomerKey from "./notebook/customer-key.ts";
import notebookNoPublicAddress from "./notebook/no-public-address.ts";
import notebookNoRootAccess from "./notebook/no-root-access.ts";
import notebookPrivateNetwork from "./notebook/private-network.ts";
import onpremGatewayAuthentication from "./onprem/gateway-authentication.ts";
import onpremGatewayEncrypted from "./onprem/gateway-encrypted.ts";
import onpremGatewayMetrics from "./onprem/gateway-metrics.ts";
import onpremGatewayVersion from "./onprem/gateway-version.ts";
import onpremModelServerAuthentication from "./onprem/model-server-authentication.ts";
import onpremModelServerEncrypted from "./onprem/model-server-encrypted.ts";
import onpremModelServerMetrics from "./onprem/model-server-metrics.ts";
import onpremModelServerOrders from "./onprem/model-server-orders.ts";
import onpremModelServerVersion from "./onprem/model-server-version.ts";
import onpremNotebookAuthentication from "./onprem/notebook-authentication.ts";
import onpremNotebookEncrypted from "./onprem/notebook-encrypted.ts";
import onpremNotebookSignUp from "./onprem/notebook-sign-up.ts";
import onpremObjectStoreEncrypted from "./onprem/object-store-encrypted.ts";
import onpremObjectStoreMetrics from "./onprem/object-store-metrics.ts";
import onpremRegisteredModelEvaluated from "./onprem/registered-model-evaluated.ts";
import onpremRegistryAuthentication from "./onprem/registry-authentication.ts";
import onpremRegistryEncrypted from "./onprem/registry-encrypted.ts";
import onpremRegistryVersion from "./onprem/registry-version.ts";
import onpremVectorStoreAuthentication from "./onprem/vector-store-authentication.ts";
import onpremVectorStoreEncrypted from "./onprem/vector-store-encrypted.ts";
import onpremVectorStoreMetrics from "./onprem/vector-store-metrics.ts";
import onpremVectorStoreVersion from "./onprem/vector-store-version.ts";
import openaiAuditLog from "./openai/audit-log.ts";
import openaiFewOwners from "./openai/few-owners.ts";
import openaiInvitedFromOwnDomain from "./openai/invited-from-own-domain.ts";
import openaiMembersFromDirectory from "./openai/members-from-directory.ts";
import openaiProjectModelsAllowed from "./openai/project-models-allowed.ts";
import openaiProjectRetention from "./openai/project-retention.ts";
import openaiRemoteTools from "./openai/remote-tools.ts";
import pipelineCustomerKey from "./pipeline/customer-key.ts";
import pipelinePrivateNetwork from "./pipeline/private-network.ts";
import processingJobCustomerKey from "./processing-job/customer-key.ts";
import processingJobNetworkIsolation from "./processing-job/network-isolation.ts";
import processingJobPrivateNetwork from "./processing-job/private-network.ts";
import promptCustomerKey from "./prompt/customer-key.ts";
import promptVersioned from "./prompt/versioned.ts";
import repositoryCodeOwners from "./repository/code-owners.ts";
import repositoryNoLeakedAiKeys from "./repository/no-leaked-ai-keys.ts";
import repositoryPublicWithoutSecrets from "./repository/public-without-secrets.ts";
import repositoryReviewRequired from "./repository/review-required.ts";
import repositorySecretScanning from "./repository/secret-scanning.ts";
import secretCustomerKey from "./secret/customer-key.ts";
import secretRotation from "./secret/rotation.ts";
import tenantAddressesLimited from "./tenant/addresses-limited.ts";
import tenantFewAdministratorKeys from "./tenant/few-administrator-keys.ts";
import tenantMultiFactor from "./tenant/multi-factor.ts";
import tenantRetention from "./tenant/retention.ts";
import tenantSingleSignOn from "./tenant/single-sign-on.ts";
import tenantSpendLimited from "./tenant/spend-limited.ts";
import trainingJobEncryption from "./training-job/encryption.ts";
import trainingJobNetworkIsolation from "./training-job/network-isolation.ts";
import trainingJobPrivateNetwork from "./training-job/private-network.ts";
import vectorStoreAccessLogging from "./vector-store/access-logging.ts";
import vectorStoreCustomerKey from "./vector-store/customer-key.ts";
import vectorStoreNarrowAccess from "./vector-store/narrow-access.ts";
import vectorStoreNotReachableFromPublicNetwork from "./vector-store/not-reachable-from-public-network.ts";
import vectorStoreRequiresIdentityNotKeys from "./vector-store/requires-identity-not-keys.ts";
import workflowNoForeignCode from "./workflow/no-foreign-code.ts";
import workflowPinned from "./workflow/pinned.ts";
import workflowReadOnlyToken from "./workflow/read-only-token.ts";
import workspaceCustomerKey from "./workspace/customer-key.ts";
import workspaceIsolatedNetwork from "./workspace/isolated-network.ts";
import workspaceLogsRequests from "./workspace/logs-requests.ts";
import workspaceNotReachableFromPublicNetwork from "./workspace/not-reachable-from-public-network.ts";
import workspacePrivateEndpoint from "./workspace/private-endpoint.ts";

export const checks: readonly Check[] = [
  agentToolApprovedServer,
  agentToolAuthentication,
  agentToolConfirmation,
  agentApprovedRegion,
  agentCodeInterpreter,
  agentCustomerKey,
  agentGuardrail,
  agentOwnIdentity,
  agentSessionLifetime,
  aiServiceCustomerKey,
  aiServiceLogsRequests,
  aiServiceNotReachableFromPublicNetwork,
  aiServicePrivateEndpoint,
  aiServiceRequiresIdentityNotKeys,
  aiOwnerNamed,
  alarmNotifies,
  anthropicActivityCaptured,
  anthropicCodeExecutionClosed,
  anthropicFewAdministrators,
  anthropicInferenceGeography,
  anthropicInvitedFromOwnDomain,
  anthropicKeyEnds,
  anthropicMembersUseSingleSignOn,
  anthropicOwnWorkspace,
  anthropicWorkspaceRateLimited,
  apiAccessLogging,
  apiAuthentication,
  apiFirewall,
  apiThrottled,
  awsAccountBlocksPublicBuckets,
  awsAgentcoreBrowserNetwork,
  awsAgentcoreBrowserRecording,
  awsAgentcoreCodeInterpreterNetwork,
  awsAgentcoreGatewayCallers,
  awsAgentcoreGatewayErrors,
  awsAgentcoreGatewayFirewall,
  awsAgentcoreGatewayKey,
  awsAgentcoreGatewayObserved,
  awsAgentcoreGatewayPolicy,
  awsAgentcoreGatewayUser,
  awsAgentcoreMemoryKey,
  awsAgentcoreMemoryObserved,
  awsAgentcorePolicyEngineKey,
  awsAgentcorePolicyNarrow,
  awsAgentcoreReturnUrls,
  awsAgentcoreRuntimeCallers,
  awsAgentcoreRuntimeMetadata,
  awsAgentcoreRuntimeObserved,
  awsAgentcoreRuntimePrivateNetwork,
  awsAgentcoreRuntimeSecrets,
  awsAgentcoreRuntimeUser,
  awsAiBudget,
  awsAiLogGroupKept,
  awsAiLogMasked,
  awsApigatewayHttpStageSecrets,
  awsApigatewayRequestValidation,
  awsApigatewayStageSecrets,
  awsBedrockAgentGeography,
  awsBedrockAgentGuardrailVersion,
  awsBedrockAgentInstructions,
  awsBedrockAgentMemoryKey,
  awsBedrockApiKeyScoped,
  awsBedrockApiKeyShort,
  awsBedrockCustomModelKey,
  awsBedrockFlowCredentials,
  awsBedrockFlowGuardrailVersion,
  awsBedrockFlowGuardrail,
  awsBedrockFlowManagedPrompts,
  awsBedrockFlowValid,
  awsBedrockGuardrailCondition,
  awsBedrockGuardrailCredentials,
  awsBedrockGuardrailEnforced,
  awsBedrockGuardrailExists,
  awsBedrockGuardrailKey,
  awsBedrockGuardrailPromptLeakage,
  awsBedrockGuardrailThreshold,
  awsBedrockGuardrailTier,
  awsBedrockGuardrailWords,
  awsBedrockImportedModelKey,
  awsBedrockInvocationLogProtected,
  awsBedrockKnowledgeBaseSync,
  awsBedrockModelEvaluated,
  awsBedrockModelLifecycle,
  awsBedrockProfileGeography,
  awsBedrockPromptCredentials,
  awsBedrockQuotaWatched,
  awsBucketClassified,
  awsBucketTls,
  awsCacheProtected,
  awsCloudtrailBaseline,
  awsCloudtrailBedrockEvents,
  awsCloudtrailLogging,
  awsCloudtrailObjectEvents,
  awsComprehendModelKey,
  awsComprehendModelNetwork,
  awsConfigRecordsAi,
  awsDatabaseEncrypted,
  awsDatabasePrivate,
  awsGpuInstanceImdsv2,
  awsGuarddutyAiProtection,
  awsGuarddutyCoversAi,
  awsIamAiRoleUsed,
  awsIamConfusedDeputy,
  awsIamExternalTrust,
  awsIamGuestInvoke,
  awsIamMarketplaceSubscribe,
  awsKendraSourceAcl,
  awsKendraUserToken,
  awsLambdaInvokers,
  awsLambdaSystemPrompt,
  awsLoadBalancerHttps,
  awsMemorydbProtected,
  awsModelUseAlarms,
  awsOpensearchAnonymous,
  awsOpensearchAtRest,
  awsOpensearchFineGrained,
  awsOpensearchInTransit,
  awsOrganizationAiOptOut,
  awsOrganizationLimitsModels,
  awsQbusinessGrounded,
  awsQbusinessSignedIn,
  awsQbusinessSourceAcl,
  awsQbusinessTopicsBlocked,
  awsSagemakerApprovalByAnother,
  awsSagemakerClusterKey,
  awsSagemakerClusterNetwork,
  awsSagemakerDomainNamesUsers,
  awsSagemakerDomainSso,
  awsSagemakerEndpointDataCapture,
  awsSagemakerEndpointKey,
  awsSagemakerEndpointMonitored,
  awsSagemakerEndpointRedundancy,
  awsSagemakerEndpointRollout,
  awsSagemakerModelApproved,
  awsSagemakerModelImage,
  awsSagemakerModelNetworkIsolation,
  awsSagemakerModelPrivateNetwork,
  awsSagemakerMonitoringTraffic,
  awsSagemakerNotebookImdsv2,
  awsSagemakerNotebookInternet,
  awsSagemakerNotebookPlatform,
  awsSagemakerPipelineApproval,
  awsSagemakerTrainingTracked,
  awsSagemakerTrainingTraffic,
  awsSecurityGroupEgress,
  awsSecurityGroupIngress,
  awsSecurityHubCoversAi,
  awsVpcEndpointPolicy,
  awsWafInjectionRules,
  azureAgentCodeWithoutFiles,
  azureAgentFilteredDeployment,
  azureAgentWebWithoutFiles,
  azureAiAccountFirewall,
  azureAiAccountKeyListers,
  azureAiAccountManagedIdentity,
  azureAiAccountOutbound,
  azureAiBudget,
  azureAksLocalAccounts,
  azureApimBackendIdentity,
  azureApimExposure,
  azureApimLlmContentSafety,
  azureApimLlmTokenLimit,
  azureAppHttpsOnly,
  azureAppManagedIdentity,
  azureBotCustomerKey,
  azureConnectionIdentity,
  azureContainerAppHttps,
  azureContainerRegistryExposed,
  azureContainerRegistryTrust,
  azureCustomRoleNarrow,
  azureDataFactoryExposed,
  azureDatabricksCustomerKeys,
  azureDatabricksNetwork,
  azureDefenderAlertHandled,
  azureDefenderForAi,
  azureDiagnosticSettingSends,
  azureEntraAppCredentials,
  azureEntraConsentVerified,
  azureEntraUserConsent,
  azureIdentityNotContributor,
  azureKeyVaultLogging,
  azureMlComputeLocalAccounts,
  azureMlComputeScalesDown,
  azureMlDatastoreIdentity,
  azureMlHighBusinessImpact,
  azureMlInstanceIdleShutdown,
  azureMlInstancePublicShell,
  azureMlOnlineEndpoint,
  azureMlRegistryPrivate,
  azureMlSensitiveStorageClosed,
  azureMongoClusterExposed,
  azureNsgNoOpenPorts,
  azureOpenaiAbuseMonitoring,
  azureOpenaiCapacityBounded,
  azureOpenaiContentFilter,
  azureOpenaiFilterBeforeAnswer,
  azureOpenaiModelRetirement,
  azureOpenaiProtectedMaterial,
  azureOpenaiThrottling,
  azurePolicyCompliedWith,
  azurePolicyEnforced,
  azurePostgresqlVectorExposed,
  azurePrincipalNoStandingManagement,
  azurePrivateEndpointApproved,
  azureSearchManagedIdentity,
  azureSearchPrivateEndpoint,
  azureSearchReplicas,
  azureSqlServerFirewall,
  azureStorageAnonymousContainer,
  azureStorageNetwork,
  azureStorageSharedKey,
  azureStorageTransport,
  azureSubnetSecurityGroup,
  azureSubscriptionOwnersFew,
  azureSynapseEntraOnly,
  azureWafPolicyPrevents,
  azureWebGatewayFirewall,
  budgetNotifies,
  buildPrivateResults,
  buildSecretsByReference,
  buildUnprivileged,
  clusterControlPlanePrivate,
  clusterNetworkPolicies,
  computeAuthentication,
  computeSecretsByReference,
  computeToolLeastPrivilege,
  credentialAdministratorEnds,
  credentialInUse,
  credentialOwned,
  credentialRestricted,
  credentialRotated,
  dataStoreAccessLogging,
  dataStoreCustomerKey,
  dataStoreIdentityOnly,
  dataStoreNotPubliclyWritable,
  dataStoreOwnPrincipals,
  dataStorePrivate,
  dataStorePublicAccessBlocked,
  dataStoreVersioning,
  datasetCustomerKey,
  datasetOwnOrganization,
  datasetPrivate,
  gcpAiAccountUnusedRole,
  gcpAiResourcePublicBinding,
  gcpAiServiceAccountBasicRole,
  gcpAiServiceAccountImpersonation,
  gcpAlloydbClosedNetwork,
  gcpAlloydbEncryptedConnections,
  gcpApiKeyCallers,
  gcpApiKeyGeminiRestricted,
  gcpAssistantFailsClosed,
  gcpAssistantWebGrounding,
  gcpAuditDataAccess,
  gcpAuditExemptedMembers,
  gcpAuditRetention,
  gcpBigqueryBroadMembers,
  gcpBucketUniformAccess,
  gcpBuildTriggerApproval,
  gcpBuildTriggerOwnAccount,
  gcpBuildTriggerPrivatePool,
  gcpBuildTriggerUntrustedCode,
  gcpClusterBinaryAuthorization,
  gcpClusterLegacyAuthorization,
  gcpClusterMetadataHidden,
  gcpClusterNodeAccount,
  gcpDialogflowLogging,
  gcpDialogflowRedaction,
  gcpDialogflowToolProof,
  gcpDialogflowWebhookEncrypted,
  gcpDialogflowWebhookProof,
  gcpDocumentProcessorCustomerKey,
  gcpFeatureOnlineStorePrivate,
  gcpFolderAiAdministrators,
  gcpFolderImpersonation,
  gcpFolderNoBasicRoles,
  gcpFunctionNotEveryGoogleAccount,
  gcpGeminiNoDataSharing,
  gcpMcpServerEncrypted,
  gcpModelMonitorNotifies,
  gcpNetworkAdminPorts,
  gcpNetworkEgress,
  gcpNetworkNotDefault,
  gcpOrganizationAiAdministrators,
  gcpOrganizationAllowsNamedModels,
  gcpOrganizationDeniesDefaultGrants,
  gcpOrganizationForbidsAccountKeys,
  gcpOrganizationImpersonation,
  gcpOrganizationLimitsLocations,
  gcpOrganizationNoBasicRoles,
  gcpOrganizationPreventsPublicBuckets,
  gcpOrganizationPublicBinding,
  gcpOrganizationRestrictsMemberDomains,
  gcpPerimeterClosed,
  gcpPerimeterEnforced,
  gcpProjectAiAdministrators,
  gcpProjectAlerting,
  gcpProjectBudget,
  gcpProjectDataDiscovery,
  gcpProjectGeminiScreened,
  gcpProjectImpersonation,
  gcpProjectInPerimeter,
  gcpProjectPublicBinding,
  gcpProjectVertexOnly,
  gcpReasoningEngineOwnIdentity,
  gcpReasoningEngineSecrets,
  gcpRunNotEveryGoogleAccount,
  gcpRuntimeIdleShutdown,
  gcpRuntimeSecureBoot,
  gcpSearchDataStoreAcl,
  gcpSecurityCenterFindings,
  gcpSecurityCenterWatchesAi,
  gcpSqlClosedNetwork,
  gcpSqlEncryptedConnections,
  gcpSqlVertexHistory,
  gcpVertexCustomJobOwnAccount,
  gcpVertexEndpointCustomerKey,
  gcpVertexEndpointLoggedShare,
  gcpVertexEndpointMonitored,
  gcpVertexEndpointPrivate,
  gcpVertexEndpointRequestLogging,
  gcpVertexFeatureOnlineStoreCustomerKey,
  gcpVertexFeaturestoreCustomerKey,
  gcpVertexHyperparameterJobOwnAccount,
  gcpVertexMetadataStoreCustomerKey,
  gcpVertexModelCustomerKey,
  gcpVertexPipelineCustomerKey,
  gcpVertexPipelineOwnAccount,
  gcpVertexTensorboardCustomerKey,
  gcpVertexTrainingPipelineOwnAccount,
  gcpWorkbenchDefaultServiceAccount,
  gcpWorkbenchFileDownload,
  gcpWorkbenchShielded,
  gcpWorkloadIdentityCondition,
  githubActionsSelected,
  githubAppsNarrow,
  githubBillOfMaterials,
  githubCodeScanning,
  githubDefaultPermission,
  githubDependencyAlerts,
  githubDeployKeyReads,
  githubFederationGuarded,
  githubFewOwners,
  githubMembersSecondFactor,
  githubNoCriticalDependencies,
  githubNoForcedPush,
  githubNoMaliciousPackages,
  githubNoModelOutputExecution,
  githubNoPromptInjection,
  githubNoReviewBypass,
  githubNoScriptInjection,
  githubOwnRunnerPrivate,
  githubPublicByOwners,
  githubPushProtection,
  githubRunnerGroupClosed,
  githubStatusChecks,
  githubWorkflowTokenReads,
  githubWorkflowsCannotApprove,
  gitlabDefaultBranchProtected,
  gitlabDeploymentApproved,
  gitlabFewOwners,
  gitlabGroupClosed,
  gitlabJobTokenLimited,
  gitlabJobTokenOwnGroup,
  gitlabNoForcedPush,
  gitlabNoPrivilegedService,
  gitlabPipelinesPrivate,
  gitlabRunnerProtected,
  gitlabVariablesMasked,
  gitlabVariablesProtected,
  guardrailContentFilters,
  guardrailDeniedTopics,
  guardrailGrounding,
  guardrailNotOverridable,
  guardrailPromptAttackFilter,
  guardrailSensitiveInformation,
  huggingfaceDatasetNoLoadingScript,
  huggingfaceDatasetScanClean,
  huggingfaceFewAdministrators,
  huggingfaceModelDocumented,
  huggingfaceModelEndpointAuthenticated,
  huggingfaceModelNoRemoteCode,
  huggingfaceModelSafeWeights,
  huggingfaceModelScanClean,
  huggingfaceOpenSpaceSecrets,
  huggingfaceOwnModelClosed,
  huggingfaceWebhooksSigned,
  identityAiNotAdministrator,
  identityAiPermissionsNarrow,
  identityAiScoped,
  identityFederationExact,
  identityNoLongLivedKeys,
  identityPassRoleBounded,
  imageRegistryCustomerKey,
  imageRegistryImmutableTags,
  imageRegistryPrivate,
  imageRegistryScanned,
  imagePinnedByDigest,
  keyVaultNotReachableFromPublicNetwork,
  keyVaultPurgeProtection,
  keyVaultRoleBased,
  keyPolicyNamesPrincipals,
  keyRotation,
  knowledgeBaseCustomerKey,
  knowledgeBaseReadsOwnSources,
  knowledgeBaseSourcePrivate,
  knowledgeBaseSourceWriters,
  kubernetesAgentSandboxImage,
  kubernetesAgentSandboxIsolation,
  kubernetesGatewayRouteTls,
  kubernetesGpuToolkit,
  kubernetesIdentityTakeover,
  kubernetesInferenceAuthentication,
  kubernetesInferenceExposed,
  kubernetesInferenceVersion,
  kubernetesIngressTls,
  kubernetesLlmGatewayMasterKey,
  kubernetesModelEgress,
  kubernetesModelHardening,
  kubernetesModelHostpath,
  kubernetesModelImds,
  kubernetesModelLimits,
  kubernetesModelNetworkPolicy,
  kubernetesModelPrivileged,
  kubernetesModelRemoteCode,
  kubernetesModelToken,
  kubernetesNamespacePodSecurity,
  kubernetesNotebookAuthentication,
  kubernetesNotebookExposed,
  kubernetesRegistryAuthentication,
  kubernetesRegistryExposed,
  kubernetesRegistryVersion,
  kubernetesVectorDbAuthentication,
  kubernetesVectorDbVersion,
  modelDeploymentApprovedModel,
  modelDeploymentApprovedRegion,
  modelDeploymentSupportedModel,
  modelRegistryApprovalRequired,
  modelRegistryCustomerKey,
  modelRegistryPrivate,
  modelArtifactsPrivate,
  modelTrainingDataIntegrity,
  modelTrainingDataPrivate,
  modelVerifiedArtifact,
  modelWeightsFormat,
  notebookCustomerKey,
  notebookNoPublicAddress,
  notebookNoRootAccess,
  notebookPrivateNetwork,
  onpremGatewayAuthentication,
  onpremGatewayEncrypted,
  onpremGatewayMetrics,
  onpremGatewayVersion,
  onpremModelServerAuthentication,
  onpremModelServerEncrypted,
  onpremModelServerMetrics,
  onpremModelServerOrders,
  onpremModelServerVersion,
  onpremNotebookAuthentication,
  onpremNotebookEncrypted,
  onpremNotebookSignUp,
  onpremObjectStoreEncrypted,
  onpremObjectStoreMetrics,
  onpremRegisteredModelEvaluated,
  onpremRegistryAuthentication,
  onpremRegistryEncrypted,
  onpremRegistryVersion,
  onpremVectorStoreAuthentication,
  onpremVectorStoreEncrypted,
  onpremVectorStoreMetrics,
  onpremVectorStoreVersion,
  openaiAuditLog,
  openaiFewOwners,
  openaiInvitedFromOwnDomain,
  openaiMembersFromDirectory,
  openaiProjectModelsAllowed,
  openaiProjectRetention,
  openaiRemoteTools,
  pipelineCustomerKey,
  pipelinePrivateNetwork,
  processingJobCustomerKey,
  processingJobNetworkIsolation,
  processingJobPrivateNetwork,
  promptCustomerKey,
  promptVersioned,
  repositoryCodeOwners,
  repositoryNoLeakedAiKeys,
  repositoryPublicWithoutSecrets,
  repositoryReviewRequired,
  repositorySecretScanning,
  secretCustomerKey,
  secretRotation,
  tenantAddressesLimited,
  tenantFewAdministratorKeys,
  tenantMultiFactor,
  tenantRetention,
  tenantSingleSignOn,
  tenantSpendLimited,
  trainingJobEncryption,
  trainingJobNetworkIsolation,
  trainingJobPrivateNetwork,
  vectorStoreAccessLogging,
  vectorStoreCustomerKey,
  vectorStoreNarrowAccess,
  vectorStoreNotReachableFromPublicNetwork,
  vectorStoreRequiresIdentityNotKeys,
  workflowNoForeignCode,
  workflowPinned,
  workflowReadOnlyToken,
  workspaceCustomerKey,
  workspaceIsolatedNetwork,
  workspaceLogsRequests,
  workspaceNotReachableFromPublicNetwork,
  workspacePrivateEndpoint,
];
