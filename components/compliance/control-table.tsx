import type { ComplianceScope, ControlView } from "#lib/contract/compliance.ts";

import { cn } from "../ui/cn.ts";
import { ControlStatus } from "./control-status.tsx";
import { FailingLink } from "./failing-link.tsx";

type Props = {
  frameworkId: string;
  controls: readonly ControlView[];
  scope: ComplianceScope;
  openId: string | null;
  onOpen: (id: string) => void;
};

/** Controls under the headings of their standard; cards where it is narrow. */
export const ControlTable = ({ controls, ...props }: Props) =>
  [...Map.groupBy(controls, ({ group }) => group)].map(([group, ofGroup]) => (
    <section key={group} aria-label={group} className="border-t border-line">
      <h2 className="bg-sunken px-4 py-1.5 text-xs font-medium text-muted sm:px-6">
        {group} <span className="tabular-nums">({ofGroup.length})</span>
      </h2>
      <table aria-label={group} className="block w-full table-fixed text-sm sm:table">
        <thead className="sr-only">
          <tr>
            {["Control", "Status", "Why", "Failing findings"].map((header) => (
              <th key={header} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="block divide-y divide-line sm:table-row-group">
          {ofGroup.map((control) => (
            <Row key={control.id} control={control} {...props} />
          ))}
        </tbody>
      </table>
    </section>
  ));

const cell = "block px-4 sm:table-cell sm:px-2 sm:py-2 sm:align-top sm:first:pl-6 sm:last:pr-6";

function Row({
  control,
  frameworkId,
  scope,
  openId,
  onOpen,
}: Omit<Props, "controls"> & { control: ControlView }) {
  const { id, status, reason, openCount } = control;
  return (
    <tr
      className={cn(
        "flex flex-col gap-1 py-2.5 hover:bg-hover sm:table-row",
        openId === id && "bg-selected hover:bg-selected",
      )}
    >
      <td className={cell}>
        <OpenButton control={control} onOpen={onOpen} />
      </td>
      <td className={cn(cell, "sm:w-36")}>
        <ControlStatus status={status} />
      </td>
      <td className={cn(cell, "text-muted sm:w-2/5")}>{reason}</td>
      <td className={cn(cell, "sm:w-28 sm:text-right", openCount === 0 && "hidden sm:table-cell")}>
        {openCount > 0 && (
          <FailingLink frameworkId={frameworkId} controlId={id} count={openCount} scope={scope} />
        )}
      </td>
    </tr>
  );
}

const OpenButton = ({ control, onOpen }: { control: ControlView } & Pick<Props, "onOpen">) => (
  <button
    type="button"
    onClick={() => onOpen(control.id)}
    className="flex w-full flex-wrap items-baseline gap-x-3 text-left hover:underline"
  >
    <span className="shrink-0 font-mono text-xs text-muted">{control.id}</span>
    <span className="min-w-0 font-medium text-pretty">{control.title}</span>
  </button>
);
