import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

/** Permissions to what people write, store and say, whether for one user or for everybody. */
const companyData =
  /^(Mail|Files|Sites|Chat|ChannelMessage|Calendars|Notes|OnlineMeeting\w*|Contacts|Directory|User|People|CallRecords)\.(Read|ReadWrite|Export|FullControl)\b(?!\.Basic)/;
/** What an application needs for a sign-in, and no more. */
const ownProfile = new Set(["User.Read", "User.ReadBasic.All", "People.Read"]);
const isCompanyData = (name: string): boolean => companyData.test(name) && !ownProfile.has(name);

const consent = {
  enabled: true,
  ownTenant: false,
  verifiedPublisher: null,
  forEverybody: false,
  delegatedPermissions: ["User.Read", "Files.Read.All"],
  applicationPermissions: [],
};

export default defineCheck({
  id: "azure/entra-consent-verified",
  title: "Application of others that reads company data has a verified publisher",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "azure.entra.consent",
  risk: "Anybody can publish an assistant under a known name; what it was consented to read is then theirs.",
  remediation: {
    summary:
      "Revoke the consent, or make sure who publishes the application and take from it what it does not need.",
    cli: "az rest --method delete --url https://graph.microsoft.com/v1.0/oauth2PermissionGrants/<grant-id>",
    terraform: "azuread_service_principal with account_enabled = false for the application",
    console: [
      "Open Entra ID › Enterprise applications › the application › Permissions",
      "Review permissions and revoke what it does not need",
      "Or open Properties and disable sign-in",
    ],
  },
  references: [
    "https://learn.microsoft.com/entra/identity-platform/publisher-verification-overview",
    "https://learn.microsoft.com/entra/identity/enterprise-apps/manage-application-permissions",
  ],

  evaluate: ({ properties }) => {
    if (properties.ownTenant || !properties.enabled) return notApplicable;
    const permissions = [...properties.delegatedPermissions, ...properties.applicationPermissions].filter(
      isCompanyData,
    );
    if (permissions.length === 0) return notApplicable;
    if (properties.verifiedPublisher !== null) return pass;
    const whose = properties.forEverybody || properties.applicationPermissions.length > 0;
    return fail(
      `Nobody verified who publishes it, and it reads ${whose ? "everybody's" : "some users'"} data`,
      { permissions, forEverybody: properties.forEverybody },
    );
  },

  examples: {
    pass: [{ name: "a verified publisher", properties: { ...consent, verifiedPublisher: "Contoso" } }],
    fail: [
      { name: "files of those who clicked", properties: consent },
      {
        name: "mail of everybody, without a user",
        properties: { ...consent, delegatedPermissions: [], applicationPermissions: ["Mail.ReadWrite"] },
      },
    ],
    notApplicable: [
      {
        name: "signs people in, and no more",
        properties: { ...consent, delegatedPermissions: ["openid", "profile", "User.Read"] },
      },
      { name: "one's own", properties: { ...consent, ownTenant: true } },
      { name: "disabled", properties: { ...consent, enabled: false } },
    ],
    unknown: [
      {
        name: "publishers that may not be read",
        properties: { enabled: true },
        unknown: {
          "properties.ownTenant": {
            reason: "denied",
            call: "Microsoft.Graph:DirectoryObjects_GetByIds",
            permission: "Directory.Read.All",
            message: "Authorization_RequestDenied",
          },
        },
      },
    ],
  },
});
