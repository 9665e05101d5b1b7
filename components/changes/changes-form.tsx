"use client";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";

type Props = { from: string; to: string | undefined; first: string | null };

/** Two days to compare. It is a plain form, so that the address says what is compared. */
export const ChangesForm = ({ from, to, first }: Props) => (
  <form
    action="/changes"
    method="get"
    className="flex flex-wrap items-end gap-3 px-4 pb-4 sm:px-6"
    data-print="hide"
  >
    <Field label="From the end of">
      {(control) => (
        <Input
          {...control}
          type="date"
          name="from"
          required
          min={first ?? ""}
          defaultValue={from.slice(0, 10)}
        />
      )}
    </Field>
    <Field label="To the end of" optional>
      {(control) => (
        <Input {...control} type="date" name="to" min={first ?? ""} defaultValue={to?.slice(0, 10) ?? ""} />
      )}
    </Field>
    <Button type="submit">Compare</Button>
  </form>
);
