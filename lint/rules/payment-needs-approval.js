'use strict';

const { is, actOf, jobTypeOf } = require('../model/extensions');
const { jobGate, missingOf, taskGate } = require('../model/gates');
const { reportOnce } = require('../model/report-once');
const { walk } = require('../model/walk');

const APPROVALS = [
  'approve-payment-1',
  'approve-payment-2',
  'approve-payment-3',
  'approve-payment-4',
  'release-payment',
];
const ACCOUNT_CHECK = 'check-special-account';
const CONTENT_CHANGES = ['make-payment-list', 'correct-payee'];

/**
 * no path leads to the bank file round one of the four levels, the release by the investment
 * supervisor or the check of the special account, and a list made anew or corrected starts again without approvals.
 */
module.exports = function () {
  function check(node, reporter) {
    if (!is(node, 'bpmn:Process')) return;
    const findings = reportOnce(reporter, 'A path leads to the bank file without');
    walk(node, { gateOf, changesContent }, (step, { passed }) => {
      if (jobTypeOf(step) !== 'send-bank-file') return;
      findings.add(step, missingOf([...APPROVALS, ACCOUNT_CHECK], passed));
    });
    findings.report();
  }
  return { check };
};

function gateOf(step) {
  const approval = APPROVALS.map((act) => taskGate(step, act, 'approved')).find((gate) => gate !== undefined);
  return approval ?? jobGate(step, ACCOUNT_CHECK, 'accountSufficient');
}

const changesContent = (step) => CONTENT_CHANGES.includes(actOf(step));
