export const organizationKey = (id: string): string => `anthropic/organization/${id}`;
/** The default workspace has no id of its own. */
export const workspaceKey = (id: string | null, organization: string): string =>
  `anthropic/workspace/${id ?? `default-of-${organization}`}`;
export const apiKeyKey = (id: string): string => `anthropic/api-key/${id}`;
export const modelKey = (name: string): string => `anthropic/model/${name}`;
