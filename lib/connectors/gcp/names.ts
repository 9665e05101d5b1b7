/** Resource keys are Google full resource names, with the project's id where Google alternates id and number. */
export const keyOf = (service: string, relativeName: string): string =>
  `//${service}.googleapis.com/${relativeName}`;

export const projectKey = (projectId: string): string =>
  keyOf("cloudresourcemanager", `projects/${projectId}`);
export const bucketKey = (bucket: string): string => keyOf("storage", bucket);

/**
 * Writes the project's id in a name that may state its number. `own` is a name known to lie in that project:
 * only its number is replaced, so a reference into another project stays as Google wrote it.
 */
export function withProjectId(name: string, projectId: string, own: string = name): string {
  const number = /(?:^|\/)projects\/(\d+)(?:\/|$)/.exec(own)?.[1];
  return number === undefined
    ? name
    : name.replace(new RegExp(`(^|/)projects/${number}(?=/|$)`), `$1projects/${projectId}`);
}

/** The bucket of a `gs://bucket/path` address, as a key. */
export function bucketKeyOfUri(uri: string | null | undefined): string | null {
  const bucket = /^gs:\/\/([a-z0-9][a-z0-9._-]+)/.exec(uri ?? "")?.[1];
  return bucket === undefined ? null : bucketKey(bucket);
}

/** Service accounts are named by e-mail address everywhere, so that is their key; `home` is used where it tells none. */
export function serviceAccountKey(email: string, home: string): string {
  const project =
    /@([a-z0-9.:-]+)\.iam\.gserviceaccount\.com$/.exec(email)?.[1] ??
    /^([a-z0-9-]+)@appspot\.gserviceaccount\.com$/.exec(email)?.[1] ??
    home;
  return keyOf("iam", `projects/${project}/serviceAccounts/${email}`);
}

/** A person as one project's bindings know them: each project says for itself what its members may do. */
export const memberKey = (kind: "user" | "group", email: string, projectId: string): string =>
  keyOf("iam", `projects/${projectId}/members/${kind}:${email.toLowerCase()}`);

/** The key's location segment, or null where it has none. */
export const locationOf = (name: string): string | null => /\/locations\/([^/]+)/.exec(name)?.[1] ?? null;

export const lastSegment = (name: string): string => name.slice(name.lastIndexOf("/") + 1);

/** The repository an image comes from: `europe-west4-docker.pkg.dev/project/repository/image@sha256:…`. */
export function repositoryKeyOfImage(image: string | null | undefined): string | null {
  const match = /^([a-z0-9-]+)-docker\.pkg\.dev\/([^/]+)\/([^/@:]+)\//.exec(image ?? "");
  if (!match) return null;
  const [, location, project, repository] = match;
  return keyOf("artifactregistry", `projects/${project}/locations/${location}/repositories/${repository}`);
}

/** A KMS key without its version, as a key. */
export const kmsKeyOf = (name: string | null | undefined): string | null =>
  name ? keyOf("cloudkms", name.replace(/\/cryptoKeyVersions\/.*$/, "")) : null;
