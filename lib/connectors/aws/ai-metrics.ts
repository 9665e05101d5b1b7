/** What an alarm can tell of the use of models. */
export type AiSignal =
  "tokens" | "invocations" | "throttles" | "errors" | "guardrail" | "quota" | "latency" | "log";

const aiNamespace = /^AWS\/(Bedrock|SageMaker|QBusiness|Kendra|BedrockAgentCore)|bedrock|agentcore/i;

const kinds: readonly (readonly [RegExp, AiSignal])[] = [
  [/EstimatedTPMQuotaUsage|TokensPerMinute|Quota|CallCount/i, "quota"],
  [/Throttl/i, "throttles"],
  [/Intervened|Guardrail|Findings/i, "guardrail"],
  [/Token|TextUnit|OutputImageCount/i, "tokens"],
  [/Error|[45]XX|Faults?$/i, "errors"],
  [/Latency|Duration|TimeToFirst/i, "latency"],
  [/Invocation|Requests?|Sessions?|Count/i, "invocations"],
];

/** The signal of one metric, or null where it says nothing of AI. */
export function signalOf(
  namespace: string,
  metric: string,
  dimensions: readonly string[] = [],
): AiSignal | null {
  const isUsage = namespace === "AWS/Usage" && dimensions.some((value) => /bedrock|sagemaker/i.test(value));
  if (isUsage) return "quota";
  if (!aiNamespace.test(namespace)) return null;
  return kinds.find(([pattern]) => pattern.test(metric))?.[1] ?? "invocations";
}

const quotedNamespace = /AWS\/(?:Bedrock|SageMaker)[A-Za-z/-]*/g;

/** Signals of an expression over metrics, as of a search or a query, which names them in its text. */
export function signalsOfExpression(expression: string): AiSignal[] {
  const namespaces = expression.match(quotedNamespace) ?? [];
  if (namespaces.length === 0) return [];
  const named = kinds.filter(([pattern]) => pattern.test(expression)).map(([, signal]) => signal);
  return named.length > 0 ? named : ["invocations"];
}

const aboutModels = /bedrock|sagemaker|guardrail|invokemodel|converse|modelid|agentcore|inputtokencount/i;

/** Whether a filter that makes a metric of log lines looks for calls of models, or watches their log. */
export const filtersAi = (logGroup: string, pattern: string): boolean =>
  aboutModels.test(pattern) || /bedrock|sagemaker|agentcore/i.test(logGroup);
