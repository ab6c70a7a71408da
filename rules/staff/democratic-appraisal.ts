import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { term } from '../vocabulary/term.js';

/** Who appraises; each group weighs the same, however many of it vote. */
export const voterGroupTerms = {
  residents: term('居民', '服务过的住户', 'R-75'),
  committee: term('居村委', '居民、村民委员会人员', 'R-75'),
  colleagues: term('同事', '本事务所人员', 'R-75'),
} as const;
export type VoterGroup = keyof typeof voterGroupTerms;

export interface AppraisalVote {
  readonly group: VoterGroup;
  /** 0 to 100. */
  readonly score: number;
  /** The voter has seen favour or connections at work (人情风、关系网). */
  readonly favour: boolean;
}

export interface Appraisal {
  readonly ballots: number;
  /** Mean of the means of the groups, in hundredths of a point; null without a ballot. */
  readonly scoreHundredths: number | null;
  readonly favourReports: number;
  /** Measures are to be set. */
  readonly below: boolean;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * 民主评议结果 of one person: below the line by the score, by too few ballots to say anything, or because
 * anybody reports favour or connections.
 */
export function appraise(votes: readonly AppraisalVote[], policy: Policy): Appraisal {
  const { appraisalPassScore, appraisalMinBallots } = policy.staff;
  const groups = Object.keys(voterGroupTerms) as VoterGroup[];
  const means = groups.flatMap((group) => {
    const scores = votes.filter((vote) => vote.group === group).map(({ score }) => score);
    return scores.length === 0 ? [] : [mean(scores)];
  });
  const scoreHundredths = means.length === 0 ? null : Math.floor(mean(means) * 100);
  const favourReports = votes.filter(({ favour }) => favour).length;
  const below =
    votes.length < appraisalMinBallots.value ||
    scoreHundredths === null ||
    scoreHundredths < appraisalPassScore.value * 100 ||
    favourReports > 0;
  return { ballots: votes.length, scoreHundredths, favourReports, below };
}

/** Everybody below the line gets a measure, and nobody else is named. */
export function checkMeasures(below: readonly string[], named: readonly string[], policy: Policy): Decision<null> {
  const basis = policy.staff.appraisalPassScore.basis;
  const without = below.filter((person) => !named.includes(person)).length;
  const findings: Finding[] = [];
  if (without > 0) {
    const message = `还有 ${without.toString()} 名低于合格线的人员没有措施，请逐人填写`;
    findings.push({ code: 'FIELD_MISSING', message, basis, field: 'measures' });
  }
  if (named.some((person) => !below.includes(person))) {
    const message = '只对低于合格线的人员制定措施，请删去其他人员';
    findings.push({ code: 'FIELD_NOT_APPLICABLE', message, basis, field: 'measures' });
  }
  return decide(null, findings, policy.version);
}
