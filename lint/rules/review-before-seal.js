'use strict';

const { is, actOf, jobTypeOf } = require('../model/extensions');
const { callGate, missingOf, taskGate } = require('../model/gates');
const { reportOnce } = require('../model/report-once');
const { walk } = require('../model/walk');

const REVIEW = 'file-bag-review';
const RESULT = { variable: 'reviewVerdict', values: ['approved', 'returned'], wanted: 'approved' };
const FOUR_GATES = [
  'review-project-supervisor',
  'review-supervision-department',
  'review-investment-supervisor',
  'approve-agreement',
];

/**
 * nothing is sealed before the file bag passed its review without objection. No path leads to the seal round the
 * called review or on its answer "returned", a newly prepared agreement needs a new review, and the review itself
 * cannot end approved past any of its four gates.
 */
module.exports = function () {
  function check(node, reporter) {
    if (!is(node, 'bpmn:Process')) return;
    const findings = reportOnce(reporter, 'A path leads here without the approval of');
    const isReview = node.id === REVIEW;
    const steps = isReview ? { gateOf: reviewGate } : { gateOf: calledReview, changesContent };
    walk(node, steps, (step, state) => {
      const needed = isReview ? neededAtEnd(step, node, state) : neededAtSeal(step);
      findings.add(step, missingOf(needed, state.passed));
    });
    findings.report();
  }
  return { check };
};

const calledReview = (step) => callGate(step, REVIEW, RESULT);
const changesContent = (step) => jobTypeOf(step) === 'prepare-agreement';
const neededAtSeal = (step) =>
  actOf(step) === 'seal-agreement' || jobTypeOf(step) === 'seal-agreement' ? [REVIEW] : [];

function reviewGate(step) {
  return FOUR_GATES.map((act) => taskGate(step, act, 'approved')).find((gate) => gate !== undefined);
}

/** The caller sees `reviewVerdict`: unless it surely says "returned", the end counts as approved. */
function neededAtEnd(step, process, { side, values }) {
  const ends = is(step, 'bpmn:EndEvent') && step.$parent === process;
  return ends && !side && values.get('reviewVerdict') !== 'returned' ? FOUR_GATES : [];
}
