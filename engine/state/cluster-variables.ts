import type { Key, Variables } from '../commands/requests.js';
import { placed } from './placed.js';
import type { ClusterVariableRow } from './rows.js';
import { Index } from './row-index.js';

/** The tenant in which all processes run. */
export const DEFAULT_TENANT = '<default>';

const CAMUNDA = 'camunda';

/** What names one cluster variable: null is the scope of the whole cluster. */
export const clusterVariableId = (tenantId: string | null, name: string): string => `${tenantId ?? ''}\u0000${name}`;

/** Finds cluster variables by scope and name, and shows them as expressions see them: as `camunda.vars`. */
export class ClusterVariables extends Index<ClusterVariableRow> {
  readonly #rows = new Map<Key, ClusterVariableRow>();
  /** Kept until a variable changes; null: to be made anew. */
  #context: Variables | null = null;

  constructor() {
    super(({ tenantId, name }) => clusterVariableId(tenantId, name));
  }

  override move(key: Key, before: ClusterVariableRow | undefined, after: ClusterVariableRow | undefined): void {
    super.move(key, before, after);
    if (after === undefined) this.#rows.delete(key);
    else this.#rows.set(key, after);
    this.#context = null;
  }

  /** What the expression sees: few read variables of the cluster, and only they pay for them. */
  seen(expression: { readonly names: ReadonlySet<string> }, variables: Variables): Variables {
    return expression.names.has(CAMUNDA) ? this.#beside(variables) : variables;
  }

  /**
   * The variables together with `camunda.vars.cluster`, `.tenant` and `.env` (both, the tenant's first). A process
   * variable hides them: one named `camunda` all of them, one named `camunda.vars.env.X` that one.
   */
  #beside(variables: Variables): Variables {
    if (Object.hasOwn(variables, CAMUNDA)) return variables;
    let seen: Variables = { [CAMUNDA]: { vars: (this.#context ??= this.#show()) } };
    for (const [name, value] of Object.entries(variables)) {
      if (name.startsWith(`${CAMUNDA}.`)) seen = placed(seen, name.split('.'), value) as Variables;
    }
    return { ...variables, ...seen };
  }

  #show(): Variables {
    const rows = [...this.#rows.values()];
    const of = (tenantId: string | null): Variables =>
      Object.fromEntries(rows.filter((row) => row.tenantId === tenantId).map(({ name, value }) => [name, value]));
    const [cluster, tenant] = [of(null), of(DEFAULT_TENANT)];
    return { cluster, tenant, env: { ...cluster, ...tenant } };
  }
}
