'use strict';

const { expressionsOf, ownerOf } = require('../model/expressions');
// TypeScript without a build step: bpmnlint runs under tsx.
const { FeelError, differencesFromZeebe } = require('../../engine/feel/index.ts');

/** An expression that the engine cannot read is refused before it is deployed, and so is one that means another thing in Zeebe. */
module.exports = function () {
  function check(node, reporter) {
    for (const expression of expressionsOf(node)) {
      for (const sentence of sentencesOn(expression))
        reporter.report(ownerOf(node).id, `FEEL "${shortened(expression)}": ${sentence}`);
    }
  }
  return { check };
};

function sentencesOn(expression) {
  if (expression === '') return ['it is empty'];
  try {
    return differencesFromZeebe(expression);
  } catch (error) {
    if (error instanceof FeelError) return [`no expression${reasonOf(error)}`];
    throw error;
  }
}

/** What stands behind the quoted expression. */
const reasonOf = ({ message }) => /': (.*)$/s.exec(message)?.[1].replace(/^/, ', ') ?? '';

const shortened = (text) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
