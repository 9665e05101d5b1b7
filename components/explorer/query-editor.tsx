"use client";
import { useId, useRef, useState, type KeyboardEvent } from "react";

import type { QueryProblem } from "#lib/contract/query/query.ts";
import { suggest } from "#lib/contract/query/suggest.ts";

import { cn } from "../ui/cn.ts";
import { Textarea } from "../ui/input.tsx";
import { SuggestionList } from "./suggestion-list.tsx";

type Props = {
  text: string;
  problem: QueryProblem | null;
  onChange: (text: string) => void;
  /** Ctrl or Cmd with Enter. */
  onAsk: () => void;
};

/** The question as text, with what may be written next, and where it stops making sense. */
export function QueryEditor({ text, problem, onChange, onAsk }: Props) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const suggestions = cursor === null ? null : suggest(text, cursor);
  const close = () => setCursor(null);
  const accept = (option: string) => {
    if (!suggestions || cursor === null) return;
    const start = `${text.slice(0, suggestions.from)}${option}`;
    onChange(`${start}${text.slice(cursor)}`);
    close();
    // React writes the new text first; only then is there a place for the cursor.
    requestAnimationFrame(() => field.current?.setSelectionRange(start.length, start.length));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      close();
      onAsk();
      return;
    }
    if (!suggestions) return;
    const count = suggestions.options.length;
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const move = moves[event.key];
    const chosen = suggestions.options[active];
    if (move !== undefined) setActive((active + move + count) % count);
    else if (event.key === "Tab" && !event.shiftKey && chosen) accept(chosen);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="relative">
      <Textarea
        ref={field}
        value={text}
        rows={Math.min(12, Math.max(3, text.split("\n").length))}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        placeholder="agent without (-[guarded-by]-> guardrail)"
        aria-label="Question"
        aria-controls={suggestions ? `${id}-options` : undefined}
        aria-activedescendant={suggestions ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        aria-invalid={problem ? true : undefined}
        aria-describedby={`${id}-state`}
        className="resize-y font-mono text-sm leading-5"
        onChange={(event) => {
          onChange(event.target.value);
          setCursor(event.target.selectionStart);
          setActive(0);
        }}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      {suggestions && <SuggestionList id={id} suggestions={suggestions} active={active} onChoose={accept} />}
      <p
        id={`${id}-state`}
        className={cn("mt-1 min-h-4 text-xs", problem && cursor === null ? "text-critical" : "text-muted")}
      >
        {problem && cursor === null
          ? `${problem.message} (line ${lineOf(text, problem.at)})`
          : "Tab takes a suggestion, Ctrl Enter asks."}
      </p>
    </div>
  );
}

const lineOf = (text: string, at: number): number => text.slice(0, at).split("\n").length;
