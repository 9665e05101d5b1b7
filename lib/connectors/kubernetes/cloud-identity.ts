import type { Relationship } from "#lib/domain/relationship.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { mountsToken, type ServiceAccount } from "./account-source.ts";
import { serviceAccountKey } from "./keys.ts";
import type { PodSpec } from "./pod-spec.ts";

const awsRole = "eks.amazonaws.com/role-arn";
const googleAccount = "iam.gke.io/gcp-service-account";
const azureClient = "azure.workload.identity/client-id";

export type NamedIdentities = {
  awsRoleArn: string | null;
  gcpServiceAccount: string | null;
  azureClientId: string | null;
};

/** What a service account says it stands for in a cloud. What is no identity of that cloud is left out. */
export function namedIdentities({ metadata: { annotations } }: ServiceAccount): NamedIdentities {
  const value = (name: string, form: RegExp) => {
    const text = annotations[name];
    return text !== undefined && form.test(text) ? text : null;
  };
  return {
    awsRoleArn: value(awsRole, /^arn:aws[\w-]*:iam::\d{12}:role\/\S+$/),
    gcpServiceAccount: value(googleAccount, /^[a-z0-9-]+@[a-z0-9.:-]+\.iam\.gserviceaccount\.com$/),
    azureClientId: value(azureClient, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)?.toLowerCase() ?? null,
  };
}

/** Without the token nothing in the pod can act as the account. */
export const actsAs = (
  account: string,
  from: string,
  namespace: string,
  spec: PodSpec,
  serviceAccount: ServiceAccount | undefined,
): Relationship[] =>
  mountsToken(spec, serviceAccount)
    ? [
        {
          from,
          kind: "runs-as",
          to: serviceAccountKey(account, namespace, spec.serviceAccountName ?? "default"),
        },
      ]
    : [];

/** Why it is not known as whom else a pod acts. */
export function actorUnknown(spec: PodSpec, accountsUnknown: Unknown | null): Record<string, Unknown> {
  const unknown = accountsUnknown ?? (usesPodIdentity(spec) ? podIdentityUnknown : null);
  return unknown ? { "relationships.runs-as": unknown } : {};
}

const podIdentityUnknown: Unknown = {
  reason: "unsupported",
  call: "eks:ListPodIdentityAssociations",
  permission: null,
  message: "It acts as a role by EKS Pod Identity, which the cluster itself does not name",
};

/** AWS's agent hands such a pod the keys of a role that only its own API names. */
const usesPodIdentity = ({ containers }: PodSpec): boolean =>
  containers.some(({ env }) =>
    env.some(
      ({ name, value }) =>
        name === "AWS_CONTAINER_CREDENTIALS_FULL_URI" && /169\.254\.170\.23|fd00:ec2::23/.test(value ?? ""),
    ),
  );
