/** What the API answers when it says no (RFC 9457 problem details), as the pages use it. */
import type { Finding, Problem } from '../../api/contract/index.js';

/** The parts of a problem that pages show; an answer without a body still has these. */
export type ProblemBody = Pick<Problem, 'status' | 'title' | 'detail' | 'code' | 'findings'> & Partial<Problem>;

const WHAT_TO_DO: Readonly<Record<number, string>> = {
  400: '请检查填写的内容后重新提交。',
  401: '请重新登录后继续。',
  403: '该事项须由其他岗位办理；如有疑问，请联系本单位负责人。',
  404: '请确认地址是否正确，或返回列表重新选择。',
  409: '请刷新页面查看最新情况，再决定如何办理。',
  413: '请压缩或拆分文件后重新上传。',
  422: '请按下列问题逐项核对，改正后重新提交。',
  429: '请稍等一分钟后再试。',
  503: '服务正忙，请稍候重试；已填写的内容不会丢失。',
};

/** Clauses that ask for another person: separation of duties, or a post certificate that is missing (SD16). */
const ANOTHER_PERSON = new Set(['SD1', 'SD2', 'SD8', 'SD9', 'SD11', 'SD12', 'SD16']);

/** An answer of the API that is not a success; carries everything a person needs to go on. */
export class ApiProblem extends Error {
  readonly body: ProblemBody;

  constructor(body: ProblemBody) {
    super(body.detail);
    this.name = 'ApiProblem';
    this.body = body;
  }

  get findings(): readonly Finding[] {
    return this.body.findings;
  }

  /** What the person can do next. */
  get advice(): string {
    if (this.findings.some((finding) => finding.clauses.some((clause) => ANOTHER_PERSON.has(clause)))) {
      return '本事项须由其他符合条件的人员办理：请退回待领，由他人领取。';
    }
    return WHAT_TO_DO[this.body.status] ?? '请稍后重试；若仍不成功，请将下方编号告知管理员。';
  }
}

/** Any thrown thing as a problem; a lost connection becomes one with its own advice. */
export function toProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem({
    status: 503,
    title: '无法连接服务器',
    detail: '网络中断或服务正在重新启动。',
    code: 'NETWORK',
    findings: [],
  });
}
