import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { numberParameter } from "#lib/domain/parameter.ts";

export default defineClassCheck({
  id: "agent/session-lifetime",
  title: "Idle agent sessions end soon",
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

  parameters: {
    idleSecondsMax: numberParameter({
      title: "Seconds that an idle session lives",
      help: "What was said in a session is there for whoever continues it.",
      unit: "seconds",
      default: 3_600,
      min: 60,
      max: 86_400,
    }),
  },

  evaluate: ({ facets: { sessionTtlSeconds } }, _graph, { idleSecondsMax }) => {
    if (sessionTtlSeconds === null) return notApplicable;
    return sessionTtlSeconds <= idleSecondsMax
      ? pass
      : fail(`An idle session lives ${sessionTtlSeconds} seconds`, { sessionTtlSeconds, idleSecondsMax });
  },

  examples: {
    pass: [{ name: "exactly an hour", facets: { sessionTtlSeconds: 3600 } }],
    fail: [
      { name: "a second more", facets: { sessionTtlSeconds: 3601 } },
      {
        name: "an hour, where ten minutes are allowed",
        facets: { sessionTtlSeconds: 3600 },
        parameters: { idleSecondsMax: 600 },
      },
    ],
    notApplicable: [{ name: "keeps no sessions", facets: { sessionTtlSeconds: null } }],
  },
});
