const host = "huggingface.co";

export const organizationKey = (name: string): string => `${host}/${name.toLowerCase()}`;
export const modelKey = (repo: string): string => `${host}/models/${repo.toLowerCase()}`;
export const datasetKey = (repo: string): string => `${host}/datasets/${repo.toLowerCase()}`;
export const spaceKey = (repo: string): string => `${host}/spaces/${repo.toLowerCase()}`;
export const endpointKey = (organization: string, name: string): string =>
  `endpoints.huggingface.co/${organization}/${name}`.toLowerCase();

export const nameOf = (repo: string): string => repo.slice(repo.indexOf("/") + 1);
