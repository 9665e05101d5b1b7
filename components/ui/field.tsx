import { useId, type ReactNode } from "react";

type ControlProps = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
};
type Props = {
  label: string;
  help?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
  /** Draws the control with the ids that tie it to its label, help and error. */
  children: (control: ControlProps) => ReactNode;
};

export function Field({ label, help, error, optional, children }: Props) {
  const id = useId();
  const describedBy = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {optional && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      {children({
        id,
        "aria-describedby": describedBy || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {help && (
        <div id={`${id}-help`} className="text-xs text-muted">
          {help}
        </div>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-xs text-critical">
          {error}
        </p>
      )}
    </div>
  );
}
