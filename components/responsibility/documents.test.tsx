// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import {
  AddEvidenceDocumentInput,
  evidenceDocumentMaxBytes,
  type CellDetail,
} from "#lib/contract/responsibility.ts";

import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { sampleCellDetail, sampleDocument } from "../testing/sample-responsibility.ts";
import { inDays } from "../ui/in-days.ts";
import { DocumentList } from "./document-list.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const path = "/api/v1/responsibility/w1/microsoft/training/documents";
const stored = { [`POST ${path}`]: { status: 204, body: null } };
const list = (overrides: Partial<CellDetail> = {}, canWrite = true) => (
  <DocumentList cell={sampleCellDetail(overrides)} canWrite={canWrite} />
);

async function open(answers: Parameters<typeof serve>[0] = stored) {
  const requests = serve(answers);
  const shown = show(list());
  await shown.user.click(screen.getByRole("button", { name: "Add a document" }));
  const fill = async (chosen: File, title = "SOC 2 report") => {
    fireEvent.change(field("Title"), { target: { value: title } });
    await shown.user.upload(field("File"), chosen);
  };
  return { ...shown, requests, fill };
}
const field = (name: string) => screen.getByLabelText(name);
const upload = () => screen.getByRole("button", { name: "Upload" });
const file = (content: BlobPart = "pearl", name = "soc2.pdf", type = "application/pdf") =>
  new File([content], name, { type });
const sized = (size: number) => Object.defineProperty(file(), "size", { value: size });
const sent = (requests: readonly { method: string; body: unknown }[]) =>
  requests.filter(({ method }) => method === "POST").map(({ body }) => body);

describe("adding a document", () => {
  test("begins with a year, and allows three", async () => {
    await open();
    expect(field("Valid until")).toHaveProperty("value", inDays(365));
    expect(field("Valid until").getAttribute("min")).toBe(inDays(1));
    expect(field("Valid until").getAttribute("max")).toBe(inDays(3 * 365));
  });

  test("sends what the server takes", async () => {
    const { user, requests, fill } = await open();
    await fill(file());
    fireEvent.change(field("Valid until"), { target: { value: inDays(30) } });
    await user.click(upload());
    await waitFor(() => expect(sent(requests)).toHaveLength(1));
    const [body] = sent(requests);
    expect(body).toEqual({
      title: "SOC 2 report",
      fileName: "soc2.pdf",
      mediaType: "application/pdf",
      content: btoa("pearl"),
      expiresAt: new Date(`${inDays(30)}T23:59:59`).toISOString(),
    });
    expect(AddEvidenceDocumentInput.safeParse(body).success).toBe(true);
  });

  test("every byte arrives as it was, whatever it is", async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => (at * 31) % 256);
    const { user, requests, fill } = await open();
    await fill(file(bytes, "model.bin", "application/octet-stream"));
    await user.click(upload());
    await waitFor(() => expect(sent(requests)).toHaveLength(1));
    const { content } = AddEvidenceDocumentInput.parse(sent(requests)[0]);
    expect(Buffer.from(content, "base64").equals(Buffer.from(bytes))).toBe(true);
  });

  test.each([
    ["has none", "", "application/octet-stream"],
    ["has parameters", "text/plain;charset=utf-8", "text/plain"],
    ["is unusual", "application/vnd.ms-excel", "application/vnd.ms-excel"],
  ])("a media type that %s is sent as one the server takes", async (_, type, expected) => {
    const { user, requests, fill } = await open();
    await fill(file("a", "notes", type));
    await user.click(upload());
    await waitFor(() => expect(sent(requests)).toHaveLength(1));
    expect(sent(requests)[0]).toMatchObject({ mediaType: expected });
  });

  test.each([
    ["one byte more than is allowed", evidenceDocumentMaxBytes + 1, "This file is larger than 10 MB."],
    ["nothing in it", 0, "This file is empty."],
  ])("a file with %s is refused before it is sent", async (_, size, words) => {
    const { user, requests, fill } = await open();
    await fill(sized(size));
    expect(screen.getByText(words)).toBeTruthy();
    expect(field("File").getAttribute("aria-invalid")).toBe("true");
    expect(upload()).toHaveProperty("disabled", true);
    await user.click(upload());
    expect(sent(requests)).toEqual([]);
  });

  test("a file of exactly what is allowed is not refused", async () => {
    const { fill } = await open();
    await fill(sized(evidenceDocumentMaxBytes));
    expect(upload()).toHaveProperty("disabled", false);
    expect(screen.queryByText(/larger than/)).toBeNull();
  });

  test("a better file can be chosen after one that was refused", async () => {
    const { user, fill } = await open();
    await fill(sized(0));
    await user.upload(field("File"), file());
    expect(screen.queryByText("This file is empty.")).toBeNull();
    expect(upload()).toHaveProperty("disabled", false);
  });

  test.each(["title", "file", "end"])("nothing is sent without a %s", async (missing) => {
    const { user, requests, fill } = await open();
    if (missing !== "file") await fill(file());
    if (missing === "title") fireEvent.change(field("Title"), { target: { value: "" } });
    if (missing === "end") fireEvent.change(field("Valid until"), { target: { value: "" } });
    await user.click(upload());
    expect(sent(requests)).toEqual([]);
  });

  test("is sent once, however often it is pressed while under way", async () => {
    const { user, requests, fill } = await open({ [`POST ${path}`]: "never" });
    await fill(file());
    await user.click(upload());
    await waitFor(() => expect(upload().getAttribute("aria-busy")).toBe("true"));
    await user.click(upload());
    expect(sent(requests)).toHaveLength(1);
  });

  test("cancelling sends nothing, and the next time begins anew", async () => {
    const { user, requests, fill } = await open();
    await fill(file(), "left over");
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    await user.click(screen.getByRole("button", { name: "Add a document" }));
    expect(field("Title")).toHaveProperty("value", "");
    expect(sent(requests)).toEqual([]);
  });
});

