/** The borders of docs/architecture.md, checked by `npm run borders`. */
const only = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { pathNot: to },
})
const typesOnly = { dependencyTypesNot: ['type-only'] }

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, viaOnly: typesOnly } },
    only('domain-is-pure', '^miniprogram/domain/', '^miniprogram/domain/', 'domain imports only domain'),
    only(
      'components-know-the-domain-only',
      '^miniprogram/(components|behaviors)/',
      '^miniprogram/(domain|components|behaviors)/',
      'components and behaviors never reach the platform',
    ),
    {
      name: 'nothing-from-outside-the-package',
      severity: 'error',
      comment: 'a value import from outside miniprogram/ compiles and is missing on the phone',
      from: { path: '^miniprogram/' },
      to: { pathNot: '^miniprogram/', ...typesOnly },
    },
    {
      name: 'functions-stand-alone',
      severity: 'error',
      from: { path: '^cloudfunctions/([^/]+)/', pathNot: '^cloudfunctions/shared/' },
      to: { path: '^cloudfunctions/', pathNot: ['^cloudfunctions/shared/', '^cloudfunctions/$1/'] },
    },
    {
      name: 'shared-knows-no-function',
      severity: 'error',
      from: { path: '^cloudfunctions/shared/' },
      to: { path: '^cloudfunctions/(?!shared/|collections\\.json$)' },
    },
    {
      name: 'functions-know-domain-only-of-the-phone',
      severity: 'error',
      from: { path: '^cloudfunctions/' },
      to: { path: '^(miniprogram/(?!domain/)|simulator/|scripts/|test/)' },
    },
    {
      name: 'database-behind-the-store',
      severity: 'error',
      comment: 'the SDK silently mangles some input: only the store may call it',
      from: { path: '^cloudfunctions/', pathNot: '^cloudfunctions/shared/(store|context)' },
      to: { path: 'wx-server-sdk', ...typesOnly },
    },
    {
      name: 'sandbox-is-independent',
      severity: 'error',
      comment: 'one misreading must not hide on both sides',
      from: { path: '^simulator/' },
      to: { path: '^(cloudfunctions|miniprogram)/', ...typesOnly },
    },
    {
      name: 'no-tests-in-sources',
      severity: 'error',
      from: { pathNot: '^(test|bench|scripts)/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(miniprogram_npm|^dist/|^typings/)' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
}
