// What a script says to a person. The build writes a copy of each script for each language of languages/, with the sentences of these calls
// replaced, so that no phone loads a word of another language. The first argument (of `many`, the first two) must be a literal in double quotes.
// A sentence without values becomes its literal: a file that has no others does not load this one.

/** Whether none counts as one: true in French. Set by the build. */
declare const NONE_IS_SINGULAR: boolean;

/** A sentence, with values in the places {0}, {1}. */
export const t = (text: string, ...values: (string | number)[]): string =>
  text.replace(/\{(\d)\}/g, (place, at: string) => `${values[+at] ?? place}`);

/** The form for a count, which is {0}; other values follow. */
export const many = (one: string, other: string, count: number, ...values: (string | number)[]): string =>
  t(count === 1 || (typeof NONE_IS_SINGULAR !== "undefined" && NONE_IS_SINGULAR && count === 0) ? one : other, count, ...values);
