// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { hostileNames, show } from "../testing/render-ui.tsx";
import { AuthCard } from "./auth-card.tsx";
import { LinkSignIn } from "./link-sign-in.tsx";
import { SetUpForm } from "./set-up-form.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { SignOut } from "./sign-out.tsx";

const replaced: string[] = [];
const assigned: string[] = [];
beforeEach(() => {
  replaced.splice(0);
  assigned.splice(0);
  vi.spyOn(location, "replace").mockImplementation((url) => void replaced.push(String(url)));
  vi.spyOn(location, "assign").mockImplementation((url) => void assigned.push(String(url)));
});
afterEach(() => {
  cleanup();
  location.hash = "";
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

type Sent = { url: string; body: URLSearchParams | Record<string, unknown> };
type Answer = Response | "down" | "never";

/** The session's API: gives out a token, and answers everything else with `answer`. */
function server(answer: () => Answer, token: () => Response = () => Response.json({ csrfToken: "t0ken" })) {
  const sent: Sent[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
    if (url === "/api/auth/csrf") return token();
    const { body } = init;
    sent.push({
      url,
      body: body instanceof URLSearchParams ? body : JSON.parse(typeof body === "string" ? body : "null"),
    });
    const answered = answer();
    if (answered === "down") throw new TypeError("Failed to fetch");
    if (answered === "never") return await new Promise<Response>(() => {});
    return answered;
  });
  return sent;
}
const problem =
  (status: number, detail: string, more: object = {}) =>
  () =>
    Response.json({ status, detail, code: "x", ...more }, { status });
const field = (name: RegExp | string) => screen.getByLabelText(name);
const alerts = () => screen.queryAllByRole("alert").map(({ textContent }) => textContent);
const describedBy = (control: HTMLElement) =>
  (control.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .map((id) => document.getElementById(id)?.textContent ?? "")
    .join(" ");

describe("set-up of the first administrator", () => {
  const fill = async (overrides: Record<string, string> = {}) => {
    const { user } = show(<SetUpForm first name="" email="" />);
    const values = {
      Organization: "Acme",
      "Your name": "Ada Byron",
      "E-mail": "ada@example.com",
      Password: "correct horse battery",
      ...overrides,
    };
    for (const [label, value] of Object.entries(values))
      if (value !== "") {
        await user.click(field(label));
        await user.paste(value);
      }
    await user.click(screen.getByRole("button", { name: "Finish" }));
    return user;
  };

  test("sends what was written, and leaves for the start page without a way back", async () => {
    const sent = server(() => new Response(null, { status: 204 }));
    await fill();
    await waitFor(() => expect(replaced).toEqual(["/"]));
    expect(sent).toEqual([
      {
        url: "/api/v1/session/set-up",
        body: {
          organizationName: "Acme",
          name: "Ada Byron",
          email: "ada@example.com",
          password: "correct horse battery",
        },
      },
    ]);
  });

  test.each([
    ["Organization", "", "Write your organization's name."],
    ["Organization", "   ", "Write your organization's name."],
    ["Your name", " ", "Write your name."],
    ["E-mail", "", "Write your e-mail address."],
    ["Password", "", "Use at least 12 characters."],
    ["Password", "elevenchars", "Use at least 12 characters."],
  ])(
    "%s that is %j is told at its field, which has the focus; nothing is sent",
    async (label, value, said) => {
      const sent = server(() => new Response(null, { status: 204 }));
      await fill({ [label]: value });
      expect(alerts()).toEqual([said]);
      expect(document.activeElement).toBe(field(label));
      expect(field(label).getAttribute("aria-invalid")).toBe("true");
      expect(describedBy(field(label))).toContain(said);
      expect(sent).toEqual([]);
    },
  );

  test("says all that is wrong at once, and goes to the first of it", async () => {
    server(() => new Response(null, { status: 204 }));
    await fill({ Organization: "", "Your name": "", "E-mail": "", Password: "" });
    expect(alerts()).toHaveLength(4);
    expect(document.activeElement).toBe(field("Organization"));
  });

  test("twelve characters are enough, and more than 128 cannot be written", async () => {
    const sent = server(() => new Response(null, { status: 204 }));
    await fill({ Password: "twelve chars" });
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(field("Password").getAttribute("maxlength")).toBe("128");
  });

  test("what the server finds wrong with a field is told there, and not a second time above", async () => {
    const fields = [{ field: "password", message: "This password is known from leaks." }];
    server(problem(400, "The password cannot be used.", { fields }));
    await fill();
    await waitFor(() => expect(alerts()).toEqual(["This password is known from leaks."]));
    expect(describedBy(field("Password"))).toContain("known from leaks");
    expect(replaced).toEqual([]);
  });

  test("what is wrong with the whole is told above the form", async () => {
    server(problem(409, "This installation has been set up already."));
    await fill();
    await waitFor(() => expect(alerts()).toEqual(["This installation has been set up already."]));
  });

  test("a server that is down keeps what was written, for another try", async () => {
    let answer: Answer = "down";
    const sent = server(() => answer);
    const user = await fill();
    await waitFor(() => expect(alerts()[0]).toMatch(/could not be reached/));
    expect(field("Organization")).toHaveProperty("value", "Acme");
    expect(field("Password")).toHaveProperty("value", "correct horse battery");
    answer = new Response(null, { status: 204 });
    await user.click(screen.getByRole("button", { name: "Finish" }));
    await waitFor(() => expect(replaced).toEqual(["/"]));
    expect(sent).toHaveLength(2);
  });

  test("is not sent twice while it is under way", async () => {
    const sent = server(() => "never");
    const user = await fill();
    await user.click(screen.getByRole("button", { name: "Finish" }));
    await user.keyboard("{Enter}");
    expect(sent).toHaveLength(1);
  });

  test.each(Object.entries(hostileNames))("a hostile name (%s) is sent as it is", async (_, name) => {
    const sent = server(() => new Response(null, { status: 204 }));
    await fill({ Organization: name, "Your name": name });
    await waitFor(() => expect(sent[0]?.body).toMatchObject({ organizationName: name, name }));
  });
});

describe("set-up of an invited person", () => {
  test("asks for a name, which is known, and a password; no other's organization or address", async () => {
    const sent = server(() => new Response(null, { status: 204 }));
    const { user } = show(<SetUpForm first={false} name="Grace" email="grace@example.com" />);
    expect(field("Your name")).toHaveProperty("value", "Grace");
    expect(screen.queryByLabelText("Organization")).toBeNull();
    await user.click(field("Password"));
    await user.paste("correct horse battery");
    await user.click(screen.getByRole("button", { name: "Finish" }));
    await waitFor(() => expect(sent[0]?.body).toEqual({ name: "Grace", password: "correct horse battery" }));
  });

  test("tells a password manager whose password it is", () => {
    const { container } = show(<SetUpForm first={false} name="Grace" email="grace@example.com" />);
    const username = container.querySelector("input[autocomplete=username]");
    expect(username).toHaveProperty("value", "grace@example.com");
    expect(field("Password").getAttribute("autocomplete")).toBe("new-password");
  });
});

describe("a sign-in by link", () => {
  const press = async () => {
    const { user } = show(<LinkSignIn />);
    await user.click(screen.getByRole("button", { name: "Sign in with this link" }));
    return user;
  };

  test("sends the secret that stands after the hash, with the token, and leads on to set-up", async () => {
    location.hash = "#s3cret-of_the.link";
    const sent = server(() => Response.json({ url: "/" }));
    await press();
    await waitFor(() => expect(replaced).toEqual(["/set-up"]));
    const [{ url, body } = { url: "", body: new URLSearchParams() }] = sent;
    expect(url).toBe("/api/auth/callback/link");
    expect(Object.fromEntries(body instanceof URLSearchParams ? body : [])).toMatchObject({
      secret: "s3cret-of_the.link",
      csrfToken: "t0ken",
    });
  });

  test("whose secret is gone says what to do, and can be tried again", async () => {
    server(() => new Response(null, { status: 401 }));
    const user = await press();
    await waitFor(() => expect(alerts()[0]).toMatch(/Ask an administrator for another/));
    expect(replaced).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Sign in with this link" }));
  });

  test("that is tried too often tells the server's words", async () => {
    server(problem(429, "Too many tries. Wait a minute."));
    await press();
    await waitFor(() => expect(alerts()).toEqual(["Too many tries. Wait a minute."]));
  });

  test("without a token, because something else answered, says that the server did not", async () => {
    const sent = server(
      () => Response.json({}),
      () => new Response("<html>proxy</html>"),
    );
    await press();
    await waitFor(() => expect(alerts()[0]).toMatch(/could not be read/));
    expect(sent).toEqual([]);
  });
});

describe("signing in", () => {
  const signIn = async (next?: string) => {
    const { user } = show(<SignInForm next={next} />);
    await user.type(field("E-mail"), "ada@example.com");
    await user.type(field("Password"), "secret");
    await user.keyboard("{Enter}");
    return user;
  };

  test.each([
    ["/findings?severity=high#top", "/findings?severity=high#top"],
    ["/issues/0190a0a0", "/issues/0190a0a0"],
    [undefined, "/"],
    ["", "/"],
    ["https://evil.example/", "/"],
    ["//evil.example/", "/"],
    ["/\\evil.example", "/"],
    ["/\t/evil.example", "/"],
    ["javascript:alert(1)", "/"],
  ])("with next=%j goes to %s", async (next, expected) => {
    server(() => Response.json({ url: "/" }));
    await signIn(next);
    await waitFor(() => expect(assigned).toEqual([expected]));
  });

  test("stays busy while the next page loads, so that nothing is sent again", async () => {
    const sent = server(() => Response.json({ url: "/" }));
    const user = await signIn();
    await waitFor(() => expect(assigned).toHaveLength(1));
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    expect(sent).toHaveLength(1);
  });

  test("a failing server is not told as a wrong password", async () => {
    server(() => new Response("", { status: 500 }));
    await signIn();
    await waitFor(() => expect(alerts()).toEqual(["The server answered 500."]));
  });

  test("a network that is down says so", async () => {
    server(() => "down");
    await signIn();
    await waitFor(() => expect(alerts()[0]).toMatch(/Check the connection/));
  });
});

describe("signing out", () => {
  test("is done by pressing, not by coming to the page, and ends where one signs in", async () => {
    const sent = server(() => Response.json({ url: "/sign-in" }));
    const { user } = show(<SignOut />);
    expect(sent).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Sign out" }));
    await waitFor(() => expect(replaced).toEqual(["/sign-in"]));
    expect(sent.map(({ url }) => url)).toEqual(["/api/auth/signout"]);
  });

  test("that failed says so: nobody believes to be signed out who is not", async () => {
    server(problem(503, "The database is not answering."));
    const { user } = show(<SignOut />);
    await user.click(screen.getByRole("button", { name: "Sign out" }));
    await waitFor(() => expect(alerts()).toEqual(["The database is not answering."]));
    expect(replaced).toEqual([]);
  });
});

test("the box has the page's title, and a summary only where there is one", () => {
  show(<AuthCard title="Sign in">Form</AuthCard>);
  expect(screen.getByRole("main").textContent).toBe("NacreSign inForm");
  expect(screen.getByRole("heading", { level: 1, name: "Sign in" })).toBeTruthy();
});
