import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "agent/session-lifetime",
  title: "Idle agent sessions end within an hour",
  severity: "low",
  layer: "model",
  function: "protect",
  appliesToClass: "agent",
  risk: "What one user said stays available to whoever continues the session.",
  remediation: {
    summary: "Set the idle session timeout to an hour or less.",
    cli: "aws bedrock-agent update-agent --agent-id <id> --agent-name <name> --agent-resource-role-arn <role> --idle-session-ttl-in-seconds 1800",
    terraform: "idle_session_ttl_in_seconds = 1800",
    console: ["Bedrock › Agents › open the agent › Additional settings › Idle session timeout"],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/agents-create.html"],

  evaluate: ({ facets: { sessionTtlSeconds } }) => {
    if (sessionTtlSeconds === null) return notApplicable;
    return sessionTtlSeconds <= 3600
      ? pass
      : fail(`An idle session lives ${sessionTtlSeconds} seconds`, { sessionTtlSeconds });
  },

  examples: {
    pass: [{ name: "exactly an hour", facets: { sessionTtlSeconds: 3600 } }],
    fail: [{ name: "a second more", facets: { sessionTtlSeconds: 3601 } }],
    notApplicable: [{ name: "keeps no sessions", facets: { sessionTtlSeconds: null } }],
  },
});
