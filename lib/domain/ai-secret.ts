/** Kinds of secret that open an AI provider, as GitHub and GitLab name what their scanners find. */
const aiSecret =
  /openai|anthropic|claude|hugging_?face|cohere|mistral|replicate|groq|(^|_)xai|deepseek|perplexity|lang(chain|smith|fuse)|eleven_?labs|nvidia|fireworks|together_?ai|pinecone|bedrock|wandb|weights_and_biases|voyage|openrouter|gemini|azure_(ai|cognitive)/i;
export const isAiSecret = (kind: string): boolean => aiSecret.test(kind);
