import type { Collector, CollectorExample } from "#lib/domain/connector.ts";
import { ProviderError, type ProviderCall, type Transport } from "#lib/domain/provider-call.ts";

/** Answers calls as an example says; one it does not name is `not-recorded`, as in any recording. */
export const exampleTransport =
  ({ answers }: CollectorExample): Transport =>
  async (call) => {
    const name = `${call.service}:${call.operation}`;
    if (!Object.hasOwn(answers, name))
      throw new ProviderError("not-recorded", call, `The example does not answer ${name}`, null);
    return answerOf(answers[name], call);
  };

// Safe because an answer that is a function is called with what was asked, and no provider answers with one.
const answerOf = (answer: unknown, call: ProviderCall): unknown =>
  typeof answer === "function" ? (answer as (input: ProviderCall["input"]) => unknown)(call.input) : answer;

/** What an estate answers that has none of what these collectors look for: each one's first example. */
export function answersOfNone(collectors: readonly Collector[]): Transport {
  const answers = Object.fromEntries(
    collectors.flatMap(({ examples }) => Object.entries(examples?.[0].answers ?? {})),
  );
  return exampleTransport({ name: "none", answers, shows: [] });
}
