"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { send } from "../api/fetch-json.ts";
import { Button } from "../ui/button.tsx";
import { Textarea } from "../ui/input.tsx";

/** `subject` is a path of the API: `findings/…`, `issues/…`. */
export function CommentForm({ subject, invalidates }: { subject: string; invalidates: readonly unknown[] }) {
  const [text, setText] = useState("");
  const client = useQueryClient();
  const comment = useMutation({
    mutationFn: () => send("POST", `/api/v1/${subject}/comments`, { text }),
    onSuccess: () => {
      setText("");
      return client.invalidateQueries({ queryKey: invalidates });
    },
  });
  return (
    <form
      className="flex flex-col items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        comment.mutate();
      }}
    >
      <Textarea
        aria-label="Comment"
        placeholder="Write a comment"
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="min-h-16"
      />
      <Button type="submit" size="sm" disabled={text.trim() === ""} pending={comment.isPending}>
        Comment
      </Button>
    </form>
  );
}
