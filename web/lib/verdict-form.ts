/** Shows the form that is deployed with a task, with its messages in Chinese. Loaded only when a task is opened. */
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import { Form } from '@bpmn-io/form-js-viewer';

export type FormData = Readonly<Record<string, unknown>>;

export interface VerdictForm {
  /** What the person has entered; undefined when a field is missing or wrong (the form then shows it). */
  readonly read: () => FormData | undefined;
  readonly destroy: () => void;
}

interface Validator {
  validateFieldInstance(instance: unknown, value: unknown): string[];
}

const MESSAGES: readonly (readonly [RegExp, string])[] = [
  [/^Field is required\.$/, '此项必填。'],
  [/^Value is not a number\.$/, '请填写数字。'],
  [/^Field must match pattern .*$/, '格式不符合要求，请按提示填写。'],
  [/^Field must have minimum value of (.*)\.$/, '不能小于 $1。'],
  [/^Field must have maximum value of (.*)\.$/, '不能大于 $1。'],
  [/^Field must have minimum length of (.*)\.$/, '至少填写 $1 个字。'],
  [/^Field must have maximum length of (.*)\.$/, '不能超过 $1 个字。'],
];

const inChinese = (message: string): string => {
  const found = MESSAGES.find(([pattern]) => pattern.test(message));
  return found ? message.replace(found[0], found[1]) : message;
};

/** The viewer words its findings in English only; this wraps its validator. */
const chineseMessages = {
  __init__: ['chineseMessages'],
  chineseMessages: [
    'type',
    Object.assign(
      function ChineseMessages(validator: Validator) {
        const original = validator.validateFieldInstance.bind(validator);
        validator.validateFieldInstance = (instance, value) => original(instance, value).map(inChinese);
      },
      { $inject: ['validator'] },
    ),
  ],
};

interface Component {
  readonly type: string;
  readonly text?: string;
  readonly values?: readonly unknown[];
}
const isForm = (schema: unknown): schema is { readonly components: readonly Component[] } =>
  typeof schema === 'object' && schema !== null && 'components' in schema && Array.isArray(schema.components);

/**
 * The same form, fitted to our page: texts that only lead here from another task list go (the facts stand beside the
 * form), and a short choice shows all its answers instead of a drop-down that speaks English.
 */
export function forWorkbench(schema: unknown): unknown {
  if (!isForm(schema)) return schema;
  const components = schema.components
    .filter(({ type, text }) => type !== 'text' || !/\]\(\/|^###/.test(text ?? ''))
    .map((component) =>
      component.type === 'select' && component.values && component.values.length <= 6
        ? { ...component, type: 'radio' }
        : component,
    );
  return { ...schema, components };
}

export async function showVerdictForm(
  container: HTMLElement,
  schema: unknown,
  initial: FormData,
  changed: (data: FormData) => void,
): Promise<VerdictForm> {
  const form = new Form({ container, additionalModules: [chineseMessages] });
  await form.importSchema(forWorkbench(schema) as Parameters<typeof form.importSchema>[0], { ...initial });
  form.on('changed', (event: { data: FormData }) => {
    changed(event.data);
  });
  return {
    read: () => {
      const { data, errors } = form.submit();
      return Object.keys(errors).length > 0 ? undefined : data;
    },
    destroy: () => {
      form.destroy();
    },
  };
}
