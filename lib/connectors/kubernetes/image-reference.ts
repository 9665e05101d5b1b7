export type ImageReference = {
  registry: string;
  /** Path below the registry, without tag and digest. */
  repository: string;
  tag: string | null;
  digest: string | null;
};

/** Reads an image's name as the container runtimes do: https://github.com/distribution/reference */
export function parseImage(text: string): ImageReference {
  const [beforeDigest, digest = null] = splitOnce(text, "@");
  const slash = beforeDigest.lastIndexOf("/");
  const colon = beforeDigest.indexOf(":", slash + 1);
  const name = colon < 0 ? beforeDigest : beforeDigest.slice(0, colon);
  const tag = colon < 0 ? null : beforeDigest.slice(colon + 1);
  const [first, rest] = splitOnce(name, "/");
  const hasRegistry = rest !== undefined && (/[.:]/.test(first) || first === "localhost");
  const path = hasRegistry ? rest : name;
  const registry = hasRegistry ? first : "docker.io";
  const isOfficial = registry === "docker.io" && !path.includes("/");
  return { registry, repository: isOfficial ? `library/${path}` : path, tag, digest };
}

export const isPinned = (image: string): boolean => /@sha256:[0-9a-f]{64}$/.test(image);

/** The digest in what a runtime says it pulled: `docker.io/a/b@sha256:…` or `docker-pullable://…`. */
export const digestIn = (imageId: string): string | null => /sha256:[0-9a-f]{64}$/.exec(imageId)?.[0] ?? null;

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** Release in a tag: `v0.6.3.post1` is 0.6.3, `24.05-py3` is 24.05; `latest` and hashes are none. */
export const versionIn = (tag: string | null): string | null =>
  /^(?:[a-z]+-)?v?(\d+(?:\.\d+){1,3})(?![0-9a-f]{6,})/i.exec(tag ?? "")?.[1] ?? null;

/** Keys of cloud registries, in the form their own connectors give them. Others have none. */
export function cloudRepositoryKey({ registry, repository }: ImageReference): string | null {
  const ecr = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?$/.exec(registry);
  if (ecr) return `arn:aws${ecr[3] ? "-cn" : ""}:ecr:${ecr[2]}:${ecr[1]}:repository/${repository}`;
  const location = /^([a-z0-9-]+)-docker\.pkg\.dev$/.exec(registry)?.[1];
  const [project, name] = repository.split("/");
  if (location === undefined || project === undefined || name === undefined) return null;
  return `//artifactregistry.googleapis.com/projects/${project}/locations/${location}/repositories/${name}`;
}
