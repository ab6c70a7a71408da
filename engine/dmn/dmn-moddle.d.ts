declare module 'dmn-moddle' {
  export interface DmnElement {
    readonly $type: string;
    readonly id?: string;
    get(name: string): unknown;
  }
  export interface DmnWarning {
    readonly message: string;
    readonly element?: DmnElement;
  }
  export class DmnModdle {
    constructor(packages?: Record<string, unknown>);
    fromXML(xml: string): Promise<{ rootElement: DmnElement; warnings: readonly DmnWarning[] }>;
  }
}
