import { hasFlag, flagValue, isSet, valueOf, type CommandLine } from "./command-line.ts";

/** How callers prove themselves to a server, with the setting that says so; or why it cannot be told. */
export type Proof =
  { authentication: "none" | "key" | "identity"; reason: string } | { authentication: null; reason: string };

export const none = (reason: string): Proof => ({ authentication: "none", reason });
export const key = (reason: string): Proof => ({ authentication: "key", reason });
export const identity = (reason: string): Proof => ({ authentication: "identity", reason });
export const undecided = (reason: string): Proof => ({ authentication: null, reason });

export type ReadProof = (line: CommandLine, config: string | null) => Proof;

/** Asks for nothing whatever it is told: it has no setting for it. */
export const never =
  (product: string): ReadProof =>
  () =>
    none(`${product} has no authentication of its own`);

/** A key in a flag or a variable; without it, anybody may call. */
export const keyedBy =
  ({ flags = [], variables = [] }: { flags?: readonly string[]; variables?: readonly string[] }): ReadProof =>
  (line) => {
    const flag = flags.find((name) => hasFlag(line, name) && flagValue(line, name) !== "");
    if (flag !== undefined) return key(`${flag} is given`);
    const variable = variables.find((name) => isSet(line, name));
    if (variable !== undefined) return key(`${variable} is set`);
    const wanted = [...flags, ...variables].join(" nor ");
    return unlessUnseen(line, variables, none(`Neither ${wanted} is given`));
  };

/** Variables that come from a whole secret may hold the one that matters. */
export const unlessUnseen = (line: CommandLine, variables: readonly string[], proof: Proof): Proof =>
  line.hasUnseenVariables && variables.length > 0
    ? undecided(`${variables.join(" or ")} may be among the variables that envFrom brings`)
    : proof;

const isOn = (value: string | null | undefined): boolean => /^(true|1|yes|on)$/i.test(value ?? "");

/** https://docs.weaviate.io/deploy/configuration/authentication */
export const weaviateProof: ReadProof = (line) => {
  const names = [
    "AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED",
    "AUTHENTICATION_APIKEY_ENABLED",
    "AUTHENTICATION_OIDC_ENABLED",
  ];
  const [anonymous, apiKey, oidc] = names.map((name) => valueOf(line, name));
  if (isOn(anonymous)) return none(`${names[0]} is true`);
  if (anonymous === null) return undecided(`${names[0]} comes from elsewhere`);
  if (isOn(oidc)) return identity(`${names[2]} is true`);
  if (isOn(apiKey)) return key(`${names[1]} is true`);
  if (anonymous !== undefined) return key(`${names[0]} is ${anonymous}`);
  return unlessUnseen(line, names, none("No authentication is switched on, so anonymous access is"));
};

/** https://qdrant.tech/documentation/guides/security/ */
export const qdrantProof: ReadProof = (line, config) => {
  const name = "QDRANT__SERVICE__API_KEY";
  if (isSet(line, name)) return key(`${name} is set`);
  if (config !== null && /^\s*api_key:\s*\S/m.test(config)) return key("Its configuration sets api_key");
  return unlessUnseen(line, [name], none(`Neither ${name} nor api_key in its configuration is set`));
};

/** https://milvus.io/docs/authenticate.md */
export const milvusProof: ReadProof = (line, config) => {
  const name = "COMMON_SECURITY_AUTHORIZATIONENABLED";
  if (isOn(valueOf(line, name))) return key(`${name} is true`);
  if (config !== null && /^\s*authorizationEnabled:\s*true\b/im.test(config))
    return key("Its configuration sets authorizationEnabled");
  return unlessUnseen(line, [name], none("authorizationEnabled is not set, and it is off by itself"));
};

/** https://docs.trychroma.com/production/administration/auth */
export const chromaProof: ReadProof = (line) => {
  const names = ["CHROMA_SERVER_AUTHN_PROVIDER", "CHROMA_SERVER_AUTH_PROVIDER"];
  if (isSet(line, ...names)) return key("An authentication provider is set");
  return unlessUnseen(line, names, none("No authentication provider is set"));
};

/** https://hub.docker.com/_/postgres: the image refuses to start without a password unless it is told to trust. */
export const postgresProof: ReadProof = (line) => {
  const name = "POSTGRES_HOST_AUTH_METHOD";
  const method = valueOf(line, name);
  if (method === "trust") return none(`${name} is trust`);
  if (isSet(line, "POSTGRES_PASSWORD", "POSTGRES_PASSWORD_FILE")) return key("A password is set");
  return undecided("Its password is set outside the pod's settings");
};

/** https://docs.litellm.ai/docs/proxy/virtual_keys */
export const litellmProof: ReadProof = (line, config) => {
  const name = "LITELLM_MASTER_KEY";
  if (isSet(line, name)) return key(`${name} is set`);
  if (config !== null && /^\s*master_key:\s*\S/m.test(config))
    return key("Its configuration sets master_key");
  return unlessUnseen(line, [name], none(`Neither ${name} nor master_key is set`));
};

/** The key that the documentation's examples use. */
export const isExampleKey = (line: CommandLine, config: string | null): boolean =>
  valueOf(line, "LITELLM_MASTER_KEY") === "sk-1234" ||
  /^\s*master_key:\s*["']?sk-1234["']?\s*$/m.test(config ?? "");

/** https://mlflow.org/docs/latest/auth/index.html */
export const mlflowProof: ReadProof = (line) => {
  const app = flagValue(line, "--app-name");
  if (app === "basic-auth") return key("It runs the basic-auth app");
  if (app !== undefined && app !== "") return undecided(`It runs the app ${app}`);
  return none("It runs without the basic-auth app");
};

/** https://jupyter-server.readthedocs.io/en/latest/operators/security.html: a token is made up unless it is emptied. */
export const jupyterProof: ReadProof = (line) => {
  const settings = ["--ServerApp.token", "--NotebookApp.token", "--IdentityProvider.token", "--LabApp.token"];
  const emptied = settings.find((name) => flagValue(line, name) === "");
  const passwords = [
    "--ServerApp.password",
    "--NotebookApp.password",
    "--PasswordIdentityProvider.hashed_password",
  ];
  const password = passwords.find((name) => (flagValue(line, name) ?? "") !== "");
  if (password !== undefined) return key(`${password} is set`);
  if (emptied !== undefined) return none(`${emptied} is empty`);
  if (valueOf(line, "JUPYTER_TOKEN") === "") return none("JUPYTER_TOKEN is empty");
  return key("It asks for its token");
};

/** https://pytorch.org/serve/token_authorization_api.html: on by itself since 0.11.1. */
export const torchserveProof: ReadProof = (line) => {
  if (hasFlag(line, "--disable-token-auth")) return none("--disable-token-auth is given");
  const name = "TS_DISABLE_TOKEN_AUTHORIZATION";
  if (isOn(valueOf(line, name))) return none(`${name} is true`);
  return undecided("Whether it asks for a token rests on its version and its configuration file");
};

/** https://docs.ray.io/en/latest/ray-security/token-auth.html */
export const rayProof: ReadProof = (line) => {
  const name = "RAY_AUTH_MODE";
  if (valueOf(line, name) === "token") return key(`${name} is token`);
  return unlessUnseen(line, [name], none(`${name} is not set, so its dashboard and jobs take any caller`));
};

/** Triton can keep some of its protocols for callers with a key, which says nothing of the others. */
export const tritonProof: ReadProof = (line) =>
  hasFlag(line, "--http-restricted-api", "--grpc-restricted-protocol")
    ? undecided("Some of its protocols are restricted")
    : none("Triton has no authentication of its own");
