import type { ProcessModel } from '@expropriation/engine';

type Expression = NonNullable<ProcessModel['root']['job']>['type'];

/**
 * A deployment rule: a diagram that names a job type nobody works on would wait for ever, so it is refused with the
 * element's id. A type that an expression works out cannot be checked and is refused too.
 */
export function refuseUnknownJobTypes(known: ReadonlySet<string>): (process: ProcessModel) => string[] {
  const faultOf = (elementId: string, { text, isStatic }: Expression): string[] => {
    if (isStatic && known.has(text)) return [];
    const reason = isStatic ? '没有处理程序' : '须写成固定文字';
    return [`Element: ${elementId} > job type '${text}': ${reason}`];
  };
  return ({ elements }) =>
    [...elements.values()].flatMap(({ id, job, startListeners, endListeners, userTask }) => {
      const listeners = [...startListeners, ...endListeners, ...Object.values(userTask?.listeners ?? {}).flat()];
      return [...(job ? [job.type] : []), ...listeners.map(({ type }) => type)].flatMap((type) => faultOf(id, type));
    });
}