describe("a document the server refuses", () => {
  test.each([
    ["title", "Title", "Give it a title"],
    ["fileName", "File", "A plain file name, without a path"],
    ["mediaType", "File", "A media type, such as application/pdf"],
    ["content", "File", "The document is empty"],
    ["expiresAt", "Valid until", "It must lie within 3 years"],
  ])("for its %s says so at %s, and keeps what was filled in", async (name, label, message) => {
    const fields = [{ field: name, message }];
    const { user, fill } = await open({ [`POST ${path}`]: { status: 400, body: { detail: "No.", fields } } });
    await fill(file());
    await user.click(upload());
    expect(await screen.findByText(message)).toBeTruthy();
    expect(field(label).getAttribute("aria-invalid")).toBe("true");
    expect(field("Title")).toHaveProperty("value", "SOC 2 report");
  });

  test("as a whole says it in the server's words", async () => {
    const body = { detail: "A document may have at most 10 MB." };
    const { user, fill } = await open({ [`POST ${path}`]: { status: 413, body } });
    await fill(file());
    await user.click(upload());
    expect((await screen.findByRole("alert")).textContent).toBe("A document may have at most 10 MB.");
  });

  test("is forgotten once another file is chosen", async () => {
    const { user, fill } = await open({ [`POST ${path}`]: { status: 400, body: { detail: "No." } } });
    await fill(file());
    await user.click(upload());
    await screen.findByText("No.");
    await user.upload(field("File"), file("another"));
    await waitFor(() => expect(screen.queryByText("No.")).toBeNull());
  });
});

describe("the documents that are there", () => {
  const remove = "DELETE /api/v1/evidence-documents/d1";

  test("say who brought them, their file, their hash, and can be read", async () => {
    const { user } = show(list({ documents: [sampleDocument()] }));
    const words = screen.getByRole("listitem").textContent;
    for (const part of ["SOC 2 report", "soc2.pdf, by Grace Hopper", "valid until", "SHA-256 abcdef012345…"])
      expect(words).toContain(part);
    expect(screen.getByRole("link").getAttribute("href")).toBe("/api/v1/evidence-documents/d1");
    await user.click(screen.getByRole("button", { name: /^Copy SHA-256/ }));
    expect(await navigator.clipboard.readText()).toBe("abcdef0123456789abcdef0123456789");
  });

  test("one that has ended says so, and the others do not", () => {
    show(
      list({
        documents: [sampleDocument({ isValid: false }), sampleDocument({ id: "d2", title: "Contract" })],
      }),
    );
    const [first, second] = screen.getAllByRole("listitem");
    expect(within(first ?? document.body).getByText("Expired")).toBeTruthy();
    expect(within(second ?? document.body).queryByText("Expired")).toBeNull();
  });

  test("are taken out under a name that says which", async () => {
    const requests = serve({ [remove]: { status: 204, body: null } });
    const { user } = show(
      list({ documents: [sampleDocument(), sampleDocument({ id: "d2", title: "Contract" })] }),
    );
    expect(screen.getByRole("button", { name: "Remove Contract" })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Remove SOC 2 report" }));
    await waitFor(() =>
      expect(requests.map(({ path: asked }) => asked)).toEqual(["/api/v1/evidence-documents/d1"]),
    );
  });

  test("are not taken out twice while the first is under way", async () => {
    const requests = serve({ [remove]: "never" });
    const { user } = show(list({ documents: [sampleDocument()] }));
    await user.click(screen.getByRole("button", { name: "Remove SOC 2 report" }));
    await user.click(screen.getByRole("button", { name: "Remove SOC 2 report" }));
    expect(requests).toHaveLength(1);
  });

  test("whoever only reads sees them and changes none", () => {
    show(list({ documents: [sampleDocument()] }, false));
    expect(screen.getByRole("link", { name: "SOC 2 report" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Remove|Add/ })).toBeNull();
  });

  test("nothing asked for and nothing there says neither", () => {
    show(list());
    expect(screen.queryByText(/^Asked for/)).toBeNull();
    expect(screen.queryByRole("list")).toBeNull();
  });

  test.each(Object.entries(hostileNames))("hostile names (%s) are text", (_, name) => {
    const { container } = show(
      list({ documents: [sampleDocument({ title: name, fileName: name, uploadedBy: name })] }),
    );
    expect(screen.getByRole("link").textContent).toBe(name);
    expect(container.querySelector("img, script")).toBeNull();
  });
});
