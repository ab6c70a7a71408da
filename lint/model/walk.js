'use strict';

const { is, extensionOf, outputsOf } = require('./extensions');
const { entriesOf, interruptionsOf, isSideBranch, successorsOf } = require('./successors');

/**
 * Walks every path of a process and calls `visit(node, { passed, values, side })`: the gates passed on the way there, the
 * verdicts known, and whether it is only a branch beside the main path (a reminder). It follows no drawing but the meaning: a gate counts only when its outcome was the wanted one, a
 * path that contradicts a verdict is no path, and a step that changes the content takes all earlier gates away.
 *
 * `gateOf(node)` → undefined or `{ gate, variable?, outcomes }`, outcomes being `{ value?, passes }`;
 * `changesContent(node)` → true where earlier approvals lose their object.
 * Assumed: messages carry no verdicts, and a worker answers only what its task declares.
 */
function walk(process, { gateOf, changesContent = () => false }, visit) {
  const seen = new Set();
  const queue = entriesOf(process).map((node) => ({ node, values: new Map(), passed: new Set(), side: false }));
  while (queue.length > 0) {
    const state = queue.pop();
    const key = keyOf(state);
    if (seen.has(key)) continue;
    seen.add(key);
    visit(state.node, state);
    for (const after of effectsOf(state, gateOf, changesContent)) {
      const { side } = state;
      queue.push(...successorsOf(state.node, after.values).map((next) => ({ ...next, passed: after.passed, side })));
      for (const node of interruptionsOf(state.node)) {
        const beside = side || isSideBranch(node);
        queue.push({ ...after, node, side: beside }, { ...state, node, side: beside });
      }
    }
  }
}

const keyOf = ({ node, values, passed, side }) =>
  [node.id, side, [...values].map((pair) => pair.join('=')).sort(), [...passed].sort()].join('|');

/** The ways a step may end, each with the gates passed and verdicts known after it. */
function effectsOf({ node, values, passed }, gateOf, changesContent) {
  const kept = changesContent(node) ? new Set() : passed;
  const gate = gateOf(node);
  if (gate === undefined) return [{ passed: kept, values: valuesAfter(node, values, new Map()) }];
  return gate.outcomes.map(({ value, passes }) => {
    const after = new Set(kept);
    if (passes) after.add(gate.gate);
    else after.delete(gate.gate);
    const local = gate.variable === undefined ? new Map() : new Map([[gate.variable, String(value)]]);
    return { passed: after, values: valuesAfter(node, values, local) };
  });
}

/** Verdicts after the output mappings of a step; what it writes without our knowing the value becomes unknown. */
function valuesAfter(node, values, local) {
  const outputs = outputsOf(node);
  const forgets = is(node, 'bpmn:CallActivity') && callReturnsEverything(node);
  const after = forgets ? new Map() : new Map(values);
  if (outputs.length === 0) {
    // Without output mappings everything a task is completed with goes up under its own name.
    for (const [name, value] of local) after.set(name, value);
    return after;
  }
  for (const { source, target } of outputs) {
    const value = valueOf(source, local, values);
    if (value === undefined) after.delete(target);
    else after.set(target, value);
  }
  return after;
}

function valueOf(source, local, values) {
  const text = (source ?? '').replace(/^=/, '').trim();
  const literal = /^"([^"]*)"$/.exec(text) ?? /^(true|false)$/.exec(text);
  return literal ? literal[1] : (local.get(text) ?? values.get(text));
}

const callReturnsEverything = (node) => extensionOf(node, 'zeebe:CalledElement')?.propagateAllChildVariables !== false;

module.exports = { valuesAfter, walk };
