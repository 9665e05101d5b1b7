// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { show } from "../testing/render-ui.tsx";
import { LinkSignIn } from "./link-sign-in.tsx";
import { SetUpForm } from "./set-up-form.tsx";
import { SignInForm } from "./sign-in-form.tsx";

const assign = vi.fn<(url: string | URL) => void>();
const replace = vi.fn<(url: string | URL) => void>();
beforeEach(() => {
  vi.spyOn(location, "assign").mockImplementation(assign);
  vi.spyOn(location, "replace").mockImplementation(replace);
});
afterEach(() => {
  cleanup();
  assign.mockClear();
  replace.mockClear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** The session's own endpoints take forms, not JSON. */
function serveSession(status: number, body: unknown = {}): URLSearchParams[] {
  const sent: URLSearchParams[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
    if (url === "/api/auth/csrf") return Response.json({ csrfToken: "token" });
    if (init.body instanceof URLSearchParams) sent.push(init.body);
    return Response.json(body, { status });
  });
  return sent;
}

describe("signing in", () => {
  const fill = async (next?: string) => {
    const shown = show(<SignInForm next={next} />);
    await shown.user.type(screen.getByLabelText("E-mail"), " ada@example.com ");
    await shown.user.type(screen.getByLabelText("Password"), " a secret ");
    await shown.user.click(screen.getByRole("button", { name: "Sign in" }));
    return shown;
  };

  test("sends the address without stray blanks, the password as it is, with the token", async () => {
    const sent = serveSession(200);
    await fill();
    await waitFor(() => expect(assign).toHaveBeenCalledOnce());
    expect(Object.fromEntries(sent[0] ?? [])).toMatchObject({
      email: "ada@example.com",
      password: " a secret ",
      csrfToken: "token",
    });
  });

  test("leads on to where one was going, but never to another site", async () => {
    serveSession(200);
    await fill("/issues/i1");
    await waitFor(() => expect(assign).toHaveBeenLastCalledWith("/issues/i1"));
    cleanup();
    await fill("//evil.example");
    await waitFor(() => expect(assign).toHaveBeenCalledTimes(2));
    expect(String(assign.mock.calls[1]?.[0])).not.toContain("evil");
  });

  test("a refusal does not say which of the two was wrong, and goes back to the password", async () => {
    serveSession(401);
    await fill();
    expect((await screen.findByRole("alert")).textContent).toBe(
      "This e-mail and password do not belong together.",
    );
    expect(document.activeElement).toBe(screen.getByLabelText("Password"));
    expect(assign).not.toHaveBeenCalled();
  });

  test("too many tries are told in the server's words", async () => {
    serveSession(429, { detail: "Too many tries. Wait a minute." });
    await fill();
    expect((await screen.findByRole("alert")).textContent).toBe("Too many tries. Wait a minute.");
  });

  test("what is missing is said at its field, and nothing is sent", async () => {
    const sent = serveSession(200);
    const { user } = show(<SignInForm next={undefined} />);
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    expect(screen.getByLabelText("E-mail").getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText("Write your password.")).toBeTruthy();
    expect(sent).toEqual([]);
  });

  test("a password manager recognizes both fields", () => {
    show(<SignInForm next={undefined} />);
    expect(screen.getByLabelText("E-mail").getAttribute("autocomplete")).toBe("username");
    expect(screen.getByLabelText("Password").getAttribute("autocomplete")).toBe("current-password");
  });
});

describe("a one-time link", () => {
  test("is used by a press, never by opening the page", async () => {
    const sent = serveSession(200);
    location.hash = "#the-secret";
    const { user } = show(<LinkSignIn />);
    expect(sent).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Sign in with this link" }));
    await waitFor(() => expect(replace).toHaveBeenCalledExactlyOnceWith("/set-up"));
    expect(sent[0]?.get("secret")).toBe("the-secret");
  });

  test("that was used says what to do", async () => {
    serveSession(401);
    const { user } = show(<LinkSignIn />);
    await user.click(screen.getByRole("button"));
    expect((await screen.findByRole("alert")).textContent).toContain("Ask an administrator for another");
  });
});

describe("setting up", () => {
  test("asks the first administrator for the organization, and others only for what is theirs", () => {
    show(<SetUpForm first name="" email="" />);
    expect(screen.getByLabelText("Organization")).toBeTruthy();
    expect(screen.getByLabelText("E-mail")).toBeTruthy();
    cleanup();
    show(<SetUpForm first={false} name="Ada" email="ada@example.com" />);
    expect(screen.queryByLabelText("Organization")).toBeNull();
    expect(screen.queryByLabelText("E-mail")).toBeNull();
    expect(screen.getByLabelText("Your name")).toHaveProperty("value", "Ada");
  });

  test("goes to the first field that is wrong, and sends nothing", async () => {
    const { user } = show(<SetUpForm first={false} name="Ada" email="ada@example.com" />);
    await user.type(screen.getByLabelText("Password"), "short");
    await user.click(screen.getByRole("button", { name: "Finish" }));
    expect(screen.getByText("Use at least 12 characters.")).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText("Password"));
    expect(replace).not.toHaveBeenCalled();
  });
});
