import { z } from "zod";

export const OnPremisesCredentials = z.object({
  site: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "Use lower-case letters, digits and hyphens")
    .meta({ title: "Site", help: "What people call the place these machines stand in, like basel-2" }),
  endpoints: z.string().max(40_000).meta({
    document: true,
    title: "Addresses",
    help: "One a line: a kind if you know it (mlflow, triton, vllm, ollama, tgi, openai, litellm, minio, qdrant, weaviate, milvus, chroma, jupyterhub, jupyter), the address, and if you like public or internal, app=…, owner=…, env=…. A machine alone, without a port, is asked at the well-known ports. Nothing else is called.",
  }),
  certificateAuthority: z.string().max(100_000).optional().meta({
    document: true,
    title: "Certificate authority",
    help: "PEM text of the certificates that signed the servers'. Leave empty for those that everybody trusts.",
  }),
  keys: z.string().max(100_000).optional().meta({
    secret: true,
    document: true,
    title: "Keys",
    help: "One a line: the address, then bearer, basic, api-key, token or s3, and the key. Each goes to its own address alone, and over TLS alone. Leave out what you do not want listed.",
  }),
});
export type OnPremisesCredentials = z.infer<typeof OnPremisesCredentials>;
