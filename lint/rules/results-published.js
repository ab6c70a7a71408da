'use strict';

const { is, actOf, calledProcessOf } = require('../model/extensions');
const { successorsOf } = require('../model/successors');
const { surelyReaches } = require('../model/surely-reaches');
const { valuesAfter } = require('../model/walk');

const acts = require('../acts.json');

/** what a procedure has decided is made public before the procedure ends, whichever way it goes on. */
module.exports = function () {
  function check(node, reporter) {
    if (!is(node, 'bpmn:UserTask')) return;
    const result = acts[actOf(node)]?.result;
    if (!result) return;
    const after = successorsOf(node, valuesAfter(node, new Map(), new Map([['verdict', result]])));
    const isPublished =
      after.length > 0 && surelyReaches(after, (step) => calledProcessOf(step) === 'publication' || step === node);
    if (!isPublished) reporter.report(node.id, `After "${result}" a path ends without the publication of this result`);
  }
  return { check };
};
