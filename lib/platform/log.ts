import pino from "pino";

/** JSON lines on standard output. Anything that could be a secret is left out by name, at any depth of two. */
export const log = pino({
  level: process.env["LOG_LEVEL"] ?? "info",
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: ["password", "secret", "token", "credentials", "authorization", "cookie"].flatMap((name) => [
      name,
      `*.${name}`,
    ]),
    censor: "[redacted]",
  },
});
