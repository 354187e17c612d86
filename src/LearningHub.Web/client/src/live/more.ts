// What a room needs less often, in a script of its own: rarer kinds of questions, and their results.
// It is given its tools instead of importing them, so that the bundler leaves it one file that a phone fetches once.
import type { Field } from "./ask.ts";
import type { Draft } from "./drafts.ts";
import type { Tools } from "./tools.ts";
import { fields } from "./more-fields.ts";
import { richResult } from "./more-results.ts";
import type { Activity, Response, Result } from "./wire.ts";

export interface More {
  field(activity: Activity, draft: Draft | null, touched: () => void): Field | null;
  result(activity: Activity, result: Result, answer: Response | null, first: Response | null): Node[];
}

export function more(tools: Tools): More {
  return { field: fields(tools), result: richResult(tools) };
}
