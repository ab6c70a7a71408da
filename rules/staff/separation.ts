import { ACTS, isActName, actOf } from '../acts.js';
import type { ActName } from '../acts.js';
import type { Finding } from '../decision.js';
import type { CaseAct } from './case-act.js';
import { LATER_ACTS } from './later-acts.js';
import type { LaterActName } from './later-acts.js';

export type SeparatedAct = ActName | LaterActName;

interface Incompatible {
  readonly act: SeparatedAct;
  readonly clause: string;
}

const between = (clause: string, ones: readonly SeparatedAct[], others: readonly SeparatedAct[]) =>
  ones.flatMap((one) => others.map((other) => ({ one, other, clause })));

const HANDLING: readonly ActName[] = ['survey-area', 'negotiate', 'sign-as-officer', 'rectify-file-bag'];
const PAYING: readonly ActName[] = [
  'approve-payment-1',
  'approve-payment-2',
  'approve-payment-3',
  'approve-payment-4',
  'release-payment',
];
const CASE_WORK: readonly ActName[] = [...HANDLING, 'determine-area', 'review-project-supervisor', 'approve-agreement'];

/** Pairs across cases or of later parts, beside those in the table of acts. Each holds in both directions. */
const further = [
  ...between('SD3', ['nominate-agencies'], ['count-appraiser-votes', 'attest-appraiser-vote']),
  ...between('SD3', ['count-appraiser-votes'], ['attest-appraiser-vote']),
  ...between('SD7', ['judge-special-case'], CASE_WORK),
  // Who handled a household's case does not approve the money paid on it.
  ...between('SD9', PAYING, HANDLING),
];

/** Every act that the same person may not have done beside this one, with the clause. Symmetric. */
export function incompatibleWith(act: SeparatedAct): Incompatible[] {
  const found = new Map<string, Incompatible>();
  const put = (other: string, clause: string) => {
    if (isSeparatedAct(other)) found.set(`${other} ${clause}`, { act: other, clause });
  };
  if (isActName(act)) for (const pair of actOf(act).separatedFrom) put(pair.act, pair.clause);
  for (const name of Object.keys(ACTS).filter(isActName)) {
    for (const pair of actOf(name).separatedFrom) if (pair.act === act) put(name, pair.clause);
  }
  for (const { one, other, clause } of further) {
    if (one === act) put(other, clause);
    if (other === act) put(one, clause);
  }
  return [...found.values()];
}

export function isSeparatedAct(name: string): name is SeparatedAct {
  return isActName(name) || Object.hasOwn(LATER_ACTS, name);
}

export function labelOfAct(act: SeparatedAct): string {
  return isActName(act) ? actOf(act).label : LATER_ACTS[act];
}

/**
 * What the person did on the case (or on a case it belongs to) that excludes the act now. Withdrawn acts count:
 * who once handled a case stays its handler.
 */
export function separationFindings(act: SeparatedAct, personId: string, done: readonly CaseAct[]): Finding[] {
  const own = new Set<string>(done.filter((each) => each.personId === personId).map((each) => each.act));
  return incompatibleWith(act)
    .filter((pair) => own.has(pair.act))
    .map((pair) => ({
      code: 'DUTY_NOT_SEPARATED',
      message: `本人已办理“${labelOfAct(pair.act)}”，不得再办“${labelOfAct(act)}”，请由他人办理`,
      basis: pair.clause,
    }));
}
