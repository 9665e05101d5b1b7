// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { ConnectorView, CredentialFieldView } from "#lib/contract/connections.ts";

import { serve, show } from "../testing/render-ui.tsx";
import { sampleConnectionDetail, sampleConnector } from "../testing/sample-connection.ts";
import { AddConnection } from "./add-connection.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const field = (
  name: string,
  title: string,
  overrides: Partial<CredentialFieldView> = {},
): CredentialFieldView => ({
  name,
  title,
  help: `About ${title}.`,
  secret: false,
  scope: false,
  document: false,
  required: false,
  ...overrides,
});
const aws = sampleConnector({
  fields: [
    field("roleArn", "Role ARN"),
    field("externalId", "External id"),
    field("accessKeyId", "Access key id"),
    field("secretAccessKey", "Secret access key", { secret: true }),
    field("regions", "Regions", { scope: true }),
  ],
});
const azure = sampleConnector({
  id: "azure",
  title: "Azure",
  demoRecordings: ["demo/azure"],
  fields: [
    field("tenantId", "Directory (tenant) id", { required: true }),
    field("clientId", "Application (client) id"),
    field("clientSecret", "Client secret value", { secret: true }),
    field("subscriptionIds", "Subscriptions", { scope: true }),
    field("endpoint", "Resource manager address"),
    field("authorityHost", "Sign-in address"),
  ],
});
const gcp = sampleConnector({
  id: "gcp",
  title: "Google Cloud",
  demoRecordings: [],
  fields: [
    field("serviceAccountJson", "Service account key", { secret: true, document: true }),
    field("projectIds", "Projects", { scope: true }),
  ],
});
const connectors: readonly ConnectorView[] = [aws, azure, gcp];

const create = "POST /api/v1/connections";
const answers = {
  "GET /api/v1/connectors": { body: { items: connectors } },
  "GET /api/v1/recordings": { body: { items: [] } },
};
type Options = Parameters<typeof show>[1];
const open = (options: Options = {}, extra: Parameters<typeof serve>[0] = {}) => {
  const requests = serve({ ...answers, ...extra });
  return { ...show(<AddConnection />, options), requests };
};
const created = (requests: readonly { method: string; path: string; body: unknown }[]) =>
  requests.flatMap(({ method, path, body }) => (`${method} ${path}` === create ? [body] : []));
const submit = () =>
  fireEvent.submit(screen.getByRole("button", { name: /^Connect/ }).closest("form") ?? document.body);
const control = (title: string) =>
  screen.getByLabelText((text) => text === title || text === `${title} (optional)`);

describe("where it is", () => {
  test("is asked first, with what would be read there", async () => {
    open();
    expect((await screen.findAllByRole("radio")).map((radio) => radio.getAttribute("value"))).toEqual([
      "aws",
      "azure",
      "gcp",
    ]);
    expect(screen.queryByRole("button", { name: /^Connect/ })).toBeNull();
  });

  test.each([
    [1, 1, "1 collection, 1 read permission"],
    [2, 2, "2 collections, 2 read permissions"],
  ])("counts %i collections and %i permissions in words that fit", async (some, many, said) => {
    const collector = { id: "s3", title: "Buckets", per: "account" as const, permissions: [] };
    const only = sampleConnector({
      collectors: Array.from({ length: some }, () => collector),
      permissions: Array.from({ length: many }, (_, at) => `p${at}`),
    });
    open({}, { "GET /api/v1/connectors": { body: { items: [only] } } });
    expect(await screen.findByText(said)).toBeTruthy();
  });

  test("stands in the address, and a page opened from there goes on", async () => {
    const { user, searches } = open();
    await user.click(await screen.findByRole("radio", { name: /Azure/ }));
    await waitFor(() => expect(searches.at(-1)).toBe("?provider=azure"));
    expect(screen.getByText("2. Create what Nacre needs in Azure")).toBeTruthy();
    cleanup();
    open({ search: "?provider=gcp" });
    expect(await screen.findByText("2. Create what Nacre needs in Google Cloud")).toBeTruthy();
  });

  test("changed for another begins its form anew", async () => {
    const { user } = open({ search: "?provider=aws" });
    fireEvent.change(await screen.findByLabelText("Name"), { target: { value: "Mine" } });
    await user.click(screen.getByRole("radio", { name: /Azure/ }));
    expect(await screen.findByLabelText("Name")).toHaveProperty("value", "Azure");
  });

  test("of an address that names no provider is asked", async () => {
    open({ search: "?provider=mars" });
    expect(await screen.findByText("1. Where is it?")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Connect/ })).toBeNull();
  });

  test("is not asked of those who may not add", () => {
    const { requests } = open({ can: ["connection:read"] });
    expect(screen.getByText("Your role cannot add connections")).toBeTruthy();
    expect(screen.queryByRole("radio")).toBeNull();
    expect(created(requests)).toEqual([]);
  });

  test("that cannot be read says why, and loads meanwhile", async () => {
    open({}, { "GET /api/v1/connectors": { status: 403, body: { detail: "Not allowed." } } });
    expect((await screen.findByRole("alert")).textContent).toContain("Not allowed.");
    cleanup();
    open({}, { "GET /api/v1/connectors": "never" });
    expect(screen.getByText("Loading connectors")).toBeTruthy();
  });
});

