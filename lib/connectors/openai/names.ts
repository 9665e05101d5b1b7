export const organizationKey = (account: string): string => `openai/organization/${account}`;
export const projectKey = (id: string): string => `openai/project/${id}`;
export const apiKeyKey = (id: string): string => `openai/api-key/${id}`;
export const modelKey = (name: string): string => `openai/model/${name}`;
