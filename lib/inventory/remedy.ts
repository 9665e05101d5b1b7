import type { ProviderError } from "#lib/domain/provider-call.ts";

type Failure = Pick<ProviderError, "reason" | "message">;

/** What kept a whole sync from its first answers. Only some of it is about the credentials. */
export type FailureKind =
  | "untrusted"
  | "unreachable"
  | "clock"
  | "throttled"
  | "expired"
  | "denied"
  | "other-account"
  | "provider-down"
  | "not-recorded"
  | "not-the-provider"
  | "other";

const byMessage: readonly (readonly [FailureKind, RegExp])[] = [
  ["untrusted", /CERT_|self.signed|UNABLE_TO_(GET|VERIFY)|ERR_TLS|certificate/i],
  [
    "unreachable",
    /ENOTFOUND|EAI_|ECONN|EPIPE|ETIMEDOUT|E(HOST|NET)UNREACH|socket hang up|fetch failed|could not be reached|No answer within|TimeoutError|UND_ERR/,
  ],
  [
    "clock",
    /RequestTimeTooSkewed|RequestInTheFuture|not yet (current|valid)|AADSTS(700024|50013)|Invalid JWT/i,
  ],
  ["throttled", /Throttl|TooManyRequests|Rate exceeded|RATE_LIMIT|\b429\b/i],
  [
    "provider-down",
    /\b(HTTP |answered )?50[0234]\b|InternalError|InternalFailure|ServiceUnavailable|UNAVAILABLE/,
  ],
];

/** What the provider itself said goes before what its words are like. */
export function failureKindOf({ reason, message }: Failure): FailureKind {
  const told = byMessage.find(([, pattern]) => pattern.test(message))?.[0];
  if (reason === "throttled" || reason === "denied" || reason === "not-recorded") return reason;
  if (reason === "expired-credentials") return told === "clock" ? "clock" : "expired";
  if (reason === "malformed") return "not-the-provider";
  if (reason === "not-found") return "other-account";
  return told ?? "other";
}

/** What a person must do about a call that ended a whole sync. */
export function remedyFor(error: ProviderError): string {
  const { call, permission } = error;
  switch (failureKindOf(error)) {
    case "untrusted":
      return "The certificate of what answered is not trusted. If a proxy stands between, name its authority in NODE_EXTRA_CA_CERTS, then sync again.";
    case "unreachable":
      return "The provider was not reached, so nothing is said of the credentials. Check name resolution, firewall and proxy of the machine Nacre runs on, then sync again.";
    case "clock":
      return "The clocks differ. Set the clock of the machine Nacre runs on, best by NTP, then sync again.";
    case "throttled":
      return "The provider answers too many calls just now; nothing is wrong with the credentials. Wait some minutes, then sync again, or sync less often.";
    case "expired":
      return "The credentials have expired. Edit the connection and enter new ones, then sync again.";
    case "denied":
      return `Allow ${permission ?? call} to the identity of this connection.`;
    case "other-account":
      return "What the connection names is not there. Check that its account, subscription or project is the one meant, then sync again.";
    case "provider-down":
      return "The provider answered with an error of its own. Look at its status page, wait some minutes, then sync again.";
    case "not-recorded":
      return `The recording does not hold ${call}. Record again with the present version of Nacre.`;
    case "not-the-provider":
      return "What answered is not the provider, or speaks another version. Check the addresses of this connection and any proxy between.";
    case "other":
      return "Check that the provider can be reached from where Nacre runs, then sync again.";
  }
}
