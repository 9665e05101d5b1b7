import { told } from "../rest.ts";
import { organization } from "./names.ts";

type Change = { id: string; at: string; by: string; action: string; kind: string; repo?: string };

const repo = `${organization}/research-agent`;
const before: readonly Change[] = [
  {
    id: "kR4mS7e1u9Kq2Vd8Xh0bTw",
    at: "2026-10-06T15:41:07.418Z",
    by: "rhaas-acme",
    action: "protected_branch.destroy",
    kind: "remove",
    repo,
  },
];
const mended: readonly Change[] = [
  {
    id: "tW8wX5c3b7nLp9Zr2Fj6Ga",
    at: "2026-11-17T09:48:12.306Z",
    by: "acme-platform-deploy[bot]",
    action: "repository_ruleset.update",
    kind: "modify",
  },
  {
    id: "pY3nB6v1m8sQe4Hc7Ku0Id",
    at: "2026-11-17T09:31:55.120Z",
    by: "rhaas-acme",
    action: "secret_scanning_alert.resolve",
    kind: "modify",
    repo,
  },
];

const entry = ({ id, at, by, action, kind, repo: about }: Change) => ({
  "@timestamp": Date.parse(at),
  _document_id: id,
  action,
  actor: by,
  org: organization,
  operation_type: kind,
  ...(about ? { repo: about } : {}),
});

/** How the research agent's branch lost its protection and, once mended, what gave it back; the newest first. */
export const changeLogAnswer = (variant: "as-is" | "fixed") =>
  told([...(variant === "fixed" ? mended : []), ...before].map(entry));
