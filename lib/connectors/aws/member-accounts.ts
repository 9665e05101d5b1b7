import { z } from "zod";

import { ProviderError, type ProviderCall, type Transport } from "#lib/domain/provider-call.ts";

export type Members = {
  /** The account whose credentials the connection was given. */
  home: string;
  roleArnIn: (account: string) => string;
  /** Opens calls in the role, assumed from the credentials of the connection. */
  open: (roleArn: string) => Transport;
  /** Which accounts to read, of all there are. */
  isChosen: (account: string) => boolean;
};

const isAccountList = ({ service, operation }: ProviderCall): boolean =>
  service === "organizations" && operation === "ListAccounts";

/** Without a role for other accounts there is one account, so nobody is asked for more. */
export const homeOnly =
  (transport: Transport): Transport =>
  async (call, signal) => {
    if (isAccountList(call))
      throw new ProviderError("unsupported", call, "The connection names no role for other accounts");
    return transport(call, signal);
  };

/** Sends calls about another account of the organization in the role that is assumed there. */
export function acrossAccounts(home: Transport, members: Members): Transport {
  const opened = new Map<string, Transport>();
  const transportFor = (account: string): Transport => {
    if (account === "" || account === members.home) return home;
    const known = opened.get(account) ?? openMember(members, account);
    opened.set(account, known);
    return known;
  };
  return async (call, signal) => {
    const answer = await transportFor(call.account)(call, signal);
    return isAccountList(call) ? onlyChosen(answer, members) : answer;
  };
}

/** A role that could not be assumed once is not tried for every call: each says at once what its trust lacks. */
function openMember({ roleArnIn, open }: Members, account: string): Transport {
  const roleArn = roleArnIn(account);
  const transport = open(roleArn);
  let refusal: string | null = null;
  const denied = (call: ProviderCall, said: string) =>
    new ProviderError(
      "denied",
      call,
      `Nacre could not assume ${roleArn}. Create it, and let its trust policy name this connection's identity and external id. ${said}`,
      `sts:AssumeRole on ${roleArn}`,
    );
  return async (call, signal) => {
    if (refusal !== null) throw denied(call, refusal);
    try {
      return await transport(call, signal);
    } catch (error) {
      if (!isRefusedRole(error)) throw error;
      refusal = error.message;
      throw denied(call, refusal);
    }
  };
}

const isRefusedRole = (error: unknown): error is ProviderError =>
  error instanceof ProviderError &&
  error.reason === "expired-credentials" &&
  /^CredentialsError: .*AccessDenied/.test(error.message);

const Page = z.looseObject({ Accounts: z.array(z.looseObject({ Id: z.string() })).default([]) });

function onlyChosen(answer: unknown, { isChosen }: Members): unknown {
  const page = Page.safeParse(answer);
  if (!page.success) return answer;
  return { ...page.data, Accounts: page.data.Accounts.filter(({ Id }) => isChosen(Id)) };
}
