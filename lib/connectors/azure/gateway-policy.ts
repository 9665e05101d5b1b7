/** What a policy document of API Management does, read from its elements. Comments are not policies. */
export type GatewayPolicy = {
  checksToken: boolean;
  throttles: boolean;
  limitsTokens: boolean;
  checksContent: boolean;
  filtersAddresses: boolean;
  /** Takes a token of its own identity for what is behind it. */
  provesIdentity: boolean;
  /** Sends a key that is written or named in the policy. */
  sendsKey: boolean;
  backendUrls: string[];
  backendIds: string[];
};

export function readGatewayPolicy(xml: string): GatewayPolicy {
  const live = xml.replaceAll(/<!--[\s\S]*?-->/g, "");
  const has = (...elements: string[]) =>
    elements.some((element) => new RegExp(`<${element}[\\s>/]`).test(live));
  const limitsTokens = has("llm-token-limit", "azure-openai-token-limit");
  const attributes = (name: string) =>
    [
      ...live.matchAll(
        new RegExp(`<set-backend-service[^>]*\\s${name}\\s*=\\s*(?:"([^"]+)"|'([^']+)')`, "g"),
      ),
    ].flatMap(([, double, single]) => double ?? single ?? []);
  return {
    checksToken: has("validate-jwt", "validate-azure-ad-token", "validate-client-certificate"),
    throttles: limitsTokens || has("rate-limit", "rate-limit-by-key", "quota", "quota-by-key"),
    limitsTokens,
    checksContent: has("llm-content-safety"),
    provesIdentity: has("authentication-managed-identity"),
    sendsKey: sendsKey(live),
    filtersAddresses: /<ip-filter[^>]*\saction\s*=\s*["']allow["']/.test(live),
    backendUrls: attributes("base-url"),
    backendIds: attributes("backend-id"),
  };
}

/** A header whose name is that of a model's key, set to anything but what a caller sent or an identity got. */
function sendsKey(xml: string): boolean {
  const headers = [
    ...xml.matchAll(/<set-header\s[^>]*name\s*=\s*["']([^"']+)["'][^>]*>([\s\S]*?)<\/set-header>/g),
  ];
  return headers.some(([, name = "", body = ""]) => {
    const isKey = /^(api-key|ocp-apim-subscription-key|x-api-key)$/i.test(name);
    const isBearer = /^authorization$/i.test(name) && /<value>\s*Bearer\s+(?!@)/i.test(body);
    return (isKey && /<value>/.test(body)) || isBearer;
  });
}

/** What holds for an API once the service's own policy is taken with it. */
export const together = (...policies: readonly GatewayPolicy[]): GatewayPolicy => ({
  checksToken: policies.some((policy) => policy.checksToken),
  throttles: policies.some((policy) => policy.throttles),
  limitsTokens: policies.some((policy) => policy.limitsTokens),
  checksContent: policies.some((policy) => policy.checksContent),
  filtersAddresses: policies.some((policy) => policy.filtersAddresses),
  provesIdentity: policies.some((policy) => policy.provesIdentity),
  sendsKey: policies.some((policy) => policy.sendsKey),
  backendUrls: policies.flatMap((policy) => policy.backendUrls),
  backendIds: policies.flatMap((policy) => policy.backendIds),
});
