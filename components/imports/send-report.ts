import { ImportView } from "#lib/contract/imports.ts";

import { apiErrorOf } from "../api/api-error.ts";

export type ReportToSend = { file: File; source: string; scope: string; format: string };

/** Sends a report as it is and tells how much of it is on its way: `fetch` cannot. Throws `ApiError`. */
export async function sendReport(
  { file, source, scope, format }: ReportToSend,
  onProgress: (share: number) => void,
): Promise<ImportView> {
  const query = new URLSearchParams({ fileName: file.name.slice(0, 200) });
  for (const [name, value] of Object.entries({ source, scope, format }))
    if (value.trim() !== "") query.set(name, value.trim());
  const response = await post(`/api/v1/imports?${query}`, file, onProgress);
  if (!response.ok) throw await apiErrorOf(response);
  return ImportView.parse(await response.json());
}

const post = (url: string, file: File, onProgress: (share: number) => void): Promise<Response> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.addEventListener("progress", ({ loaded, total }) =>
      onProgress(total > 0 ? loaded / total : 0),
    );
    request.addEventListener("load", () => {
      const type = request.getResponseHeader("content-type") ?? "application/json";
      resolve(
        new Response(request.responseText, { status: request.status, headers: { "content-type": type } }),
      );
    });
    request.addEventListener("error", () =>
      reject(new TypeError("The connection broke before it was all sent.")),
    );
    request.send(file);
  });
