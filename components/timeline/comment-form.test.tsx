// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { CommentForm } from "./comment-form.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const endpoint = "POST /api/v1/findings/f1/comments";
const accepts = { [endpoint]: { status: 204, body: null } };
const form = <CommentForm subject="findings/f1" invalidates={["finding", "f1"]} />;
const field = () => screen.getByRole("textbox", { name: "Comment" });
const button = () => screen.getByRole("button", { name: "Comment" });
const write = (text: string) => fireEvent.change(field(), { target: { value: text } });
const isEmpty = () => waitFor(() => expect(field()).toHaveProperty("value", ""));

describe("what is sent", () => {
  test("is what was written, once, and the form is empty again", async () => {
    const requests = serve(accepts);
    const { user } = show(form);
    write("On it");
    await user.click(button());
    await isEmpty();
    expect(requests).toEqual([
      { method: "POST", path: "/api/v1/findings/f1/comments", body: { text: "On it" } },
    ]);
  });

  test.each(Object.entries(hostileNames))("keeps hostile words (%s) as they are", async (_, text) => {
    const requests = serve(accepts);
    const { user } = show(form);
    write(text);
    await user.click(button());
    await isEmpty();
    expect(requests.map(({ body }) => body)).toEqual([{ text }]);
  });

  test("keeps its lines: enter begins a new one and sends nothing", async () => {
    const requests = serve(accepts);
    const { user } = show(form);
    await user.type(field(), "first{Enter}second");
    expect(field()).toHaveProperty("value", "first\nsecond");
    expect(requests).toEqual([]);
  });

  test.each([[""], ["   "], ["\n\t "]])("nothing where only %j was written", (text) => {
    const requests = serve(accepts);
    show(form);
    write(text);
    expect(button()).toHaveProperty("disabled", true);
    fireEvent.submit(field().closest("form") ?? document.body);
    expect(requests).toEqual([]);
  });

  test("nothing longer than the server takes can be written", () => {
    show(form);
    expect(field().getAttribute("maxlength")).toBe("10000");
  });

  test("one comment goes out however often it is sent while it travels", async () => {
    const requests = serve({ [endpoint]: "never" });
    const { user } = show(form);
    write("Once");
    await user.click(button());
    expect(button()).toHaveProperty("disabled", true);
    fireEvent.submit(field().closest("form") ?? document.body);
    fireEvent.submit(field().closest("form") ?? document.body);
    await waitFor(() => expect(requests).toHaveLength(1));
  });

  test("goes to the subject it was written under", async () => {
    const requests = serve({ "POST /api/v1/issues/i9/comments": { status: 204, body: null } });
    const { user } = show(<CommentForm subject="issues/i9" invalidates={["issue", "i9"]} />);
    write("Here");
    await user.click(button());
    await isEmpty();
    expect(requests.map(({ path }) => path)).toEqual(["/api/v1/issues/i9/comments"]);
  });
});

describe("when it is refused", () => {
  const refuses = (status: number, title: string) => ({ [endpoint]: { status, body: { title } } });

  test.each([
    [403, "You may not comment here"],
    [409, "This finding is gone"],
    [500, "Something went wrong on our side"],
  ])("with %i, the reason stands beside the words, which are kept", async (status, title) => {
    serve(refuses(status, title));
    const { user } = show(form);
    write("A long thought");
    await user.click(button());
    expect((await screen.findByRole("alert")).textContent).toContain(title);
    expect(field()).toHaveProperty("value", "A long thought");
    expect(button()).toHaveProperty("disabled", false);
  });

  test("sending again sends the same words, and the reason goes when it was taken", async () => {
    serve(refuses(503, "Try later"));
    const { user } = show(form);
    write("A long thought");
    await user.click(button());
    await screen.findByRole("alert");
    const requests = serve(accepts);
    await user.click(button());
    await isEmpty();
    expect(requests.map(({ body }) => body)).toEqual([{ text: "A long thought" }]);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("a connection that broke is told like a refusal", async () => {
    vi.stubGlobal("fetch", async () => {
      throw new TypeError("Failed to fetch");
    });
    const { user } = show(form);
    write("Hello");
    await user.click(button());
    expect((await screen.findByRole("alert")).textContent).not.toBe("");
    expect(field()).toHaveProperty("value", "Hello");
  });
});

describe("what is read again", () => {
  function Counted({ queryKey }: { queryKey: readonly string[] }) {
    const { data = 0 } = useQuery({ queryKey, queryFn: ({ client }) => reads(client, queryKey) });
    return <output aria-label={queryKey.join(" ")}>{data}</output>;
  }
  const counts = new WeakMap<QueryClient, Map<string, number>>();
  const reads = (client: QueryClient, queryKey: readonly string[]) => {
    const own = counts.get(client) ?? new Map<string, number>();
    counts.set(client, own);
    own.set(queryKey.join(), (own.get(queryKey.join()) ?? 0) + 1);
    return own.get(queryKey.join()) ?? 0;
  };
  const shown = (name: string) => screen.getByRole("status", { name }).textContent;

  test("is the subject's own history, and nobody else's", async () => {
    serve(accepts);
    const { user } = show(
      <QueryClientProvider client={new QueryClient()}>
        {form}
        <Counted queryKey={["finding", "f1"]} />
        <Counted queryKey={["finding", "f2"]} />
      </QueryClientProvider>,
    );
    await waitFor(() => expect([shown("finding f1"), shown("finding f2")]).toEqual(["1", "1"]));
    write("Read it again");
    await user.click(button());
    await waitFor(() => expect(shown("finding f1")).toBe("2"));
    expect(shown("finding f2")).toBe("1");
  });
});
