import type {
  BallotSheetView,
  ClockView,
  FirmReviewsView,
  IssuedBallots,
  RegisterPage,
  StaffOverview,
} from '../../api/contract/index.js';
import { addDays, shanghaiDateOf } from '../../rules/dates.js';
import { HttpSession } from './http-session.js';

/** The firm proposes a colleague who has no certificate yet; whoever is on the register already is not proposed. */
export async function proposeColleague(manager: HttpSession): Promise<void> {
  const { candidates } = await manager.get<StaffOverview>('/api/staff');
  const accountId = candidates.find(({ displayName }) => displayName.startsWith('经办丁'))?.accountId;
  if (accountId === undefined) return;
  await manager.post('/api/staff', { accountId, origin: 'external', reason: '项目上门人手不足', ties: '无' });
}

/** The district proposes longer signing periods for projects to come (SD10); once. */
export async function proposeRuleChange(district: HttpSession): Promise<void> {
  const register = '/api/registers/rule-changes';
  if ((await district.get<RegisterPage>(register)).total > 0) return;
  const { now } = await district.get<ClockView>('/api/clock');
  const values = {
    parameter: 'signing.periodDays',
    value: '45',
    legalSource: '示例区签约期限通知',
    confirmed: false,
    validFrom: addDays(shanghaiDateOf(now), 10),
  };
  await district.post(`${register}/entries`, { act: 'propose-rule-change', values });
}

/** Codes of the yearly appraisal are issued and every one of them is used; the last officer of the list does not do well. */
export async function holdAppraisal(inspector: HttpSession, baseUrl: string): Promise<void> {
  const { reviews } = await inspector.get<FirmReviewsView>('/api/firm-reviews');
  for (const { id } of reviews.filter(({ appraisal, closed }) => appraisal && !closed)) {
    const { ballots } = await inspector.post<IssuedBallots>(`/api/firm-reviews/${id}/ballots`);
    const anybody = new HttpSession(baseUrl);
    for (const { code } of ballots) {
      const { subjects } = await anybody.post<BallotSheetView>('/api/public/ballot-sheets', { code });
      const scores = subjects.map(({ accountId }, index) => {
        const weak = index === subjects.length - 1;
        return { accountId, score: weak ? 50 : 90, favour: weak };
      });
      await anybody.post('/api/public/ballots', { code, scores });
    }
  }
}
