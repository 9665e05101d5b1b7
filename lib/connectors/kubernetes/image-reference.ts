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
