import { z } from "zod";

const Text = z.object({ text: z.string().optional() });

/** A prompt as one text, or as the parts of a conversation. */
export const RawTemplate = z.object({
  text: Text.optional(),
  chat: z
    .object({
      system: z.array(Text).default([]),
      messages: z.array(z.object({ content: z.array(Text).default([]) })).default([]),
    })
    .optional(),
});

export function promptTexts(template: z.infer<typeof RawTemplate> | undefined): string[] {
  const { text, chat } = template ?? {};
  const parts = [
    ...(text ? [text] : []),
    ...(chat?.system ?? []),
    ...(chat?.messages ?? []).flatMap(({ content }) => content),
  ];
  return parts.flatMap((part) => part.text ?? []);
}
