import { ConnectionError, type ProviderError } from "#lib/domain/provider-call.ts";
import { unreachable } from "./unreachable.ts";

type Diagnosis = {
  fits: (error: ProviderError) => boolean;
  summary: string;
  remedy: string;
};

const says =
  (pattern: RegExp) =>
  ({ message }: ProviderError): boolean =>
    pattern.test(message);
const isLost = ({ message }: ProviderError): boolean => message.startsWith(unreachable);

/** What the call never told, so that nothing is said of the credentials. */
const elsewhere: readonly Diagnosis[] = [
  {
    fits: (error) => isLost(error) && says(/certificate/)(error),
    summary: "What answered for AWS is not trusted.",
    remedy:
      "A proxy between this machine and AWS may present its own certificate: name its authority in NODE_EXTRA_CA_CERTS, then try again.",
  },
  {
    fits: isLost,
    summary: "There is no connection to AWS.",
    remedy:
      "The credentials were not looked at. Check that this machine resolves and reaches sts.amazonaws.com over https, directly or through its proxy, then try again.",
  },
  {
    fits: ({ reason }) => reason === "throttled",
    summary: "AWS answers too many calls of this account just now.",
    remedy: "Nothing is wrong with the credentials. Wait a few minutes, then try again.",
  },
  {
    fits: ({ reason }) => reason === "malformed",
    summary: "What answered is not AWS.",
    remedy: "Check AWS_ENDPOINT_URL and the proxy of the machine Nacre runs on.",
  },
  {
    fits: says(/RequestTimeTooSkewed|RequestInTheFuture|Signature (expired|not yet current)/),
    summary: "The clock of this machine and that of AWS differ.",
    remedy: "Set the clock of the machine Nacre runs on, best by NTP, then try again.",
  },
  {
    fits: says(/^\w+: HTTP 5\d\d/),
    summary: "AWS answered with an error of its own.",
    remedy: "Wait a few minutes, then try again. health.aws.amazon.com tells whether AWS has a problem.",
  },
];

const credentials: readonly Diagnosis[] = [
  {
    fits: says(/AssumeRole/),
    summary: "AWS does not let Nacre assume the role.",
    remedy:
      "Let the role's trust policy name the principal Nacre runs as, with exactly this external id, and allow that principal sts:AssumeRole on the role.",
  },
  {
    fits: says(/Expired/),
    summary: "The credentials have expired.",
    remedy: "The credentials have expired. Give new ones, or a role ARN so that Nacre renews them by itself.",
  },
  {
    fits: says(/InvalidClientTokenId|InvalidAccessKeyId|UnrecognizedClient/),
    summary: "AWS does not know the access key.",
    remedy: "Check the access key id: AWS does not know it, or it was deactivated.",
  },
  {
    fits: says(/SignatureDoesNotMatch|InvalidSignature|IncompleteSignature/),
    summary: "AWS did not accept the signature.",
    remedy: "Check the secret access key: it does not belong to this access key id.",
  },
  {
    fits: ({ reason }) => reason === "denied",
    summary: "AWS denied the call.",
    remedy:
      "A policy of the organization or of a VPC endpoint denies sts:GetCallerIdentity to these credentials. Allow it to the role or user of this connection.",
  },
  {
    fits: says(/AccessDenied/),
    summary: "AWS does not let Nacre assume the role.",
    remedy:
      "Let the role's trust policy name the principal Nacre runs as, with exactly this external id, and allow that principal sts:AssumeRole on the role.",
  },
];

/** Why the first call of a connection failed, in words that say what to change. */
export function credentialProblem(error: ProviderError, hasOwnKey: boolean): ConnectionError {
  const known = [...elsewhere, ...credentials].find(({ fits }) => fits(error));
  if (known) return told(known, error);
  if (!hasOwnKey && error.reason === "expired-credentials")
    return new ConnectionError(
      `There are no AWS credentials to use. ${error.message}`,
      "No AWS credentials were found where Nacre runs. Give an access key, or run Nacre with an instance role, profile or environment that has some.",
    );
  return new ConnectionError(
    `AWS did not accept the credentials. ${error.message}`,
    "Check the access key or the role of this connection, then try again.",
  );
}

/** Why the regions could not be listed, once the credentials are known to be good. */
export function regionProblem(error: ProviderError, account: string): ConnectionError {
  const known = elsewhere.find(({ fits }) => fits(error));
  if (known) return told(known, error);
  return new ConnectionError(
    `The regions of account ${account} could not be listed. ${error.message}`,
    error.reason === "denied"
      ? "Allow ec2:DescribeRegions to the role or user of this connection."
      : "Allow ec2:DescribeRegions to the role or user of this connection, and check the regions it names.",
  );
}

/** Why the accounts of the organization could not be listed. */
export function accountProblem(error: ProviderError): ConnectionError {
  const known = elsewhere.find(({ fits }) => fits(error));
  if (known) return told(known, error);
  return new ConnectionError(
    `The accounts of the organization could not be listed. ${error.message}`,
    error.reason === "not-found"
      ? "The account is in no organization: empty the role in every account, or connect the management account."
      : "Connect the management account or a delegated administrator, and allow organizations:ListAccounts there.",
  );
}

const told = ({ summary, remedy }: Diagnosis, { message }: ProviderError): ConnectionError =>
  new ConnectionError(`${summary} ${message}`, remedy);
