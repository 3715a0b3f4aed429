/**
 * Who may know whom. One rule, one sentence; each has a fixture under test/house/fixtures/boundaries that must fail it.
 * Run: `npm run check`, or `npx depcruise apps bench libs test`.
 */
const TESTS = String.raw`(\.spec|\.contract)\.ts$|^libs/testing/|^test/`;

/** Driver packages and the only places that may import them. */
const DRIVERS = {
  sqlite: { module: '(node:)?sqlite', only: ['^libs/sqlite/', String.raw`^libs/.*\.spec\.ts$`, '^bench/', '^test/'] },
  eventstore: { module: '@eventstore/', only: ['^libs/event-store/', '^libs/testing/event-store-db-stand-in/', '^bench/distributed/'] },
  mongodb: { module: 'mongodb', only: ['^libs/(mongodb|read-models|directory)/', '^bench/'] },
  telemetry: { module: '@opentelemetry/', only: ['^libs/service/'] },
  kafka: { module: 'kafkajs', only: ['^libs/(kafka|testing)/', '^bench/'] },
  mail: { module: '(nodemailer|eta/)', only: ['^libs/notify/'] },
  webhooks: { module: '(standardwebhooks|request-filtering-agent)', only: ['^libs/notify/', '^test/'] },
  xml: { module: 'saxes', only: ['^libs/contracts/'] },
  zod: { module: 'zod', only: ['^libs/(contracts|service)/'] },
  nest: { module: '(@nestjs/|nestjs-)', only: ['^apps/', '^libs/service/', '^test/'] },
  'command-line': { module: '(commander|@commander-js/|cli-)', only: ['^apps/cli/'] },
};

const driverRules = Object.entries(DRIVERS).map(([name, { module, only }]) => ({
  name: `driver-${name}`,
  comment: `Only ${only.join(', ')} import ${module}: a driver is isolated behind one library, which can then be exchanged.`,
  severity: 'error',
  from: { path: '^(apps|bench|libs|test)/', pathNot: only },
  to: { path: `(^|node_modules/)${module}` },
}));

module.exports = {
  forbidden: [
    {
      name: 'domain-pure',
      comment: 'The domain imports nothing: no package, no node builtin, no other library. Time, ids and documents come in as arguments.',
      severity: 'error',
      from: { path: '^libs/domain/', pathNot: TESTS },
      to: { pathNot: '^libs/(domain|event-sourcing|testing)/' },
    },
    {
      name: 'event-sourcing-pure',
      comment: 'The ports, the command loop and the runner import nothing: adapters depend on them, never the other way round.',
      severity: 'error',
      from: { path: '^libs/event-sourcing/', pathNot: TESTS },
      to: { pathNot: '^libs/(domain|event-sourcing|testing)/' },
    },
    {
      name: 'domain-and-event-sourcing-apart',
      comment: 'What a warning means and how events are kept are two questions: neither library knows the other.',
      severity: 'error',
      from: { path: '^libs/(domain|event-sourcing)/' },
      to: { path: '^libs/(domain|event-sourcing)/', pathNot: '^libs/$1/' },
    },
    {
      name: 'adapters-apart',
      comment: 'Log, read models, directory, intake and notices are separate stores with separate commits: no adapter knows another.',
      severity: 'error',
      from: { path: '^libs/(event-store|read-models|directory|kafka|notify)/', pathNot: TESTS },
      to: { path: '^libs/(event-store|read-models|directory|kafka|notify)/', pathNot: '^libs/$1/' },
    },
    {
      name: 'libraries-know-no-app',
      comment: 'Apps use libraries. A library that needs something of an app has found a part that belongs into a library.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-apart',
      comment:
        'An app is a process of its own: it meets the others through the log and the read models. Only standalone and cli compose them.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/(standalone|cli)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'apps-composed-by-entry',
      comment: 'standalone and cli compose other apps through their index.ts or module file and know nothing inside them.',
      severity: 'error',
      from: { path: '^apps/(standalone|cli)/' },
      to: { path: '^apps/', pathNot: ['^apps/$1/', String.raw`^apps/[^/]+/(index|[^/]+\.module)\.ts$`] },
    },
    {
      name: 'libraries-by-entry',
      comment: 'A library is entered through its index.ts, so that the rest of it can change freely.',
      severity: 'error',
      from: { path: '^(?:apps|bench|test|libs/([^/]+))/' },
      to: { path: '^libs/', pathNot: ['^libs/$1/', String.raw`^libs/[^/]+/index\.ts$`] },
    },
    {
      name: 'libraries-by-name',
      comment: 'A library is imported as #libs/name, never by a path to its folder.',
      severity: 'error',
      from: { path: '^(?:apps|bench|test|libs/([^/]+))/' },
      to: {
        path: String.raw`^libs/[^/]+/index\.ts$`,
        pathNot: '^libs/$1/',
        dependencyTypesNot: ['aliased-subpath-import'],
      },
    },
    {
      name: 'testing-in-tests-only',
      comment: 'Fakes, builders and contracts serve tests; product code that needs one needs a real part.',
      severity: 'error',
      from: { pathNot: TESTS },
      to: { path: ['^libs/testing/', '^test/', String.raw`(\.spec|\.contract)\.ts$`] },
    },
    {
      name: 'no-dev-packages-in-product',
      comment: 'What the product imports must be installed where it runs: a dependency, not a devDependency.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev'] },
    },
    {
      name: 'no-cycles',
      comment: 'Files that need each other are one file, or one of them is in the wrong place.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nobody imports and that imports nobody is left over.',
      severity: 'error',
      from: { orphan: true, pathNot: TESTS },
      to: {},
    },
    ...driverRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^bench/peers/', '^test/house/fixtures/'] },
    moduleSystems: ['es6'],
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
