"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { messageOf } from "../api/api-error.ts";
import { send } from "../api/fetch-json.ts";
import { Button } from "../ui/button.tsx";
import { Textarea } from "../ui/input.tsx";

/** What the API takes. */
const lengthMax = 10_000;

/** `subject` is a path of the API: `findings/…`, `issues/…`. */
export function CommentForm({ subject, invalidates }: { subject: string; invalidates: readonly unknown[] }) {
  const [text, setText] = useState("");
  const client = useQueryClient();
  const comment = useMutation({
    meta: { showsErrors: true },
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
        if (!comment.isPending && text.trim() !== "") comment.mutate();
      }}
    >
      <Textarea
        aria-label="Comment"
        placeholder="Write a comment"
        value={text}
        onChange={(event) => setText(event.target.value)}
        maxLength={lengthMax}
        className="min-h-16"
      />
      {comment.error && (
        <p role="alert" className="self-stretch text-sm text-critical">
          {messageOf(comment.error)}
        </p>
      )}
      <Button type="submit" size="sm" disabled={text.trim() === ""} pending={comment.isPending}>
        Comment
      </Button>
    </form>
  );
}
