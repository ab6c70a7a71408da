/** What a data-entry part of a task page offers to the page around it. */
import type { CompletionBody } from '../../api/contract/index.js';

export interface Entry {
  /** What is missing or wrong, in words; empty when it may be sent. Also shows it at the fields. */
  readonly check: () => string;
  /** Sends the data as a fact of this person; does nothing when it was already accepted unchanged. */
  readonly save: (completion: CompletionBody) => Promise<void>;
  /** Called when the task is completed. */
  readonly done: () => void;
}

/** Sends only when there is something new since the last accepted sending. */
export function onceUnchanged(send: (completion: CompletionBody) => Promise<unknown>, content: () => unknown) {
  let accepted: string | undefined;
  return async (completion: CompletionBody): Promise<void> => {
    const now = JSON.stringify(content());
    if (now === accepted) return;
    await send(completion);
    accepted = now;
  };
}

/** Square metres above zero with at most two decimals, as the API demands; empty text when it is right. */
export function areaFault(text: string): string {
  if (text.trim() === '') return '请填写面积。';
  if (!/^(0|[1-9]\d{0,5})(\.\d{1,2})?$/.test(text.trim())) return '请填写面积（平方米），最多两位小数，例如 18.33。';
  return /[1-9]/.test(text) ? '' : '面积必须大于零。';
}
