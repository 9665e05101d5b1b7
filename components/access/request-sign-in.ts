import { apiErrorOf } from "../api/api-error.ts";

/** Signs this browser in; false where the proof was not accepted. Throws `ApiError` where it was not even tried. */
export async function requestSignIn(
  provider: "password" | "link",
  proof: Record<string, string>,
): Promise<boolean> {
  const response = await post(`/api/auth/callback/${provider}`, { ...proof, callbackUrl: "/" });
  if (response.status === 401) return false;
  if (!response.ok) throw await apiErrorOf(response);
  return true;
}

export async function requestSignOut(): Promise<void> {
  const response = await post("/api/auth/signout", { callbackUrl: "/sign-in" });
  if (!response.ok) throw await apiErrorOf(response);
}

async function post(url: string, fields: Record<string, string>): Promise<Response> {
  const token: unknown = await (await fetch("/api/auth/csrf")).json();
  const csrfToken =
    typeof token === "object" && token !== null && "csrfToken" in token ? String(token.csrfToken) : "";
  return fetch(url, { method: "POST", body: new URLSearchParams({ ...fields, csrfToken, json: "true" }) });
}
