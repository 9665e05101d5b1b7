// @vitest-environment happy-dom
import { useMutation } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { toast } from "sonner";
import { afterEach, expect, test, vi } from "vitest";

import { ApiError } from "./api/api-error.ts";
import { Providers } from "./providers.tsx";
import { BulkProgress } from "./remediation/bulk-progress.tsx";
import { serve } from "./testing/render-ui.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Failing({ error, showsErrors }: { error: unknown; showsErrors: boolean }) {
  const { mutate } = useMutation({ meta: { showsErrors }, mutationFn: () => Promise.reject(error) });
  return (
    <button type="button" onClick={() => mutate()}>
      Save
    </button>
  );
}

test("a change to many findings can be followed, undone and dismissed in a toast", async () => {
  serve({ "GET /api/v1/bulk/op": "never" });
  render(<Providers>page</Providers>);
  toast.custom(() => <BulkProgress id="op" onDismiss={() => {}} />);
  expect(await screen.findByText("Starting…")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Dismiss" })).toBeTruthy();
  expect(screen.getByText("page")).toBeTruthy();
});

test("a refused change is told in a toast, in the server's words", async () => {
  render(
    <Providers>
      <Failing error={new ApiError(409, { detail: "Somebody changed it first." })} showsErrors={false} />
    </Providers>,
  );
  screen.getByRole("button", { name: "Save" }).click();
  expect(await screen.findByText("Somebody changed it first.")).toBeTruthy();
});

test("whoever is signed out is led to sign in, and back to where they were", async () => {
  const assign = vi.spyOn(location, "assign").mockImplementation(() => {});
  render(
    <Providers>
      <Failing error={new ApiError(401, {})} showsErrors />
    </Providers>,
  );
  screen.getByRole("button", { name: "Save" }).click();
  await vi.waitFor(() => expect(assign).toHaveBeenCalledOnce());
  expect(assign.mock.calls[0]?.[0]).toMatch(/^\/sign-in\?next=/);
});
