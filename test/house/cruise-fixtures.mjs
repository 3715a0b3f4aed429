// Prints, as JSON, which boundary rules each folder of fixtures/boundaries breaks. One process for all: starting the cruiser is what takes time.
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';

const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');
const fixtures = join(import.meta.dirname, 'fixtures/boundaries');
const broken = {};
for (const fixture of readdirSync(fixtures)) {
  const settings = { ...options, baseDir: join(fixtures, fixture), validate: true, ruleSet: { forbidden } };
  const { output } = await cruise(['.'], settings, options.enhancedResolveOptions);
  broken[fixture] = [...new Set(output.summary.violations.map(({ rule }) => rule.name))];
}
console.log(JSON.stringify(broken));
