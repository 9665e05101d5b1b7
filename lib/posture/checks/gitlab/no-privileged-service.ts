import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gitlab/no-privileged-service",
  title: "CI runs no daemon with full rights",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "gitlab.pipeline",
  risk: "Docker-in-Docker needs privileged runners, from which a job takes over the machine and every job after it.",
  remediation: {
    summary: "Build images with BuildKit rootless, buildah or kaniko.",
    cli: "glab ci config compile | grep -n dind",
    terraform: "privileged = false in the runner's configuration",
    console: ["Replace the service docker:dind by a rootless builder in .gitlab-ci.yml"],
  },
  references: ["https://docs.gitlab.com/ci/docker/using_docker_build/"],

  evaluate: ({ properties: { privilegedServices: services } }) =>
    services.length === 0 ? pass : fail(`It starts ${services.join(", ")}`, { services }),

  examples: {
    pass: [{ name: "none", properties: { privilegedServices: [] } }],
    fail: [{ name: "docker in docker", properties: { privilegedServices: ["docker:27-dind"] } }],
  },
});
