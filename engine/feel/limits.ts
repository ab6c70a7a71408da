/** What a FEEL expression may be and may use; beyond it the text is refused, or the evaluation fails with a sentence. */
export const FEEL_LIMITS = {
  /** Characters of an expression. */
  length: 100_000,
  /** Expressions inside one another: brackets, lists, contexts, function bodies … */
  depth: 200,
  /** Work of one evaluation: a round of a loop, a call, a member of a list, some characters of a text. */
  steps: 1_000_000,
  /** Work of all evaluations of one command. */
  stepsOfCommand: 2_500_000,
  /** Functions that call one another, each counted with the depth of its body. */
  callDepth: 1_000,
  /** Characters of a text that is made. */
  text: 4 * 1024 * 1024,
  /** Lists and contexts inside one another. */
  valueDepth: 200,
  /** Instructions of a regular expression. */
  pattern: 20_000,
} as const;
