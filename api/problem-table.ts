/** The one table of what an error is over HTTP. Codes are never renamed once used; texts say what to do next. */
export const PROBLEMS = {
  // the caller is wrong
  BODY_INVALID: [400, '提交的内容有误', '请按提示更正后重新提交。'],
  JSON_UNREADABLE: [400, '内容无法读取', '请求正文不是有效的 JSON，请检查格式。'],
  REQUEST_UNREADABLE: [400, '请求无法读取', '请检查请求的地址和正文。'],
  NOT_SIGNED_IN: [401, '尚未登录', '请先登录。'],
  SIGN_IN_FAILED: [401, '登录失败', '用户名或密码不正确，请核对后重试。'],
  ACCESS_CODE_WRONG: [401, '登录失败', '案号或查询码不正确，请核对后重试；查询码可向经办人重新领取。'],
  ROLE_MISSING: [403, '无权办理', '您没有办理此事项的岗位，请交由有权限的同事办理。'],
  NOT_YOUR_CASE: [403, '无权查看', '只能查看本户的案件。'],
  ORIGIN_REFUSED: [403, '请求来源不符', '请从本系统的页面提交。'],
  NOT_FOUND: [404, '没有找到', '没有这项内容，请检查地址或返回列表。'],
  METHOD_NOT_ALLOWED: [405, '不支持的操作', '此地址不支持该操作。'],
  CONTENT_TYPE_WRONG: [415, '内容类型不支持', '请按接口要求的内容类型提交。'],
  TOO_LARGE: [413, '内容过大', '提交的内容超过上限，请压缩或分次提交。'],
  TOO_MANY_ATTEMPTS: [429, '尝试次数过多', '登录失败次数过多，请稍后再试。'],
  // the field says no
  REFUSED: [409, '不能办理', '当前不能这样办理。'],
  TASK_CLOSED: [409, '任务已结束', '此任务已办结或已取消，请刷新任务列表。'],
  TASK_NOT_YOURS: [409, '任务不在您名下', '请先领取此任务，再录入内容。'],
  TASK_OF_OTHER_ACT: [409, '任务与内容不符', '此任务不是办理该事项的任务，请从工作台重新打开。'],
  TASK_CLAIMED: [409, '任务已被领取', '此任务已由他人领取，请刷新任务列表。'],
  DENIED: [409, '办理被拒绝', '按规定不能办理，请看原因。'],
  ALREADY_THERE: [409, '已经存在', '相同的内容已经登记过。'],
  RULE_BROKEN: [422, '不符合规定', '请按提示更正后重新提交。'],
  // passing technical faults
  DATABASE_UNAVAILABLE: [503, '数据库暂时不可用', '请稍后再试，已提交的内容不会丢失。'],
  ENGINE_UNAVAILABLE: [503, '流程引擎暂时不可用', '请稍后再试，已提交的内容不会丢失。'],
  INTERNAL: [500, '系统出错', '请稍后再试；如仍出错，请把追踪编号告诉管理员。'],
} as const satisfies Record<string, readonly [status: number, title: string, detail: string]>;

export type ProblemCode = keyof typeof PROBLEMS;