describe.each(connectors.map((connector) => [connector.title, connector] as const))(
  "the form for %s",
  (_, connector) => {
    const search = `?provider=${connector.id}`;
    const ready = async () => screen.findByLabelText("Name");

    test("asks for each field under its name, with its help", async () => {
      open({ search });
      await ready();
      for (const { title, help, required } of connector.fields) {
        expect(control(title)).toHaveProperty("required", required);
        const described = control(title).getAttribute("aria-describedby")?.split(" ") ?? [];
        expect(described.map((id) => document.getElementById(id)?.textContent)).toContain(help);
      }
    });

    test("hides what is secret, unless it is a file that is pasted", async () => {
      open({ search });
      await ready();
      for (const { title, secret, document } of connector.fields) {
        const plain = document ? "TEXTAREA" : "text";
        const kind = control(title).getAttribute("type") ?? control(title).tagName;
        expect(kind).toBe(secret && plain === "text" ? "password" : plain);
        expect(control(title).getAttribute("autocomplete")).toBe("off");
      }
    });

    test("sends every field as it was written, whatever it holds", async () => {
      const { requests } = open({ search }, { [create]: { status: 500, body: {} } });
      await ready();
      const values = Object.fromEntries(
        connector.fields.map(({ name }, at) => [name, ` ${name} "é" ${"x".repeat(at * 50)}`]),
      );
      for (const { name, title } of connector.fields)
        fireEvent.change(control(title), { target: { value: values[name] } });
      submit();
      await waitFor(() => expect(created(requests)).toHaveLength(1));
      expect(created(requests)[0]).toMatchObject({
        connectorId: connector.id,
        mode: "live",
        credentials: values,
      });
    });

    test.each(connector.fields.map(({ name, title }) => [title, name] as const))(
      "says beside %s alone what the server refuses of it",
      async (title, name) => {
        const fields = [{ field: `credentials.${name}`, message: `No such ${name}` }];
        open({ search }, { [create]: { status: 400, body: { detail: "Not valid.", fields } } });
        await ready();
        submit();
        await waitFor(() => expect(control(title).getAttribute("aria-invalid")).toBe("true"));
        expect(screen.getAllByRole("alert").map(({ textContent }) => textContent)).toEqual([
          `No such ${name}`,
        ]);
        for (const other of connector.fields.filter((one) => one.name !== name))
          expect(control(other.title).hasAttribute("aria-invalid")).toBe(false);
      },
    );

    test("says of several refused fields what is wrong with each", async () => {
      const fields = connector.fields.map(({ name }) => ({
        field: `credentials.${name}`,
        message: `Bad ${name}`,
      }));
      open({ search }, { [create]: { status: 400, body: { detail: "Not valid.", fields } } });
      await ready();
      submit();
      await waitFor(() => expect(screen.getAllByRole("alert")).toHaveLength(fields.length));
    });
  },
);

describe("sending", () => {
  const search = "?provider=aws";

  test("is refused for the name at the name", async () => {
    const fields = [{ field: "name", message: "Another connection is called so" }];
    open({ search }, { [create]: { status: 400, body: { detail: "Not valid.", fields } } });
    await screen.findByLabelText("Name");
    submit();
    await waitFor(() => expect(screen.getByLabelText("Name").getAttribute("aria-invalid")).toBe("true"));
  });

  test("that does not reach the server says that, and keeps what was written", async () => {
    open({ search });
    fireEvent.change(await screen.findByLabelText("Name"), { target: { value: "Mine" } });
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("fetch failed")));
    submit();
    expect((await screen.findByRole("alert")).textContent).toMatch(/could not be reached/);
    expect(screen.getByLabelText("Name")).toHaveProperty("value", "Mine");
  });

  test("under way cannot be sent twice", async () => {
    open({ search }, { [create]: "never" });
    await screen.findByLabelText("Name");
    submit();
    const button = screen.getByRole("button", { name: "Connect, check and sync" });
    await waitFor(() => expect(button).toHaveProperty("disabled", true));
  });

  test("done goes on to the first sync, in an address one can come back to", async () => {
    const detail = sampleConnectionDetail({ mode: "replay" });
    const { searches } = open(
      { search },
      {
        [create]: { body: detail },
        "GET /api/v1/connections": { body: { items: [] } },
        "GET /api/v1/connections/c1": { body: detail },
        "GET /api/v1/syncs/s1": { body: detail.lastSync },
      },
    );
    await screen.findByLabelText("Name");
    submit();
    expect(await screen.findByText("First sync")).toBeTruthy();
    expect(searches.at(-1)).toBe("?provider=aws&connection=c1");
    expect(screen.queryByText("1. Where is it?")).toBeNull();
  });

  test("of a provider without a demo recording has none chosen", async () => {
    const { user } = open({ search: "?provider=gcp" });
    await user.click(await screen.findByRole("radio", { name: "A recording" }));
    expect(screen.getByText("Choose a recording")).toBeTruthy();
  });
});

test("a connection that the address names and that is gone says so, and leads nowhere wrong", async () => {
  open(
    { search: "?connection=gone" },
    { "GET /api/v1/connections/gone": { status: 404, body: { detail: "Gone." } } },
  );
  expect((await screen.findByRole("alert")).textContent).toContain("Gone.");
  expect(screen.queryByText("1. Where is it?")).toBeNull();
});
