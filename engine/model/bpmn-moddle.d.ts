declare module 'bpmn-moddle' {
  export interface ModdleElement {
    readonly $type: string;
    readonly $parent?: ModdleElement;
    readonly id?: string;
    get(name: string): unknown;
    set(name: string, value: unknown): void;
  }
  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>);
    fromXML(xml: string): Promise<{ rootElement: ModdleElement; warnings: readonly { readonly message: string }[] }>;
    toXML(root: ModdleElement, options: { readonly format: boolean }): Promise<{ xml: string }>;
    create(type: string, properties: Readonly<Record<string, unknown>>): ModdleElement;
  }
}
