"use client";
import { BookOpen } from "lucide-react";

import { queryTemplates } from "#lib/contract/query/templates.ts";

import { Button } from "../ui/button.tsx";
import { DropdownMenu, MenuItem, MenuLabel } from "../ui/dropdown-menu.tsx";

type Props = { onChoose: (text: string) => void };

const groups = [...Map.groupBy(queryTemplates, ({ group }) => group)];

export const TemplateMenu = ({ onChoose }: Props) => (
  <DropdownMenu
    trigger={
      <Button size="sm">
        <BookOpen aria-hidden />
        Questions
      </Button>
    }
  >
    {groups.map(([group, templates]) => (
      <div key={group}>
        <MenuLabel>{group}</MenuLabel>
        {templates.map(({ id, title, text }) => (
          <MenuItem key={id} onSelect={() => onChoose(text)}>
            {title}
          </MenuItem>
        ))}
      </div>
    ))}
  </DropdownMenu>
);

/** Before anything is asked: what others ask, by what it is about. */
export const TemplateList = ({ onChoose }: Props) => (
  <section
    aria-label="Questions to start from"
    className="grid gap-x-8 gap-y-6 px-4 py-6 sm:px-6 md:grid-cols-2 xl:grid-cols-3"
  >
    {groups.map(([group, templates]) => (
      <div key={group}>
        <h2 className="mb-1 text-xs font-medium text-muted">{group}</h2>
        <ul className="flex flex-col">
          {templates.map(({ id, title, text }) => (
            <li key={id}>
              <button
                type="button"
                title={text}
                className="-mx-2 min-h-7 rounded-sm px-2 py-1 text-left text-sm text-accent-text hover:bg-hover"
                onClick={() => onChoose(text)}
              >
                {title}
              </button>
            </li>
          ))}
        </ul>
      </div>
    ))}
  </section>
);
