'use strict';

const { is, actOf, calledProcessOf } = require('../model/extensions');
const { callGate, messageGate, missingOf } = require('../model/gates');
const { reportOnce } = require('../model/report-once');
const { walk } = require('../model/walk');

/**
 * negotiation may open only after the area was displayed and frozen. So no path leads to the call of
 * household-agreement round the call of area-determination, and area-determination itself cannot end before the
 * message area-frozen.
 */
module.exports = function () {
  function check(node, reporter) {
    if (!is(node, 'bpmn:Process')) return;
    const findings = reportOnce(reporter, 'A path leads here without');
    const gateOf = (step) => callGate(step, 'area-determination') ?? messageGate(step, 'area-frozen');
    walk(node, { gateOf }, (step, state) => findings.add(step, missingOf(neededAt(step, node, state), state.passed)));
    findings.report();
  }
  return { check };
};

function neededAt(step, process, { side }) {
  if (process.id === 'area-determination') return !side && isProcessEnd(step, process) ? ['area-frozen'] : [];
  const negotiates = process.id !== 'household-agreement' && is(step, 'bpmn:UserTask') && actOf(step) === 'negotiate';
  return negotiates || calledProcessOf(step) === 'household-agreement' ? ['area-determination'] : [];
}

const isProcessEnd = (step, process) => is(step, 'bpmn:EndEvent') && step.$parent === process;
