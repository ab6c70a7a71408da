'use strict';

const { is, actOf, extensionOf } = require('../model/extensions');

const acts = require('../acts.json');

/**
 * A user task names the act it stands for (header `act`), and is offered to the role that may do that act: what a
 * person may do is written once, in the table of acts.
 */
module.exports = function () {
  function check(node, reporter) {
    if (!is(node, 'bpmn:UserTask')) return;
    const act = actOf(node);
    if (act === undefined) return void reporter.report(node.id, 'User task needs the header "act"');
    if (!Object.hasOwn(acts, act)) return void reporter.report(node.id, `Unknown act "${act}"`);
    const offered = extensionOf(node, 'zeebe:AssignmentDefinition')?.candidateGroups ?? '';
    const roles = acts[act].roles.join(',');
    if (offered !== roles) {
      reporter.report(node.id, `Act "${act}" belongs to "${roles}", but the candidate group is "${offered}"`);
    }
  }
  return { check };
};
