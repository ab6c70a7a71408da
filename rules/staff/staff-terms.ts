import { term } from '../vocabulary/term.js';
import type { Term } from '../vocabulary/term.js';
import type { RelationshipKind } from './recusal.js';
import { relationshipLabels } from './recusal.js';
import type { TrainingKind } from './training.js';

export const trainingKindTerms: Readonly<Record<TrainingKind, Term>> = {
  'self-study': term('自学', '以自学为主', 'R-63'),
  'group-study': term('集中学习', '集中培训为辅', 'R-63'),
  'city-course': term('全市上岗专项培训', '市里组织的上岗人员专项培训', 'R-64'),
  'law-and-ethics': term('法律与廉洁教育', '思想、道德、党纪国法教育', 'R-65'),
};

/** How a training was held. */
export const trainingFormTerms = {
  own: term('本所组织', '本所自学或集中学习', 'R-63'),
  invited: term('请进来', '请专业人员到所授课', 'R-63'),
  visited: term('走出去', '到外单位学习', 'R-63'),
} as const satisfies Record<string, Term>;
export type TrainingForm = keyof typeof trainingFormTerms;

export const staffOriginTerms = {
  own: term('本所人员', '事务所自有人员', 'R-62'),
  external: term('外聘人员', '外聘、派遣人员', 'R-62'),
  existing: term('已在岗', '登记前已持证在岗', 'SD16'),
} as const satisfies Record<string, Term>;
export type StaffOrigin = keyof typeof staffOriginTerms;

export const relationshipKinds = Object.keys(relationshipLabels) as [RelationshipKind, ...RelationshipKind[]];
