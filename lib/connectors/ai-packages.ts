/** Packages that only code of an AI application depends on, by the type a package URL gives their registry. */
const patterns: Readonly<Record<string, RegExp>> = {
  pypi: /^(openai|openai-agents|anthropic|claude-agent-sdk|langchain([-_].+)?|langgraph([-_].+)?|langsmith|langfuse|llama[-_]index([-_].+)?|transformers|sentence-transformers|torch|vllm|peft|trl|accelerate|diffusers|huggingface[-_]hub|google-generativeai|google-genai|google-cloud-aiplatform|vertexai|azure-ai-.+|cohere|mistralai|groq|litellm|crewai([-_].+)?|autogen([-_].+)?|ag2|semantic-kernel|haystack-ai|dspy(-ai)?|guidance|ollama|instructor|pydantic-ai([-_].+)?|smolagents|mcp|fastmcp|guardrails-ai|nemoguardrails|chromadb|pinecone(-client)?|qdrant-client|weaviate-client|faiss-.+|mlflow|ragas|garak)$/i,
  npm: /^(openai|@openai\/.+|@anthropic-ai\/.+|langchain|@langchain\/.+|llamaindex|@llamaindex\/.+|ai|@ai-sdk\/.+|@google\/(generative-ai|genai)|@google-cloud\/vertexai|@aws-sdk\/client-bedrock.*|@azure\/openai|@azure-rest\/ai-.+|@modelcontextprotocol\/.+|@huggingface\/.+|ollama|cohere-ai|@mistralai\/.+|groq-sdk|@pinecone-database\/.+|chromadb|promptfoo)$/i,
  maven:
    /(^|\/)(dev\.langchain4j|org\.springframework\.ai|com\.openai|com\.anthropic|com\.azure\/azure-ai-.+|io\.modelcontextprotocol)/i,
  golang:
    /^(github\.com\/(openai\/openai-go|sashabaranov\/go-openai|tmc\/langchaingo|anthropics\/.+|mark3labs\/mcp-go|ollama\/ollama)|google\.golang\.org\/genai)/i,
  nuget:
    /^(OpenAI|Azure\.AI\..+|Microsoft\.SemanticKernel.*|Microsoft\.Extensions\.AI.*|ModelContextProtocol.*|Anthropic.*)$/i,
  cargo: /^(async-openai|rig-core|candle-.+|mistralrs|rmcp)$/i,
};

const topics =
  /^(llm|llms|genai|generative-ai|gen-ai|rag|retrieval-augmented-generation|ai-agents?|agentic-ai|machine-learning|deep-learning|mlops|llmops|prompt-engineering|prompts|fine-tuning|openai|anthropic|claude|bedrock|vertex-ai|azure-openai|langchain|mcp|mcp-server|ai)$/i;

/** The AI packages among package URLs such as `pkg:pypi/openai@1.99.0`, each by its name once. */
export function aiPackagesIn(packageUrls: readonly string[]): string[] {
  const found = new Set<string>();
  for (const url of packageUrls) {
    const named = /^pkg:([a-z]+)\/([^@?#]+)/i.exec(url);
    const [, type = "", path = ""] = named ?? [];
    const name = decoded(path);
    if (patterns[type.toLowerCase()]?.test(name)) found.add(name);
  }
  return [...found].toSorted();
}

export const aiTopicsIn = (given: readonly string[]): string[] => given.filter((topic) => topics.test(topic));

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
