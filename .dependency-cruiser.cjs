// Who may import whom: the table of the folders, as rules. A folder that is not named in `allowed` imports nothing of ours.
const ours = '^(rules|ledger|db|engine|workers|api|web|lint|app|bench|test)/';

/** The folder imports itself and these, and nothing else of ours. */
const only = (name, from, allowed) => ({
  name: `${name}-imports-only`,
  severity: 'error',
  from,
  to: { path: ours, pathNot: `^(${allowed.join('|')})/` },
});

module.exports = {
  forbidden: [
    only('rules', { path: '^rules/' }, ['rules']),
    only('engine', { path: '^engine/' }, ['engine']),
    only('lint', { path: '^lint/' }, ['lint', 'engine/feel']),
    only('ledger', { path: '^ledger/' }, ['ledger', 'rules']),
    only('db', { path: '^db/' }, ['db', 'rules', 'ledger']),
    only('workers', { path: '^workers/', pathNot: '^workers/host/' }, ['workers', 'rules', 'db']),
    only('workers-host', { path: '^workers/host/' }, ['workers', 'rules', 'db', 'ledger']),
    only('api', { path: '^api/' }, ['api', 'rules', 'ledger', 'db']),
    only('web', { path: '^web/' }, ['web', 'rules', 'api/contract']),
    {
      name: 'only-tests-import-app-and-bench',
      severity: 'error',
      from: { path: ours, pathNot: '^(app|bench|test)/' },
      to: { path: '^(app|bench)/' },
    },
    {
      name: 'nobody-imports-tests',
      comment: 'Tests and their helpers are for tests; db/ and the like must work without them.',
      severity: 'error',
      from: { path: ours, pathNot: '(^|/)test/' },
      to: { path: '(^|/)test/|[.]test[.]ts$' },
    },
    {
      name: 'rules-are-pure',
      comment: 'A rule can be read and tested without a package and without the system.',
      severity: 'error',
      from: { path: '^rules/' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'workers-know-no-engine-client',
      comment: 'Workers move between engines unchanged: in workers/ only host/ sees the client.',
      severity: 'error',
      from: { path: '^workers/', pathNot: '^workers/host/' },
      to: { path: 'node_modules/@camunda8/' },
    },
    {
      name: 'only-the-edges-know-the-engine-client',
      severity: 'error',
      from: { path: '^(rules|ledger|db|web|lint|engine)/', pathNot: '^engine/test/' },
      to: { path: 'node_modules/@camunda8/' },
    },
    {
      name: 'production-needs-no-test-packages',
      comment:
        'Diagrams, the clause map and measurements are made for the repository; where the software runs nobody needs them.',
      severity: 'error',
      from: { path: ours, pathNot: '(^|/)test/|[.]test[.]ts$|^bench/|^app/(clauses|diagrams|browser)(/|[.]ts$)' },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'everything-is-found',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-cycles',
      comment: 'A circle that needs a type-only import to close is none any more when the program runs.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage|[.]data)/' },
    includeOnly: { path: `${ours}|node_modules|^(node:)?[a-z_/]+$` },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
