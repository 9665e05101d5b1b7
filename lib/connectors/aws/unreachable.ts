/** Begins the message of every call that never reached AWS, so that it is told apart from what AWS answered. */
export const unreachable = "AWS could not be reached";

const kinds: readonly (readonly [RegExp, string])[] = [
  [/^(ENOTFOUND|EAI_AGAIN|EAI_NODATA)$/, "its address could not be looked up"],
  [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL)$/, "nothing accepted the connection"],
  [
    /^(ECONNRESET|ECONNABORTED|EPIPE|EPROTO|ERR_STREAM_PREMATURE_CLOSE|UND_ERR_SOCKET)$/,
    "the connection broke off",
  ],
  [/^(ETIMEDOUT|ESOCKETTIMEDOUT|TimeoutError)$/, "no answer came in time"],
  [
    /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|^ERR_TLS|^ERR_SSL/,
    "the certificate of what answered is not trusted",
  ],
];

/** What kept a call from reaching AWS, or null where AWS answered. Looks behind errors that only wrap another. */
export function whyUnreachable(error: unknown, depth = 0): string | null {
  if (typeof error !== "object" || error === null || depth > 4) return null;
  for (const name of ["code", "name"]) {
    const mark: unknown = Reflect.get(error, name);
    const kind = typeof mark === "string" ? kinds.find(([pattern]) => pattern.test(mark)) : undefined;
    if (kind) return `${unreachable}: ${kind[1]} (${[mark, hostOf(error)].filter(Boolean).join(" ")})`;
  }
  const inner: unknown = Reflect.get(error, "cause") ?? firstOf(Reflect.get(error, "errors"));
  return whyUnreachable(inner, depth + 1);
}

const firstOf = (errors: unknown): unknown => (Array.isArray(errors) ? errors[0] : undefined);

function hostOf(error: object): string {
  const [host, address] = ["hostname", "address"].map((name): unknown => Reflect.get(error, name));
  return [host, address].find((value): value is string => typeof value === "string") ?? "";
}
