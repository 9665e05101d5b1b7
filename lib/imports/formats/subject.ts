import type { ImportSubject } from "#lib/domain/imported.ts";
import type { Provider } from "#lib/domain/provider.ts";
import { line } from "./words.ts";

const keyMax = 1_000;
const last = (path: string): string => path.split(/[/:]/).findLast((part) => part !== "") ?? path;

const subject = (
  keys: readonly string[],
  name: string,
  provider: Provider | null = null,
  account = "",
  region: string | null = null,
): ImportSubject => ({
  keys: [...new Set(keys.map((key) => line(key, keyMax)).filter((key) => key !== ""))].slice(0, 8),
  name: line(name),
  provider,
  account: line(account),
  region: region && line(region),
});

/** Reads whatever id a report gives: an ARN, an Azure id, a full name of Google, an address of a repository. */
export function subjectOf(
  id: string,
  told: {
    name?: string | null;
    account?: string | null;
    region?: string | null;
    provider?: Provider | null;
  } = {},
): ImportSubject {
  const { account, region } = told;
  const name = told.name || last(id);
  const [arn, , , arnRegion = "", arnAccount = ""] = id.split(":");
  if (arn === "arn")
    return subject([id], name, "aws", arnAccount || account || "", arnRegion || region || null);
  const azure = /^\/?subscriptions\/([^/]+)/i.exec(id);
  if (azure) {
    const key = (id.startsWith("/") ? id : `/${id}`).toLowerCase().replace(/\/+$/, "");
    return subject([key], name, "azure", azure[1]?.toLowerCase(), region ?? null);
  }
  if (/^\/\/[a-z.-]+\.googleapis\.com\//.test(id)) {
    const project = /\/projects\/([^/]+)/.exec(id)?.[1];
    return subject([id], name, "gcp", account || project || "", region ?? null);
  }
  const repository = repositoryKey(id);
  if (repository) return subject([repository], name, providerOfHost(repository), account ?? "", null);
  return subject([id], name, told.provider ?? null, account ?? "", region ?? null);
}

/** By name and tag, and by each digest: what runs it may know either. */
export function imageSubject(image: string, digests: readonly string[] = []): ImportSubject {
  const found = digests.flatMap((digest) => /sha256:[0-9a-f]{64}/.exec(digest)?.[0] ?? []);
  const ecr = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\/([^:@]+)/.exec(image);
  return subject(
    [
      ...found.map((digest) => `digest:${digest}`),
      `image:${fullImageName(image)}`,
      ...(ecr ? [`arn:aws:ecr:${ecr[2]}:${ecr[1]}:repository/${ecr[3]}`] : []),
    ],
    image,
    ecr ? "aws" : null,
    ecr?.[1] ?? "",
    ecr?.[2] ?? null,
  );
}

/** As the container runtimes complete a short name. */
function fullImageName(image: string): string {
  const [name = image] = image.split("@");
  const [first = "", ...rest] = name.split("/");
  const withHost =
    rest.length > 0 && (/[.:]/.test(first) || first === "localhost")
      ? name
      : `docker.io/${rest.length > 0 ? name : `library/${name}`}`;
  return /:[^/]+$/.test(withHost) ? withHost : `${withHost}:latest`;
}

/** `https://github.com/a/b.git`, `git@github.com:a/b` and `github.com/a/b` are one. */
export function repositoryKey(address: string): string | null {
  const plain = address
    .trim()
    .replace(/^(?:git\+)?(?:https?|ssh|git):\/\//, "")
    .replace(/^[^@/]+@/, "")
    .replace(/^([a-z0-9.-]+):(?=[^/\d])/i, "$1/")
    .replace(/(?:\.git)?\/*$/, "")
    .toLowerCase();
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(\/[\w.-]+){2,5}$/.test(plain) &&
    /git|bitbucket|codecommit/.test(plain)
    ? plain
    : null;
}

const providerOfHost = (repository: string): Provider | null =>
  (["github", "gitlab"] as const).find((provider) => repository.startsWith(`${provider}.`)) ?? null;

/** An object of some cluster: which one, the report does not say. */
export function kubernetesSubject(
  kind: string,
  namespace: string,
  name: string,
  cluster = "",
): ImportSubject {
  const plural = `${kind.toLowerCase()}s`.replace(/ys$/, "ies").replace(/sss$/, "sses");
  const path = namespace === "" ? `${plural}/${name}` : `${plural}/${namespace}/${name}`;
  return subject([`k8s:*/${path}`], namespace === "" ? name : `${namespace}/${name}`, "kubernetes", cluster);
}

/** A model as a test tool calls it: matched by its id alone, where the provider has one for it. */
export const modelSubject = (id: string, name = id): ImportSubject => subject([id, last(id)], name);

/** Nothing but a place in files: tied to what the import as a whole is about, where that is said. */
export const noSubject = (name = ""): ImportSubject => subject([], name);
