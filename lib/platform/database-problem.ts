/** Why a Postgres cannot be used, and what to do: for a person at a terminal, so without secrets and without a stack. */
export class DatabaseProblem extends Error {
  override readonly name = "DatabaseProblem";
  readonly remedy: string;
  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

/** What an attempt to connect to `url` ran into. What is nobody's configuration is thrown on. */
export function problemOf(error: unknown, url: string): DatabaseProblem {
  const place = placeOf(url);
  const code = codeOf(error);
  const known = problems[code ?? ""];
  if (known) return new DatabaseProblem(...known(place, error));
  return new DatabaseProblem(
    `The database at ${place.host} does not answer as Postgres does: ${messageOf(error) || (code ?? "no reason given")}.`,
    "Check that it runs, and the host, port, user, password and database in DATABASE_URL.",
  );
}

type Place = { host: string; user: string; database: string };
type Told = [message: string, remedy: string];

const unreachable = ({ host }: Place): Told => [
  `Nothing answers at ${host}.`,
  "Check that Postgres runs there, that it listens on that address, and host and port in DATABASE_URL.",
];
const unknownHost = ({ host }: Place): Told => [
  `There is no host ${host}.`,
  "Check the host in DATABASE_URL. A password with @, :, / or # in it has to be percent-encoded.",
];
const refused = ({ host, user }: Place, error: unknown): Told =>
  /no encryption|SSL off/i.test(messageOf(error))
    ? [
        `${host} takes encrypted connections only.`,
        "Add ?sslmode=require to DATABASE_URL, or sslmode=verify-full with sslrootcert.",
      ]
    : [`${host} refuses the user ${user} or the password.`, "Check user and password in DATABASE_URL."];

const problems: Readonly<Record<string, (place: Place, error: unknown) => Told>> = {
  ECONNREFUSED: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ETIMEDOUT: unreachable,
  ENOTFOUND: unknownHost,
  EAI_AGAIN: unknownHost,
  "28P01": refused,
  "28000": refused,
  "3D000": ({ host, database, user }) => [
    `There is no database ${database} at ${host}.`,
    `Create it: CREATE DATABASE "${database}" OWNER "${user}";`,
  ],
  "53300": ({ host }) => [
    `${host} has no connection left.`,
    "Raise max_connections, or end what uses them: Nacre needs about 40.",
  ],
  "57P03": ({ host }) => [`Postgres at ${host} is just starting or stopping.`, "Try again in a moment."],
};

function placeOf(url: string): Place {
  if (!URL.canParse(url)) return { host: "DATABASE_URL", user: "", database: "" };
  const { host, username, pathname } = new URL(url);
  const user = decode(username);
  return { host: host || "localhost", user, database: decode(pathname.slice(1)) || user };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Node tries each address of a name and tells all failures together, with no message of their own. */
function codeOf(error: unknown): string | undefined {
  if (error instanceof AggregateError) return error.errors.map(codeOf).find((code) => code !== undefined);
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return /timeout/i.test(error.message) ? "ETIMEDOUT" : undefined;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
