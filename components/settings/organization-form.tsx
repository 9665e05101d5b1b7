"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";

import { historyDaysDefault, historyDaysMax, historyDaysMin } from "#lib/contract/access.ts";
import { FormError } from "../access/form-error.tsx";
import { required, useFormFields } from "../access/use-form-fields.ts";
import { send } from "../api/fetch-json.ts";
import { useCan } from "../shell/viewer.tsx";
import { Button } from "../ui/button.tsx";
import { Copyable } from "../ui/copyable.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { Section } from "./section.tsx";
import { organizationQuery } from "./settings-query.ts";

export function OrganizationForm() {
  const mayChange = useCan("organization:write");
  const router = useRouter();
  const queryClient = useQueryClient();
  const { data } = useQuery(organizationQuery);
  const change = useMutation({
    meta: { showsErrors: true },
    mutationFn: (change: { name: string; historyDays: number }) =>
      send("PATCH", "/api/v1/organization", change),
    onSuccess: async () => {
      toast("Saved.");
      await queryClient.invalidateQueries({ queryKey: ["organization"] });
      // The name stands in the shell too, which the server renders.
      router.refresh();
    },
  });
  const { onSubmit, errorOf, formError } = useFormFields(
    ["name", "historyDays"],
    { name: required("Write the organization's name."), historyDays: days },
    ({ name, historyDays }) => change.mutate({ name, historyDays: Number(historyDays) }),
    change.error,
  );
  return (
    <Section
      title="Organization"
      summary="Everything in Nacre belongs to one organization and is seen by its people only."
    >
      <form onSubmit={onSubmit} noValidate className="flex max-w-sm flex-col gap-4">
        <FormError message={formError} />
        <Field label="Name" error={errorOf("name")}>
          {(control) => (
            <Input
              {...control}
              key={data?.name}
              name="name"
              autoComplete="organization"
              defaultValue={data?.name ?? ""}
              disabled={!mayChange}
            />
          )}
        </Field>
        <Field
          label="Days of history"
          help="For how long what was shown can be read again as of a date. What is older is deleted each night."
          error={errorOf("historyDays")}
        >
          {(control) => (
            <Input
              {...control}
              key={data?.historyDays}
              name="historyDays"
              inputMode="numeric"
              defaultValue={data?.historyDays ?? historyDaysDefault}
              disabled={!mayChange}
            />
          )}
        </Field>
        {mayChange && (
          <div>
            <Button type="submit" variant="primary" pending={change.isPending}>
              Save
            </Button>
          </div>
        )}
      </form>
      {data && (
        <dl className="mt-6 grid grid-cols-[max-content_1fr] gap-x-6 gap-y-2 text-sm">
          <dt className="text-muted">Id</dt>
          <dd className="min-w-0">
            <Copyable text={data.id} />
          </dd>
          <dt className="text-muted">Created</dt>
          <dd>
            <RelativeTime at={data.createdAt} />
          </dd>
        </dl>
      )}
    </Section>
  );
}

const days = (text: string): string | undefined =>
  /^\d{1,4}$/.test(text.trim()) && Number(text) >= historyDaysMin && Number(text) <= historyDaysMax
    ? undefined
    : `Write a number of days from ${historyDaysMin} to ${historyDaysMax}.`;
