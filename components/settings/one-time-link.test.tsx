// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { show } from "../testing/render-ui.tsx";
import { OneTimeLink } from "./one-time-link.tsx";

afterEach(cleanup);

test("a link that signs in is shown whole, with who it is for and how long it holds", () => {
  show(<OneTimeLink link={{ name: "Noor", path: "/sign-in/link#abc" }} onClose={vi.fn<() => void>()} />);
  const dialog = screen.getByRole("dialog", { name: "Hand over this link" });
  expect(dialog.textContent).toContain("It signs Noor in once, within 48 hours");
  expect(dialog.textContent).toContain(`${location.origin}/sign-in/link#abc`);
});

test("somebody with a password is told to use it, and no link is called a secret", () => {
  show(<OneTimeLink link={{ name: "Noor", path: "/sign-in" }} onClose={vi.fn<() => void>()} />);
  const dialog = screen.getByRole("dialog", { name: "Tell them they may sign in" });
  expect(dialog.textContent).toContain("Noor has a password already and signs in with that");
  expect(dialog.textContent).not.toContain("48 hours");
});

test("without a link nothing is shown", () => {
  show(<OneTimeLink link={null} onClose={vi.fn<() => void>()} />);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("done closes it", async () => {
  const onClose = vi.fn<() => void>();
  const { user } = show(<OneTimeLink link={{ name: "Noor", path: "/sign-in/link#abc" }} onClose={onClose} />);
  await user.click(screen.getByRole("button", { name: "Done" }));
  expect(onClose).toHaveBeenCalledOnce();
});
