'use strict';

const { is } = require('./extensions');
const { interruptionsOf, isSideBranch, successorsOf } = require('./successors');
const { valuesAfter } = require('./walk');

/**
 * Whether every way from here comes past a goal before the process ends, whatever people decide and whatever timer
 * strikes. Of branches that run side by side one is enough; a loop that never ends is no way round the goal.
 */
function surelyReaches(starts, isGoal) {
  const states = explore(starts, isGoal);
  let changed = true;
  while (changed) {
    changed = false;
    for (const state of states.values()) {
      if (state.misses || state.isGoal) continue;
      state.misses =
        state.after.length === 0 || state.after.some((branches) => branches.every((key) => states.get(key).misses));
      changed ||= state.misses;
    }
  }
  return starts.every((start) => !states.get(keyOf(start)).misses);
}

function explore(starts, isGoal) {
  const states = new Map();
  const queue = [...starts];
  while (queue.length > 0) {
    const step = queue.pop();
    const key = keyOf(step);
    if (states.has(key)) continue;
    const goal = isGoal(step.node);
    const ways = goal ? [] : waysFrom(step);
    states.set(key, { isGoal: goal, misses: false, after: ways.map((branches) => branches.map(keyOf)) });
    queue.push(...ways.flat());
  }
  return states;
}

/** The ways on from a step, one of which is gone; each is one branch, or several that are all gone side by side. */
function waysFrom({ node, values }) {
  const after = successorsOf(node, valuesAfter(node, values, new Map()));
  const splits = is(node, 'bpmn:ParallelGateway') || is(node, 'bpmn:Activity') || is(node, 'bpmn:Event');
  const onwards = splits && after.length > 0 ? [after] : after.map((each) => [each]);
  const interrupting = interruptionsOf(node).filter((each) => !isSideBranch(each));
  return [...onwards, ...interrupting.map((each) => [{ node: each, values }])];
}

const keyOf = ({ node, values }) => [node.id, ...[...values].map((pair) => pair.join('=')).sort()].join('|');

module.exports = { surelyReaches };
