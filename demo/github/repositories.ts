import { deployClaims, deployUnderwriting, shipResearch, tests, trainDocuments } from "./workflow-texts.ts";

export type Repository = {
  name: string;
  id: number;
  language: string;
  owner: string;
  archived?: boolean;
  topics?: string[];
  /** Package URLs of what it depends on. */
  packages?: string[];
  workflows?: Record<string, string>;
  environments?: string[];
  secretNames?: string[];
  /** Wrong until fixed. */
  unprotected?: boolean;
  leaks?: string[];
};

/** The insurer's repositories. All are kept well but the one of the research agent. */
export const repositories = (fixed: boolean): Repository[] => [
  {
    name: "claims-assistant",
    id: 812_004_101,
    language: "TypeScript",
    owner: "claims-platform",
    topics: ["llm", "bedrock"],
    packages: [
      "pkg:npm/%40aws-sdk/client-bedrock-agent-runtime@3.1164.0",
      "pkg:npm/zod@4.6.7",
      "pkg:npm/pino@10.4.0",
    ],
    workflows: { "tests.yml": tests, "deploy.yml": deployClaims },
    environments: ["production"],
  },
  {
    name: "underwriting-copilot",
    id: 812_004_118,
    language: "C#",
    owner: "underwriting",
    topics: ["azure-openai"],
    packages: ["pkg:nuget/Azure.AI.OpenAI@2.5.0", "pkg:nuget/Azure.Search.Documents@11.7.0"],
    workflows: { "tests.yml": tests, "deploy.yml": deployUnderwriting },
    environments: ["production"],
  },
  {
    name: "document-insights",
    id: 812_004_127,
    language: "Python",
    owner: "document-ai",
    topics: ["machine-learning"],
    packages: ["pkg:pypi/google-cloud-aiplatform@1.120.0", "pkg:pypi/torch@2.9.1"],
    workflows: { "tests.yml": tests, "train.yml": trainDocuments },
    environments: ["production"],
  },
  {
    name: "research-agent",
    id: 812_004_139,
    language: "Python",
    owner: "research",
    packages: ["pkg:pypi/openai@2.8.0", "pkg:pypi/mcp@1.21.0"],
    workflows: { "ship.yml": shipResearch(fixed) },
    secretNames: ["AZURE_OPENAI_API_KEY"],
    unprotected: !fixed,
    leaks: fixed ? [] : ["azure_openai_key"],
  },
  ...["policy-admin", "broker-portal", "claims-intake", "data-platform", "design-system"].map((name, at) => ({
    name,
    id: 640_118_220 + at * 17,
    language: at % 2 === 0 ? "Java" : "TypeScript",
    owner: name,
    packages: ["pkg:maven/org.springframework/spring-core@6.2.12"],
    workflows: { "tests.yml": tests },
  })),
  { name: "fax-gateway", id: 211_900_432, language: "Perl", owner: "operations", archived: true },
];
