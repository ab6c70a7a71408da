import type { MyCase } from '../../api/contract/index.js';
import type { Choices } from './choices.js';
import { RefusedError } from './http-session.js';
import type { HttpSession } from './http-session.js';

/** Is it a household that goes all the way in this scenario? */
export const goesToExperts = ({ scenario }: Choices, number: string): boolean =>
  Number(number) <= scenario.takenToExperts;

/** Has the household what it asked for? Whoever goes to the experts signs only when they have spoken. */
export const isAnswered = (view: MyCase): boolean =>
  view.report?.objections.filter(({ resultLabel }) => resultLabel !== null).length === 2;

/**
 * Beside those that go to the experts one household in twenty objects to its report, and half of them to the answer;
 * returns how many requests were made.
 */
export async function objectToReport(session: HttpSession, view: MyCase, choices: Choices): Promise<number> {
  const ask = view.report?.mayAsk;
  if (ask === null || ask === undefined) return 0;
  const share = ask.step === 'reappraisal' ? 5 : 50;
  const { caseNumber, number } = view.household;
  const asks = choices.happens(`objects-to-report-${ask.step}`, caseNumber, share);
  if (!asks && !goesToExperts(choices, number)) return 0;
  // Before its agreement is approved; whoever signed meanwhile is not asked again.
  const signed = view.agreements.some(({ status }) => ['approved', 'sealed', 'effective'].includes(status));
  if (signed) return 0;
  await session.post('/api/my-case/report-objections', {
    reportId: ask.reportId,
    step: ask.step,
    faults: '未考虑房屋朝向，可比实例楼层不同。',
  });
  return 1;
}

const RUNS = '评估复核或鉴定尚未办结';

/** Is this the refusal to approve, or to seal, while the household's objection to its report runs? */
export const waitsForReport = (error: unknown): boolean =>
  error instanceof RefusedError &&
  error.findings.length > 0 &&
  error.findings.every((each) => each.message.includes(RUNS));
