/** The hosts of one of Microsoft's clouds, which share nothing with each other. */
export type Cloud = {
  /** Ending of the resource manager's host name. */
  management: string;
  signIn: string;
  /** Ending of the host names of search services. */
  searchSuffix: string;
  /** Whom a token for search services is for. */
  searchAudience: string;
  /** Where Microsoft Graph answers. */
  graph: string;
  /** Ending of the host names of blob storage. */
  blobSuffix: string;
  /** Ending of the host names of Purview accounts, and whom a token for them is for. */
  purviewSuffix: string;
  purviewAudience: string;
  /** Whom a token for Foundry projects is for. */
  projectAudience: string;
};

const publicCloud: Cloud = {
  management: "management.azure.com",
  signIn: "https://login.microsoftonline.com",
  searchSuffix: "search.windows.net",
  searchAudience: "https://search.azure.com",
  graph: "https://graph.microsoft.com",
  blobSuffix: "blob.core.windows.net",
  purviewSuffix: "purview.azure.com",
  purviewAudience: "https://purview.azure.net",
  projectAudience: "https://ai.azure.com",
};

/** https://learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure, and China's docs.azure.cn */
const sovereign: readonly Cloud[] = [
  {
    management: "management.usgovcloudapi.net",
    signIn: "https://login.microsoftonline.us",
    searchSuffix: "search.azure.us",
    searchAudience: "https://search.azure.us",
    graph: "https://graph.microsoft.us",
    blobSuffix: "blob.core.usgovcloudapi.net",
    purviewSuffix: "purview.azure.us",
    purviewAudience: "https://purview.azure.us",
    projectAudience: "https://ai.azure.us",
  },
  {
    management: "management.chinacloudapi.cn",
    signIn: "https://login.chinacloudapi.cn",
    searchSuffix: "search.azure.cn",
    searchAudience: "https://search.azure.cn",
    graph: "https://microsoftgraph.chinacloudapi.cn",
    blobSuffix: "blob.core.chinacloudapi.cn",
    purviewSuffix: "purview.azure.cn",
    purviewAudience: "https://purview.azure.cn",
    projectAudience: "https://ai.azure.cn",
  },
];

/** The cloud whose resource manager answers at this address. */
export function cloudAt(endpoint: string): Cloud {
  const host = URL.canParse(endpoint) ? new URL(endpoint).hostname : "";
  return (
    sovereign.find(({ management }) => host === management || host.endsWith(`.${management}`)) ?? publicCloud
  );
}

/** Whether a host is one at which models answer, in whichever cloud. */
export const isModelHost = (host: string): boolean =>
  /\.(openai\.azure|services\.ai\.azure|cognitiveservices\.azure|inference\.ml\.azure)\.(com|us|cn)$/.test(
    host,
  );

/** Whether a host is that of a Foundry account, at which its projects answer. */
export const isProjectHost = (host: string): boolean =>
  /^[a-z0-9][a-z0-9-]{0,63}\.services\.ai\.azure\.(com|us|cn)$/.test(host);
