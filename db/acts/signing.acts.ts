import { mayDecideOutcome } from '../../rules/signing/may-decide-outcome.js';
import { preparedTrack } from '../repositories/conversion.repository.js';
import { signingDecisionOf } from '../repositories/signing-outcome.repository.js';
import { watchOf } from '../repositories/signing-watch.repository.js';
import type { ActHandlings, CompletionCheck } from './act-handling.js';

const outcomeAllowed: CompletionCheck = async (tx, { taskCase, verdict }, policy) => {
  const { mode, watch, extended, unsigned } = await watchOf(tx, taskCase.id);
  const decision = await signingDecisionOf(tx, taskCase.id);
  const facts = {
    mode,
    over: watch.over,
    extensionsUsed: extended ? 1 : 0,
    extensionDays: decision?.extensionDays ?? null,
    formalPrepared: (await preparedTrack(tx, taskCase.id)) !== undefined,
    unsigned,
  };
  return mayDecideOutcome(verdict ?? '', facts, policy).findings;
};

/** 市政府令第71号 art 21: only the rule ends a formal procedure; a person announces it. */
const terminatedByRule: CompletionCheck = async (tx, { taskCase }) => {
  const { watch } = await watchOf(tx, taskCase.id);
  if (watch.outcome === 'terminate') return [];
  const message = '签约期未满或已达到生效比例，征收决定不终止';
  return [{ code: 'TRANSITION_FORBIDDEN', message, basis: '市政府令第71号第21条' }];
};

/** The end of a signing period. */
export const signingHandlings: ActHandlings = {
  'decide-signing-outcome': { check: outcomeAllowed },
  'announce-signing-termination': { check: terminatedByRule },
};
