import { Field } from "./field.tsx";
import { Input } from "./input.tsx";

type Props = {
  label?: string;
  help: string;
  error: string | undefined;
  /** First and last day that may be chosen, as `inDays` gives them. */
  days: { first: string; last: string };
  value: string;
  onChange: (day: string) => void;
};

/** The day on which a decision ends; every decision has one. */
export const UntilField = ({ label = "Until", help, error, days, value, onChange }: Props) => (
  <Field label={label} help={help} error={error}>
    {(control) => (
      <Input
        {...control}
        type="date"
        required
        min={days.first}
        max={days.last}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Field>
);
