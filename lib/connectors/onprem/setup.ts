import type { SetupStep } from "#lib/domain/connector.ts";

export const setupSteps = (permissions: readonly string[]): readonly SetupStep[] => [
  {
    title: "Let Nacre reach the machines",
    text: "Set NACRE_PRIVATE_NETWORKS of the worker to the networks they stand in, like 10.20.0.0/16. Nacre calls the addresses you list and nothing else: it follows no redirect, and link-local and metadata addresses are never called. Where Nacre cannot reach a network at all, run nacre push onprem inside it.",
  },
  {
    title: "List the addresses",
    text: "One a line. With a kind, one request tells whether it is what you say; without, it is found out. Every server is first asked with nothing in hand: whether it answers a stranger is what is to be known.",
    code: {
      language: "text",
      text: [
        "mlflow  https://mlflow.lab.example.com  internal app=pricing owner=actuaries",
        "triton  https://triton.lab.example.com:8000",
        "minio   https://minio.lab.example.com:9000",
        "https://10.20.0.5:6333   # what it is, is found out",
        "10.20.0.7                # asked at the well-known ports",
      ].join("\n"),
    },
  },
  {
    title: "Make keys that may list, where servers ask for one",
    text: "Each lets Nacre list what a server holds; without one, that is shown as unknown and everything else stands. For MinIO make a user with a policy of the actions that begin with s3:.",
    code: { language: "text", text: permissions.toSorted().join("\n") },
  },
  {
    title: "Give Nacre the keys",
    text: "One a line. They are sealed and never shown again; each is sent to its own address alone, and never without TLS.",
    code: {
      language: "text",
      text: [
        "https://mlflow.lab.example.com basic nacre:PASSWORD",
        "https://qdrant.lab.example.com:6333 api-key KEY",
        "https://minio.lab.example.com:9000 s3 ACCESS-KEY SECRET-KEY",
      ].join("\n"),
    },
  },
];
