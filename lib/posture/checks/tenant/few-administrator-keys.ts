import { defineClassCheck, exampleKey, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { numberParameter } from "#lib/domain/parameter.ts";
import { isOfClass, type Resource } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const key = (name: string, administers = true) => sampleResource("credential", name, { administers });
const holding = (...resources: Resource[]) => ({
  resources,
  relationships: resources.map(({ key: to }) => ({ from: exampleKey, kind: "contains" as const, to })),
});

export default defineClassCheck({
  id: "tenant/few-administrator-keys",
  title: "Few admin keys exist",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesToClass: "tenant",
  follows: ["contains"],
  followDepth: 1,
  risk: "Each admin key can add members and make further keys; every one beyond the approved few is one that nobody watches.",
  remediation: {
    summary:
      "Delete the admin keys that nobody can name a purpose for, and let the rest end within half a year.",
    cli: "curl https://api.openai.com/v1/organization/admin_api_keys -H \"Authorization: Bearer $OPENAI_ADMIN_KEY\" | jq '.data[] | {id, name, last_used_at, expires_at}'",
    terraform: "Keep no more than two openai_admin_api_key resources",
    console: ["platform.openai.com › Settings › Organization › Admin keys", "Delete those without a purpose"],
  },
  references: ["https://platform.openai.com/docs/api-reference/admin-api-keys"],

  parameters: {
    keysMax: numberParameter({
      title: "Admin keys that may exist",
      help: "Each is one more that makes members and keys, and that somebody has to watch.",
      unit: "keys",
      default: 2,
      min: 0,
      max: 100,
    }),
  },

  evaluate: ({ key }, graph, { keysMax }) => {
    const held = graph
      .follow(key, "contains")
      .filter((one) => isOfClass(one, "credential") && one.facets.administers);
    if (held.length === 0) return notApplicable;
    const names = held.map(({ name }) => name).toSorted();
    return held.length <= keysMax
      ? pass
      : fail(`It has ${held.length}: ${names.join(", ")}`, { keys: names });
  },

  examples: {
    pass: [
      {
        name: "two, beside any number of others",
        neighbours: holding(key("a"), key("b"), key("c", false), key("d", false)),
      },
    ],
    fail: [
      { name: "three", neighbours: holding(key("a"), key("b"), key("c")) },
      { name: "one, where none is approved", neighbours: holding(key("a")), parameters: { keysMax: 0 } },
    ],
    notApplicable: [
      { name: "none" },
      { name: "none but ordinary ones", neighbours: holding(key("a", false)) },
    ],
  },
});
