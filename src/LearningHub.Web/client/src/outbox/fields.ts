// What a form says, as the outbox keeps it.

/** The fields of a form that stands for an action, and what the form says about itself in `data-outbox-…`. */
export function bodyOf(fields: Iterable<[string, unknown]>, data: Record<string, string | undefined>): Record<string, string> {
  const body: Record<string, string> = {};
  for (const [name, value] of fields) if (!name.startsWith("__") && name !== "_handler" && typeof value === "string" && value !== "") body[name] = value;
  for (const [name, value] of Object.entries(data)) {
    const field = /^outbox(.+)$/.exec(name)?.[1];
    if (field && field !== "Label" && value !== undefined) body[field.toLowerCase()] = value;
  }
  return body;
}
