import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import type { Diagram, DiagramNode } from './read-diagram.js';

const BEGIN = '<!-- diagram: written by `npm run diagrams`, do not edit -->';
const END = '<!-- /diagram -->';

/** Replaces the generated part of a process README, or appends it; what people wrote around it stays. */
export async function refreshReadme(file: string, diagram: Diagram): Promise<void> {
  const before = await readFile(file, 'utf8').catch(() => firstText(diagram));
  const part = `${BEGIN}\n\n${describe(diagram)}\n\n${END}`;
  const from = before.indexOf(BEGIN);
  const to = before.indexOf(END);
  const after =
    from >= 0 && to > from
      ? before.slice(0, from) + part + before.slice(to + END.length)
      : `${before.trimEnd()}\n\n${part}\n`;
  await writeFile(file, await format(after, { ...(await resolveConfig(file)), parser: 'markdown' }));
}

const firstText = (diagram: Diagram): string =>
  `# ${diagram.name} ${diagram.processId}\n\n${diagram.documentation ?? ''}\n`;

/** The picture and the tables that can be read off the diagram. */
export function describe(diagram: Diagram): string {
  const own = diagram.nodes;
  const sections = [
    `![${diagram.name}](${diagram.processId}.png)`,
    list(
      '参与者',
      diagram.lanes.map((lane) => lane.name.replaceAll('\n', '')),
    ),
    list('开始', own.filter((node) => isProcessStart(node)).map(startText)),
    list('结束', own.filter((node) => node.type === 'EndEvent' && node.parentId === undefined).map(named)),
    table(
      '人工任务',
      ['任务', '行为 act', '角色', '表单', '依据'],
      own.filter((node) => node.type === 'UserTask').map(taskRow),
    ),
    table('系统任务', ['任务', '任务类型', '依据'], own.filter((node) => node.jobType !== undefined).map(jobRow)),
    table('决策表', ['步骤', '决策', '依据'], own.filter((node) => node.decision !== undefined).map(decisionRow)),
    table('调用流程', ['步骤', '流程', '依据'], own.filter((node) => node.calledProcess !== undefined).map(callRow)),
    table('消息', ['事件', '消息', '关联键'], own.filter((node) => node.message !== undefined).map(messageRow)),
    table(
      '时限',
      ['事件', '时间', '所在步骤'],
      own.filter((node) => node.timer !== undefined).map((node) => timerRow(node, own)),
    ),
    '**错误代码**：无。不同意是结论（verdict），由网关分流；技术故障成为事件（incident）。',
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

const isProcessStart = (node: DiagramNode): boolean => node.type === 'StartEvent' && node.parentId === undefined;
const named = (node: DiagramNode): string => `${node.name} \`${node.id}\``;
const startText = (node: DiagramNode): string =>
  node.message === undefined ? `${named(node)}，由其他流程调用` : `${named(node)}，消息 \`${node.message.name}\``;
const code = (text: string | undefined): string => (text === undefined ? '' : `\`${text}\``);
const taskRow = (node: DiagramNode) => [
  named(node),
  code(node.act),
  code(node.role),
  code(node.formId),
  node.clauses ?? '',
];
const jobRow = (node: DiagramNode) => [named(node), code(node.jobType), node.clauses ?? ''];
const decisionRow = (node: DiagramNode) => [named(node), code(node.decision), node.clauses ?? ''];
const callRow = (node: DiagramNode) => [
  named(node),
  `[${node.calledProcess ?? ''}](../${node.calledProcess ?? ''}/README.md)`,
  node.clauses ?? '',
];
const messageRow = (node: DiagramNode) => [named(node), code(node.message?.name), code(node.message?.correlationKey)];
const timerRow = (node: DiagramNode, all: readonly DiagramNode[]) => [
  named(node),
  code(node.timer),
  all.find((other) => other.id === node.attachedTo)?.name ?? '',
];

function list(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `**${title}**：${items.join('、')}`;
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [`**${title}**`, '', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
