import { act, separated } from './define-act.js';
import type { ActDefinition } from './define-act.js';

/** Whoever named the agencies neither counts votes nor draws lots among them (SD3). */
const NOT_NOMINATOR = separated('SD3', 'name-candidates', 'shortlist-agencies');

/** Choice of the appraisal agency by the residents: no post of a firm appears in it (SD3). */
export const selectionActs = {
  'name-candidates': act('提名候选评估机构', 'track', ['town-officer'], {
    entry: true,
    verdicts: ['named'],
    separatedFrom: separated('SD3', 'confirm-candidates'),
    clauses: ['R-17', 'SD3'],
  }),
  'call-agencies': act('公告征集评估机构', 'track', ['district-officer'], {
    entry: true,
    verdicts: ['called'],
    clauses: ['R-19', 'R-21'],
  }),
  'shortlist-agencies': act('登记报名并提出入围名单', 'track', ['district-officer'], {
    entry: true,
    verdicts: ['named'],
    separatedFrom: separated('SD3', 'confirm-candidates'),
    clauses: ['R-19', 'SD3'],
  }),
  'consult-agency': act('登记协商结果', 'track', ['town-officer'], {
    entry: true,
    verdicts: ['unanimous', 'not-agreed'],
    clauses: ['R-20'],
  }),
  'confirm-candidates': act('核对候选评估机构', 'track', ['district-officer'], {
    verdicts: ['approved', 'returned'],
    result: 'approved',
    separatedFrom: separated('SD3', 'name-candidates', 'shortlist-agencies'),
    clauses: ['R-17', 'R-21'],
  }),
  'enter-ballots': act('录入选票', 'vote', ['town-officer'], {
    persons: 2,
    verdicts: ['entered'],
    separatedFrom: NOT_NOMINATOR,
    clauses: ['R-18', 'R-43', 'SD3'],
  }),
  'settle-ballots': act('复核选票', 'vote', ['district-officer'], {
    verdicts: ['settled'],
    separatedFrom: [...NOT_NOMINATOR, ...separated('SD3', 'enter-ballots')],
    clauses: ['R-18', 'R-43'],
  }),
  'attest-vote': act('公证投票', 'vote', ['notary'], {
    verdicts: ['attested', 'returned'],
    separatedFrom: [...NOT_NOMINATOR, ...separated('SD3', 'enter-ballots', 'settle-ballots')],
    clauses: ['R-18', 'SD3'],
  }),
  'call-lottery': act('公告摇号办法', 'vote', ['town-officer'], {
    entry: true,
    verdicts: ['called'],
    separatedFrom: NOT_NOMINATOR,
    clauses: ['R-20', 'R-21'],
  }),
  'conduct-lottery': act('主持摇号', 'vote', ['town-officer'], {
    entry: true,
    verdicts: ['conducted'],
    separatedFrom: NOT_NOMINATOR,
    clauses: ['R-20', 'SD3'],
  }),
  'attest-lottery': act('公证摇号', 'vote', ['notary'], {
    verdicts: ['attested', 'returned'],
    separatedFrom: separated('SD3', 'conduct-lottery'),
    clauses: ['R-20', 'SD3'],
  }),
} as const satisfies Record<string, ActDefinition>;
