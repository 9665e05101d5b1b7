import { defineCheck, fail, pass } from "#lib/domain/check.ts";

const strongRights: ReadonlySet<string> = new Set([
  "contents",
  "administration",
  "workflows",
  "secrets",
  "actions",
  "environments",
]);

export default defineCheck({
  id: "github/apps-narrow",
  title: "Apps that change code reach chosen repositories only",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "github.organization",
  risk: "An app with a right to write everywhere is a way into every repository for whoever takes its maker over; AI review bots are such apps.",
  remediation: {
    summary: "Install it on the repositories that use it, and take back rights it does not need.",
    cli: "gh api orgs/$ORG/installations --jq '.installations[] | {app_slug, repository_selection, permissions}'",
    terraform: "selected_repository_ids on github_app_installation_repositories",
    console: ["The organization's settings › GitHub Apps › Configure › Only select repositories"],
  },
  references: [
    "https://docs.github.com/en/apps/using-github-apps/reviewing-and-modifying-installed-github-apps",
  ],

  evaluate: ({ properties: { installations } }) => {
    const wide = installations.filter(
      ({ allRepositories, writes }) => allRepositories && writes.some((right) => strongRights.has(right)),
    );
    const names = wide.map(({ app }) => app).toSorted();
    return names.length === 0
      ? pass
      : fail(`May change every repository: ${names.join(", ")}`, { apps: names });
  },

  examples: {
    pass: [
      {
        name: "on chosen repositories",
        properties: { installations: [{ app: "bot", allRepositories: false, writes: ["contents"] }] },
      },
      {
        name: "everywhere, and only comments",
        properties: { installations: [{ app: "bot", allRepositories: true, writes: ["issues"] }] },
      },
      { name: "none", properties: { installations: [] } },
    ],
    fail: [
      {
        name: "everywhere, and may push",
        properties: {
          installations: [
            { app: "ok", allRepositories: true, writes: [] },
            { app: "bot", allRepositories: true, writes: ["contents", "issues"] },
          ],
        },
      },
    ],
  },
});
