type Download = { fileName: string; mediaType: string; chunks: AsyncIterable<string> };

/** Answers with a file as it is written. The first of it is waited for, so that what goes wrong at once is told. */
export async function download({ fileName, mediaType, chunks }: Download): Promise<Response> {
  const pieces = chunks[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let next = await pieces.next();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      if (next.done) {
        controller.close();
        return;
      }
      controller.enqueue(encoder.encode(next.value));
      next = await pieces.next();
    },
    cancel: async () => {
      await pieces.return?.();
    },
  });
  return new Response(body, {
    headers: {
      "Content-Type": `${mediaType}; charset=utf-8`,
      // It names resources by what others called them: it is saved, never shown as a page of ours.
      "Content-Disposition": `attachment; filename="${fileName}"`,
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
    },
  });
}
