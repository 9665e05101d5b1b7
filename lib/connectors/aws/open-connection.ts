import type { Transport } from "#lib/domain/provider-call.ts";
import { credentialsOf, inRole, openAws, type Patience } from "./client.ts";
import type { AwsCredentials } from "./credentials.ts";
import { acrossAccounts, homeOnly } from "./member-accounts.ts";
import { sparingEmptyListings } from "./resource-explorer.ts";
import { confirmIdentity } from "./scopes.ts";

/** Opens the live transport once AWS has said who asks. Throws `ConnectionError`. */
export async function openConnection(
  credentials: AwsCredentials,
  signal: AbortSignal,
  limits?: Patience,
): Promise<Transport> {
  const own = credentialsOf(credentials, limits);
  const home = openAws(credentials, limits, own);
  const { Account, Arn } = await confirmIdentity(home, credentials, signal);
  if (!credentials.accountRole) return sparingEmptyListings(homeOnly(home));
  const partition = Arn.split(":")[1] ?? "aws";
  const chosen = idsIn(credentials.accounts);
  const left = idsIn(credentials.exceptAccounts);
  const everywhere = acrossAccounts(home, {
    home: Account,
    roleArnIn: (account) => `arn:${partition}:iam::${account}:role/${credentials.accountRole}`,
    open: (roleArn) =>
      openAws({ ...credentials, roleArn }, limits, inRole(own, roleArn, credentials, limits)),
    isChosen: (account) => (chosen.size === 0 || chosen.has(account)) && !left.has(account),
  });
  return sparingEmptyListings(everywhere);
}

const idsIn = (text: string | undefined): ReadonlySet<string> =>
  new Set((text ?? "").split(",").flatMap((id) => id.trim() || []));
