/** What a part of a condition amounts to. `untold` rests on attributes nobody told; an error is what Google cannot evaluate. */
export type Value =
  | { is: "bool"; bool: boolean }
  | { is: "text"; text: string; isOpen: boolean }
  | { is: "number"; number: number }
  | { is: "instant"; ms: number }
  | { is: "list"; items: readonly Value[] }
  | { is: "untold" }
  | { is: "error" };

export const untoldValue: Value = { is: "untold" };
export const errorValue: Value = { is: "error" };
export const boolValue = (bool: boolean): Value => ({ is: "bool", bool });

/** A text that ends in `/*` stands for something beneath a name; what exactly, nobody told. */
export const textValue = (text: string): Value =>
  text.endsWith("/*")
    ? { is: "text", text: text.slice(0, -1), isOpen: true }
    : { is: "text", text, isOpen: false };

/** Whether two values are the same, or why that cannot be said. */
export function sameValue(a: Value, b: Value): Value {
  if (a.is === "error" || b.is === "error") return errorValue;
  if (a.is === "untold" || b.is === "untold") return untoldValue;
  if (a.is === "text" && b.is === "text") return sameText(a, b);
  if (a.is === "bool" && b.is === "bool") return boolValue(a.bool === b.bool);
  if (a.is === "number" && b.is === "number") return boolValue(a.number === b.number);
  if (a.is === "instant" && b.is === "instant") return boolValue(a.ms === b.ms);
  return a.is === "list" && b.is === "list" ? untoldValue : errorValue;
}

type Text = Extract<Value, { is: "text" }>;

function sameText(a: Text, b: Text): Value {
  if (!a.isOpen && !b.isOpen) return boolValue(a.text === b.text);
  const [open, other] = a.isOpen ? [a, b] : [b, a];
  const mayMeet = other.isOpen
    ? open.text.startsWith(other.text) || other.text.startsWith(open.text)
    : other.text.startsWith(open.text);
  return mayMeet ? untoldValue : boolValue(false);
}

/** `startsWith`, `endsWith` and `contains` of a text that may go on. */
export function textTest(name: string, text: Text, part: Text): Value {
  if (part.isOpen) return untoldValue;
  switch (name) {
    case "startsWith": {
      if (text.text.startsWith(part.text)) return boolValue(true);
      return text.isOpen && part.text.startsWith(text.text) ? untoldValue : boolValue(false);
    }
    case "endsWith":
      return text.isOpen ? untoldValue : boolValue(text.text.endsWith(part.text));
    case "contains": {
      if (text.text.includes(part.text)) return boolValue(true);
      return text.isOpen ? untoldValue : boolValue(false);
    }
    default:
      return untoldValue;
  }
}

const orders: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "_<_": (a, b) => a < b,
  "_<=_": (a, b) => a <= b,
  "_>_": (a, b) => a > b,
  "_>=_": (a, b) => a >= b,
};

export function compareOrder(operator: string, a: Value, b: Value): Value {
  if (a.is === "error" || b.is === "error") return errorValue;
  if (a.is === "untold" || b.is === "untold") return untoldValue;
  const order = orders[operator];
  if (!order) return untoldValue;
  if (a.is === "number" && b.is === "number") return boolValue(order(a.number, b.number));
  if (a.is === "instant" && b.is === "instant") return boolValue(order(a.ms, b.ms));
  return a.is === "text" || b.is === "text" ? untoldValue : errorValue;
}
