import { describe, expect, it } from '@jest/globals';
import { replyTo } from '../../../rules/publication/replies.js';

describe('what a household may say to a notice (RULES part 6)', () => {
  it.each([
    ['area-list', 'objection'],
    ['review-opinion', 'objection'],
    ['preliminary-appraisal', null],
    ['plan-draft', 'opinion'],
    ['plan-final', null],
    ['project-scope', null],
    ['agency-choice', null],
  ] as const)('to %s: %s', (kind, reply) => {
    expect(replyTo(kind)).toBe(reply);
  });
});
