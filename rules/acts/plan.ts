import { act, separated } from './define-act.js';
import type { ActDefinition } from './define-act.js';

/**
 * The compensation plan of a track: willingness, draft, opinions, hearing, adoption. Which of the posts named does a
 * step follows from the mode of the track (rules/modes); nobody examines or adopts what he has drafted.
 */
export const planActs = {
  'record-willingness': act('登记意愿征询结果', 'track', ['town-officer'], {
    entry: true,
    verdicts: ['recorded'],
    result: 'recorded',
    clauses: ['R-9', 'R-21'],
  }),
  'draft-plan': act('拟定补偿方案', 'track', ['town-officer', 'district-officer', 'planning-officer'], {
    entry: true,
    verdicts: ['drafted'],
    separatedFrom: separated('R-6', 'examine-plan', 'adopt-plan'),
    clauses: ['R-6', 'R-9', 'R-15', 'R-16', 'R-26'],
  }),
  'examine-plan': act('审查补偿方案', 'track', ['district-officer', 'district-government'], {
    verdicts: ['approved', 'returned'],
    separatedFrom: separated('R-5', 'draft-plan', 'adopt-plan'),
    clauses: ['R-5', 'R-6', 'R-26'],
  }),
  'register-opinions': act('登记方案意见', 'track', ['town-officer'], {
    entry: true,
    verdicts: ['registered'],
    clauses: ['R-9', 'R-15', 'R-16'],
  }),
  'answer-opinions': act('答复方案意见', 'track', ['town-officer', 'district-officer', 'planning-officer'], {
    entry: true,
    verdicts: ['answered'],
    clauses: ['R-6', 'R-29'],
  }),
  'hold-hearing': act('组织听证', 'track', ['town-officer', 'district-officer', 'planning-officer'], {
    entry: true,
    verdicts: ['heard'],
    clauses: ['R-15', 'R-16'],
  }),
  'adopt-plan': act('通过补偿方案', 'track', ['town-officer', 'district-government'], {
    verdicts: ['approved', 'returned'],
    result: 'approved',
    separatedFrom: separated('R-5', 'draft-plan', 'examine-plan'),
    clauses: ['R-5', 'R-9', 'R-21', 'R-26'],
  }),
  'file-plan': act('备案补偿方案', 'track', ['district-officer'], {
    verdicts: ['approved', 'returned'],
    separatedFrom: separated('R-6', 'draft-plan', 'adopt-plan'),
    clauses: ['R-6', 'R-26'],
  }),
} as const satisfies Record<string, ActDefinition>;
