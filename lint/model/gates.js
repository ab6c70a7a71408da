'use strict';

const { is, actOf, calledProcessOf, jobTypeOf, messageOf } = require('./extensions');

const acts = require('../acts.json');

/** A user task is a gate that passes with one verdict; its other verdicts close it. */
function taskGate(node, act, wanted) {
  if (!is(node, 'bpmn:UserTask') || actOf(node) !== act) return undefined;
  const outcomes = (acts[act]?.verdicts ?? []).map((value) => ({ value, passes: value === wanted }));
  return { gate: act, variable: 'verdict', outcomes };
}

/** A service task is a gate whose answer must be true. */
function jobGate(node, jobType, variable) {
  if (jobTypeOf(node) !== jobType) return undefined;
  return { gate: jobType, variable, outcomes: [true, false].map((value) => ({ value, passes: value })) };
}

/** A called process is a gate: passed once it is over, or only when it answers the wanted verdict. */
function callGate(node, processId, result) {
  if (!is(node, 'bpmn:CallActivity') || calledProcessOf(node) !== processId) return undefined;
  if (result === undefined) return { gate: processId, outcomes: [{ passes: true }] };
  const outcomes = result.values.map((value) => ({ value, passes: value === result.wanted }));
  return { gate: processId, variable: result.variable, outcomes };
}

/** A message is a gate once it has come. */
function messageGate(node, name) {
  return is(node, 'bpmn:CatchEvent') && messageOf(node) === name
    ? { gate: name, outcomes: [{ passes: true }] }
    : undefined;
}

const missingOf = (gates, passed) => gates.filter((gate) => !passed.has(gate));

module.exports = { taskGate, jobGate, callGate, messageGate, missingOf };
